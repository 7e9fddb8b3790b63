ALTER TABLE `huddle` ADD `step` text;--> statement-breakpoint
ALTER TABLE `huddle` ADD `step_since` text;--> statement-breakpoint
ALTER TABLE `huddle` ADD `silence_until` text;--> statement-breakpoint
ALTER TABLE `attendance` ADD `mode` text;--> statement-breakpoint
ALTER TABLE `attendance` ADD `said_at` text;--> statement-breakpoint
ALTER TABLE `attendance` ADD `said_by` text REFERENCES colleague(id);--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `waits_for` text;--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `waits_since` text;--> statement-breakpoint
CREATE TABLE `huddle_step` (
	`huddle` text NOT NULL,
	`step` text NOT NULL,
	`seconds` integer NOT NULL,
	PRIMARY KEY(`huddle`, `step`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `huddle_step_sealed` BEFORE UPDATE ON `huddle_step`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = OLD.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;
