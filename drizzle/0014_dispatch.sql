CREATE TABLE `channel` (
	`id` text PRIMARY KEY NOT NULL,
	`team` text NOT NULL,
	`kind` text NOT NULL,
	`is_on` integer NOT NULL,
	`settings` text NOT NULL,
	`secret` text,
	`secret_before` text,
	`before_until` text,
	`changed_by` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`team`) REFERENCES `team`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `channel_team` ON `channel` (`team`,`kind`);--> statement-breakpoint
CREATE TABLE `delivery` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`channel` text NOT NULL,
	`outbox` text,
	`topic` text NOT NULL,
	`digest` text,
	`state` text NOT NULL,
	`made_at` text NOT NULL,
	`since` text NOT NULL,
	`next_at` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`answer` text,
	`ended_at` text,
	FOREIGN KEY (`channel`) REFERENCES `channel`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`outbox`) REFERENCES `outbox`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`digest`) REFERENCES `delivery`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_id_unique` ON `delivery` (`id`);--> statement-breakpoint
CREATE INDEX `delivery_waiting` ON `delivery` (`state`,`channel`,`sequence`);--> statement-breakpoint
CREATE INDEX `delivery_outbox` ON `delivery` (`outbox`);--> statement-breakpoint
CREATE INDEX `delivery_digest` ON `delivery` (`digest`);--> statement-breakpoint
CREATE TABLE `team_identity` (
	`team` text PRIMARY KEY NOT NULL,
	`identity` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`team`) REFERENCES `team`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
