CREATE TABLE `episode_event` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`at` text NOT NULL,
	`colleague` text,
	`kind` text NOT NULL,
	`on_day` text NOT NULL,
	`words` text NOT NULL,
	`why` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `episode_event_episode` ON `episode_event` (`episode`,`at`);--> statement-breakpoint
CREATE TABLE `hospital_stay` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`went_on` text NOT NULL,
	`back_on` text,
	`said_by` text,
	`at` text NOT NULL,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`said_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `hospital_stay_episode` ON `hospital_stay` (`episode`,`went_on`);--> statement-breakpoint
CREATE TABLE `closure_day` (
	`date` text PRIMARY KEY NOT NULL,
	`words` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `setting_change` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`colleague` text NOT NULL,
	`name` text NOT NULL,
	`before` text,
	`after` text NOT NULL,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `episode` ADD `accepted_on` text;--> statement-breakpoint
ALTER TABLE `episode` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `episode` ADD `declined_why` text;--> statement-breakpoint
ALTER TABLE `episode` ADD `extended_until` text;--> statement-breakpoint
ALTER TABLE `episode` ADD `extended_why` text;--> statement-breakpoint
-- Whoever is in hospital went on the day somebody said so; of the stays before nobody kept the days.
INSERT INTO `hospital_stay` (`id`, `episode`, `went_on`, `at`)
SELECT `id`, `id`, date(`hospital_at`), `hospital_at` FROM `episode` WHERE `state` = 'paused' AND `hospital_at` IS NOT NULL;
