ALTER TABLE `huddle` ADD `paused_at` text;--> statement-breakpoint
ALTER TABLE `huddle` ADD `paused_seconds` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `huddle` ADD `closed_how` text;
