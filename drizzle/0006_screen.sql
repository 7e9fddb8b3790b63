CREATE TABLE `screen` (
	`colleague` text PRIMARY KEY NOT NULL,
	`paired_by` text NOT NULL,
	`paired_at` text NOT NULL,
	`until` text NOT NULL,
	`ended_at` text,
	`ended_by` text,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`paired_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `screen_code` (
	`code` text PRIMARY KEY NOT NULL,
	`device` text NOT NULL,
	`expires_at` text NOT NULL,
	`screen` text,
	FOREIGN KEY (`screen`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `screen_code_device` ON `screen_code` (`device`);
