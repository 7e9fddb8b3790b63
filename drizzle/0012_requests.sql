CREATE TABLE `action_measure` (
	`action` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`action`, `name`),
	FOREIGN KEY (`action`) REFERENCES `action`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `action` ADD `urgent` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `action` ADD `because` text;--> statement-breakpoint
ALTER TABLE `action` ADD `reference` text;--> statement-breakpoint
ALTER TABLE `action` ADD `booked_for` text;--> statement-breakpoint
ALTER TABLE `action` ADD `measure_on` text;--> statement-breakpoint
ALTER TABLE `action` ADD `measure_by` text REFERENCES colleague(id);--> statement-breakpoint
ALTER TABLE `action` ADD `by_us` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `action` ADD `delivered_on` text;--> statement-breakpoint
ALTER TABLE `action` ADD `collected_on` text;--> statement-breakpoint
ALTER TABLE `action` ADD `connection` text;--> statement-breakpoint
ALTER TABLE `action` ADD `test_on` text;--> statement-breakpoint
ALTER TABLE `action` ADD `signed_off_by` text REFERENCES colleague(id);--> statement-breakpoint
ALTER TABLE `action` ADD `signed_off_at` text;