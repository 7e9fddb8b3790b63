CREATE TABLE `care_act` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`raised_on` text NOT NULL,
	`owner` text,
	`booked_for` text,
	`outcome` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `care_act_episode` ON `care_act` (`episode`,`at`);--> statement-breakpoint
CREATE TABLE `communication` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`language` text,
	`interpreter` integer,
	`bsl` integer,
	`formats` text NOT NULL,
	`support` text,
	`carers` text,
	`culture` text,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `communication_person` ON `communication` (`person`,`at`);--> statement-breakpoint
CREATE TABLE `fire_consent` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`given` integer NOT NULL,
	`on_day` text NOT NULL,
	`reasons` text NOT NULL,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `fire_consent_episode` ON `fire_consent` (`episode`,`at`);--> statement-breakpoint
CREATE TABLE `goal_event` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`goal` text NOT NULL,
	`kind` text NOT NULL,
	`on_day` text NOT NULL,
	`what` text NOT NULL,
	`by_date` text,
	`state` text NOT NULL,
	`was` text,
	`what_was_said` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`goal`) REFERENCES `goal`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `goal_event_episode` ON `goal_event` (`episode`,`at`);--> statement-breakpoint
CREATE TABLE `respect` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`in_place` integer NOT NULL,
	`copy_is` text,
	`seen_on` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `respect_episode` ON `respect` (`episode`,`at`);--> statement-breakpoint
CREATE TABLE `risk_answer` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`question` text NOT NULL,
	`value` text,
	`words` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `risk_answer_episode` ON `risk_answer` (`episode`,`at`);--> statement-breakpoint
CREATE TABLE `safeguarding` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`raised` integer NOT NULL,
	`raised_on` text,
	`reference` text,
	`owner` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `safeguarding_episode` ON `safeguarding` (`episode`,`at`);--> statement-breakpoint
CREATE TABLE `what_matters` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `what_matters_episode` ON `what_matters` (`episode`,`at`);