ALTER TABLE `action` ADD `stays_since` text;--> statement-breakpoint
ALTER TABLE `action` ADD `stays_by` text REFERENCES colleague(id);