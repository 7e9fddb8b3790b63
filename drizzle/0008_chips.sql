CREATE TABLE `leaving` (
	`episode` text PRIMARY KEY NOT NULL,
	`ends_on` text,
	`outcome` text,
	`collection` text,
	`collection_actions` text DEFAULT '[]' NOT NULL,
	`first_check` text,
	`second_check` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `person_chip` (
	`huddle` text NOT NULL,
	`episode` text NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`was` text,
	`calls` text,
	PRIMARY KEY(`huddle`, `episode`, `kind`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `person_chip_episode` ON `person_chip` (`episode`);--> statement-breakpoint
CREATE TABLE `starter_check` (
	`episode` text NOT NULL,
	`item` text NOT NULL,
	`state` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`episode`, `item`),
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;--> statement-breakpoint
-- Once its huddle has closed, a commitment is part of the record, and is never written again. Rows may go: when a person is purged, they must.
CREATE TRIGGER `person_chip_sealed` BEFORE UPDATE ON `person_chip`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = OLD.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;
