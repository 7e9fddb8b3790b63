ALTER TABLE `action` ADD `escalated_at` text;--> statement-breakpoint
ALTER TABLE `action` ADD `settled_at` text;--> statement-breakpoint
ALTER TABLE `action_event` ADD `act` text;--> statement-breakpoint
ALTER TABLE `action_event` ADD `detail` text;--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `turn` integer;--> statement-breakpoint
CREATE TABLE `record_action` (
	`huddle` text NOT NULL,
	`action` text NOT NULL,
	`happened` text NOT NULL,
	`at` text NOT NULL,
	`by_name` text NOT NULL,
	`episode` text NOT NULL,
	`line` text NOT NULL,
	`detail` text,
	`team` text NOT NULL,
	`owner_name` text,
	`due` text NOT NULL,
	`team_was` text,
	`owner_was` text,
	`due_was` text,
	`state` text NOT NULL,
	`note` text,
	PRIMARY KEY(`huddle`, `action`, `happened`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`action`) REFERENCES `action`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `huddle_figures` (
	`huddle` text PRIMARY KEY NOT NULL,
	`seconds` integer NOT NULL,
	`listed` integer NOT NULL,
	`reached` integer NOT NULL,
	`carried_over` integer NOT NULL,
	`parked` integer NOT NULL,
	`agreed` integer NOT NULL,
	`accepted` integer NOT NULL,
	`declined` integer NOT NULL,
	`re_dated` integer NOT NULL,
	`owners` integer NOT NULL,
	`there` integer NOT NULL,
	`teams_there` integer NOT NULL,
	`seconds_by_section` text NOT NULL,
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `amendment` (
	`id` text PRIMARY KEY NOT NULL,
	`huddle` text NOT NULL,
	`episode` text,
	`part` text NOT NULL,
	`words` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `amendment_huddle` ON `amendment` (`huddle`);--> statement-breakpoint
-- Huddles that closed before this: what was agreed, as it stood at their close.
INSERT INTO `record_action` (`huddle`, `action`, `happened`, `at`, `by_name`, `episode`, `line`, `detail`, `team`, `owner_name`, `due`, `state`, `note`)
SELECT h.`id`, a.`id`, 'agreed', a.`agreed_at`, c.`name`, a.`episode`,
	a.`title` || CASE WHEN a.`quantity` = 1 THEN '' ELSE ' × ' || a.`quantity` END || CASE WHEN a.`room` IS NULL THEN '' ELSE ' · ' || a.`room` END,
	a.`detail`, a.`team`, o.`name`, a.`due`,
	coalesce((SELECT e.`to_state` FROM `action_event` e WHERE e.`action` = a.`id` AND e.`at` <= h.`closed_at` ORDER BY e.`at` DESC, e.rowid DESC LIMIT 1), 'agreed'),
	NULL
FROM `action` a
JOIN `huddle` h ON h.`id` = a.`huddle` AND h.`state` = 'closed'
JOIN `colleague` c ON c.`id` = a.`agreed_by`
LEFT JOIN `colleague` o ON o.`id` = a.`owner`
WHERE a.`state` <> 'cancelled';--> statement-breakpoint
INSERT INTO `huddle_figures` (`huddle`, `seconds`, `listed`, `reached`, `carried_over`, `parked`, `agreed`, `accepted`, `declined`, `re_dated`, `owners`, `there`, `teams_there`, `seconds_by_section`)
SELECT h.`id`,
	coalesce(CAST(round((julianday(h.`closed_at`) - julianday(h.`started_at`)) * 86400) AS INTEGER) - h.`paused_seconds`, 0),
	(SELECT count(*) FROM `agenda_item` i WHERE i.`huddle` = h.`id` AND i.`section` <> 'rest'),
	(SELECT count(*) FROM `agenda_item` i WHERE i.`huddle` = h.`id` AND i.`outcome` IN ('discussed', 'no change', 'parked')),
	(SELECT count(*) FROM `agenda_item` i WHERE i.`huddle` = h.`id` AND i.`section` <> 'rest' AND i.`outcome` = 'not reached'),
	(SELECT count(*) FROM `agenda_item` i WHERE i.`huddle` = h.`id` AND i.`outcome` = 'parked'),
	(SELECT count(*) FROM `record_action` r WHERE r.`huddle` = h.`id`),
	(SELECT count(*) FROM `record_action` r WHERE r.`huddle` = h.`id` AND r.`state` = 'accepted'),
	(SELECT count(*) FROM `record_action` r WHERE r.`huddle` = h.`id` AND r.`state` = 'declined'),
	0,
	(SELECT count(DISTINCT r.`owner_name`) FROM `record_action` r WHERE r.`huddle` = h.`id`),
	(SELECT count(*) FROM `attendance` t WHERE t.`huddle` = h.`id`),
	(SELECT count(DISTINCT c.`team`) FROM `attendance` t JOIN `colleague` c ON c.`id` = t.`colleague` WHERE t.`huddle` = h.`id`),
	coalesce((SELECT json_group_object(s.`section`, s.`spent`) FROM (SELECT i.`section`, sum(i.`seconds`) AS `spent` FROM `agenda_item` i WHERE i.`huddle` = h.`id` GROUP BY i.`section`) s), '{}')
FROM `huddle` h WHERE h.`state` = 'closed';--> statement-breakpoint
-- The order in which people are really reached, whatever moves the huddle on: nobody who steers can forget it.
CREATE TRIGGER `agenda_item_turn` AFTER UPDATE OF `current` ON `huddle` WHEN NEW.`current` IS NOT NULL
BEGIN
	UPDATE `agenda_item` SET `turn` = (SELECT coalesce(max(`turn`), 0) + 1 FROM `agenda_item` WHERE `huddle` = NEW.`id`)
	WHERE `huddle` = NEW.`id` AND `episode` = NEW.`current` AND `turn` IS NULL;
END;--> statement-breakpoint
-- A record is never written again. Rows may go: when a person is purged, they must.
CREATE TRIGGER `huddle_note_sealed` BEFORE UPDATE ON `huddle_note` BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `record_action_sealed` BEFORE UPDATE ON `record_action` BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `huddle_figures_sealed` BEFORE UPDATE ON `huddle_figures` BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `amendment_sealed` BEFORE UPDATE ON `amendment` BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `huddle_sealed` BEFORE UPDATE OF `date`, `started_at`, `closed_at`, `chair`, `paused_seconds`, `closed_how`, `page_damage` ON `huddle`
WHEN OLD.`state` = 'closed' AND (NEW.`date` IS NOT OLD.`date` OR NEW.`started_at` IS NOT OLD.`started_at`
	OR NEW.`closed_at` IS NOT OLD.`closed_at` OR NEW.`chair` IS NOT OLD.`chair`
	OR NEW.`paused_seconds` IS NOT OLD.`paused_seconds` OR NEW.`closed_how` IS NOT OLD.`closed_how`
	OR NEW.`page_damage` IS NOT OLD.`page_damage`)
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `agenda_item_sealed` BEFORE UPDATE ON `agenda_item`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = OLD.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `attendance_sealed` BEFORE UPDATE ON `attendance`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = OLD.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;
