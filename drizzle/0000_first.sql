CREATE TABLE `action` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`huddle` text NOT NULL,
	`kind` text NOT NULL,
	`item` text,
	`title` text NOT NULL,
	`quantity` integer NOT NULL,
	`room` text,
	`detail` text,
	`team` text NOT NULL,
	`owner` text,
	`due` text NOT NULL,
	`state` text NOT NULL,
	`agreed_at` text NOT NULL,
	`agreed_by` text NOT NULL,
	`ended_at` text,
	`last_note` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item`) REFERENCES `catalogue_item`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team`) REFERENCES `team`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreed_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `action_episode` ON `action` (`episode`);--> statement-breakpoint
CREATE INDEX `action_team` ON `action` (`team`,`state`);--> statement-breakpoint
CREATE INDEX `action_state` ON `action` (`state`,`due`);--> statement-breakpoint
CREATE INDEX `action_huddle` ON `action` (`huddle`);--> statement-breakpoint
CREATE TABLE `action_event` (
	`id` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`at` text NOT NULL,
	`colleague` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`note` text,
	FOREIGN KEY (`action`) REFERENCES `action`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `action_event_action` ON `action_event` (`action`);--> statement-breakpoint
CREATE TABLE `agenda_item` (
	`huddle` text NOT NULL,
	`episode` text NOT NULL,
	`position` integer NOT NULL,
	`section` text NOT NULL,
	`reasons` text NOT NULL,
	`outcome` text,
	`seconds` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`huddle`, `episode`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `attendance` (
	`huddle` text NOT NULL,
	`colleague` text NOT NULL,
	`first_seen_at` text NOT NULL,
	PRIMARY KEY(`huddle`, `colleague`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `audit` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`colleague` text,
	`act` text NOT NULL,
	`thing` text NOT NULL,
	`thing_id` text,
	`result` text NOT NULL,
	`detail` text NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_thing` ON `audit` (`thing`,`thing_id`);--> statement-breakpoint
CREATE TABLE `call_pattern` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`from_date` text NOT NULL,
	`per_day` integer NOT NULL,
	`minutes` integer NOT NULL,
	`carers` integer NOT NULL,
	`why` text NOT NULL,
	`changed_by` text,
	`at` text NOT NULL,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `call_pattern_episode` ON `call_pattern` (`episode`,`from_date`);--> statement-breakpoint
CREATE TABLE `catalogue_item` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`item_group` text NOT NULL,
	`aliases` text NOT NULL,
	`measurements` text NOT NULL,
	`check_weight` integer NOT NULL,
	`prescriber` text NOT NULL,
	`tier` text NOT NULL,
	`supply` text NOT NULL,
	`returnable` integer NOT NULL,
	`band` text NOT NULL,
	`team` text NOT NULL,
	`notes` text NOT NULL,
	`retired` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`team`) REFERENCES `team`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `colleague` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`job_title` text NOT NULL,
	`team` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`density` text DEFAULT 'roomy' NOT NULL,
	`theme` text,
	FOREIGN KEY (`team`) REFERENCES `team`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `colleague_email_unique` ON `colleague` (`email`);--> statement-breakpoint
CREATE TABLE `episode` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`start` text NOT NULL,
	`planned_end` text,
	`source` text,
	`ward` text,
	`reason` text,
	`arrived_at` text NOT NULL,
	`missing_since` text,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `episode_person` ON `episode` (`person`);--> statement-breakpoint
CREATE INDEX `episode_state` ON `episode` (`state`);--> statement-breakpoint
CREATE TABLE `goal` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`position` integer NOT NULL,
	`what` text NOT NULL,
	`by_date` text,
	`state` text NOT NULL,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `goal_episode` ON `goal` (`episode`,`position`);--> statement-breakpoint
CREATE TABLE `huddle` (
	`id` text PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`state` text NOT NULL,
	`epoch` integer DEFAULT 1 NOT NULL,
	`started_at` text,
	`closed_at` text,
	`chair` text,
	`current` text,
	`current_since` text,
	FOREIGN KEY (`chair`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`current`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `huddle_date_unique` ON `huddle` (`date`);--> statement-breakpoint
CREATE INDEX `huddle_state` ON `huddle` (`state`);--> statement-breakpoint
CREATE TABLE `huddle_note` (
	`huddle` text NOT NULL,
	`episode` text NOT NULL,
	`text` text NOT NULL,
	`how` text,
	`how_by` text,
	`raised` text,
	`teams` text NOT NULL,
	`authors` text NOT NULL,
	PRIMARY KEY(`huddle`, `episode`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `huddle_note_episode` ON `huddle_note` (`episode`);--> statement-breakpoint
CREATE TABLE `import_run` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`colleague` text,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`counts` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`topic` text NOT NULL,
	`team` text NOT NULL,
	`action` text,
	`payload` text NOT NULL,
	`sent_at` text,
	FOREIGN KEY (`action`) REFERENCES `action`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`sent_at`);--> statement-breakpoint
CREATE TABLE `page_author` (
	`huddle` text NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`huddle`, `episode`, `colleague`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `page_client` (
	`huddle` text NOT NULL,
	`client` integer NOT NULL,
	`session` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`huddle`, `client`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `page_edit` (
	`huddle` text NOT NULL,
	`sequence` integer NOT NULL,
	`author` text NOT NULL,
	`at` text NOT NULL,
	`bytes` blob NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`huddle`, `sequence`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `page_mark` (
	`huddle` text NOT NULL,
	`episode` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`huddle`, `episode`, `key`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `page_snapshot` (
	`huddle` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`at` text NOT NULL,
	`bytes` blob NOT NULL,
	`sha256` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`forename` text NOT NULL,
	`surname` text NOT NULL,
	`known_as` text,
	`sex` text,
	`birth_date` text NOT NULL,
	`nhs_number` text,
	`address` text,
	`postcode` text,
	`telephone` text,
	`language` text,
	`interpreter` integer,
	`lives_alone` integer,
	`key_safe` integer,
	`pets` integer,
	`smoke_alarm` integer,
	`co_alarm` integer,
	`next_of_kin` text,
	`relationship` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `person_reference_unique` ON `person` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `person_nhs_number` ON `person` (`nhs_number`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`colleague` text NOT NULL,
	`started_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `session_colleague` ON `session` (`colleague`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `team` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short` text NOT NULL,
	`position` integer NOT NULL
) STRICT;
