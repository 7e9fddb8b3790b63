ALTER TABLE `episode` ADD `exported_start` text;--> statement-breakpoint
ALTER TABLE `episode` ADD `exported_at` text;
