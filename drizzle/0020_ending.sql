CREATE TABLE `ending` (
	`episode` text PRIMARY KEY NOT NULL,
	`said` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` text NOT NULL,
	`ending` text,
	`national` text,
	`follow_on` text,
	`discharged_on` text,
	`checklist` text,
	`state_before` text,
	`ended_by` text,
	`ended_at` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`saved_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `ending_ended_at` ON `ending` (`ended_at`);--> statement-breakpoint
CREATE TABLE `later_check` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`name` text NOT NULL,
	`due` text NOT NULL,
	`result` text,
	`found_on` text,
	`withdrawn_at` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `later_check_episode` ON `later_check` (`episode`,`name`) WHERE withdrawn_at IS NULL;--> statement-breakpoint
CREATE INDEX `later_check_due` ON `later_check` (`due`);--> statement-breakpoint
CREATE TABLE `later_check_step` (
	`id` text PRIMARY KEY NOT NULL,
	`later_check` text NOT NULL,
	`at` text NOT NULL,
	`colleague` text NOT NULL,
	`on_day` text NOT NULL,
	`said` text NOT NULL,
	`because` text,
	`undone_at` text,
	`undone_by` text,
	FOREIGN KEY (`later_check`) REFERENCES `later_check`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `later_check_step_check` ON `later_check_step` (`later_check`,`at`);--> statement-breakpoint
-- What was said of a check is never said otherwise; it may be taken back, and rows may go when a person is purged.
CREATE TRIGGER `later_check_step_sealed` BEFORE UPDATE OF `later_check`, `at`, `colleague`, `on_day`, `said` ON `later_check_step`
BEGIN SELECT RAISE(ABORT, 'what was said is sealed'); END;
