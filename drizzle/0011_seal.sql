ALTER TABLE `colleague` ADD `single_keys` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `day` integer;--> statement-breakpoint
ALTER TABLE `attendance` ADD `name` text;--> statement-breakpoint
ALTER TABLE `attendance` ADD `team` text;--> statement-breakpoint
DROP TRIGGER `huddle_sealed`;--> statement-breakpoint
DROP TRIGGER `agenda_item_sealed`;--> statement-breakpoint
DROP TRIGGER `attendance_sealed`;--> statement-breakpoint
-- Huddles that closed before this keep who was there and everybody's day as they stand now.
UPDATE `attendance` SET `name` = (SELECT `name` FROM `colleague` c WHERE c.`id` = `colleague`),
	`team` = (SELECT `team` FROM `colleague` c WHERE c.`id` = `colleague`)
WHERE `huddle` IN (SELECT `id` FROM `huddle` WHERE `state` = 'closed');--> statement-breakpoint
UPDATE `agenda_item` SET `day` = (SELECT CAST(julianday(h.`date`) - julianday(e.`start`) AS INTEGER) + 1
	FROM `huddle` h, `episode` e WHERE h.`id` = `agenda_item`.`huddle` AND e.`id` = `agenda_item`.`episode`)
WHERE `huddle` IN (SELECT `id` FROM `huddle` WHERE `state` = 'closed');--> statement-breakpoint
-- Whatever closes a huddle: who was there, of which team, and which day everybody was on are kept as they are then.
CREATE TRIGGER `huddle_keeps` BEFORE UPDATE OF `state` ON `huddle` WHEN NEW.`state` = 'closed' AND OLD.`state` <> 'closed'
BEGIN
	UPDATE `attendance` SET `name` = (SELECT `name` FROM `colleague` c WHERE c.`id` = `colleague`),
		`team` = (SELECT `team` FROM `colleague` c WHERE c.`id` = `colleague`)
	WHERE `huddle` = NEW.`id`;
	UPDATE `agenda_item` SET `day` = (SELECT CAST(julianday(NEW.`date`) - julianday(e.`start`) AS INTEGER) + 1
		FROM `episode` e WHERE e.`id` = `agenda_item`.`episode`)
	WHERE `huddle` = NEW.`id`;
END;--> statement-breakpoint
-- A record is never written again, and nothing is added to it. Rows may go: when a person is purged, they must.
CREATE TRIGGER `huddle_sealed` BEFORE UPDATE OF `state`, `date`, `started_at`, `closed_at`, `chair`, `paused_seconds`, `closed_how`, `page_damage` ON `huddle`
WHEN OLD.`state` = 'closed' AND (NEW.`state` IS NOT OLD.`state` OR NEW.`date` IS NOT OLD.`date` OR NEW.`started_at` IS NOT OLD.`started_at`
	OR NEW.`closed_at` IS NOT OLD.`closed_at` OR NEW.`chair` IS NOT OLD.`chair`
	OR NEW.`paused_seconds` IS NOT OLD.`paused_seconds` OR NEW.`closed_how` IS NOT OLD.`closed_how`
	OR NEW.`page_damage` IS NOT OLD.`page_damage`)
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `agenda_item_sealed` BEFORE UPDATE ON `agenda_item`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = OLD.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `agenda_item_add_sealed` BEFORE INSERT ON `agenda_item`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = NEW.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `attendance_sealed` BEFORE UPDATE ON `attendance`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = OLD.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `attendance_add_sealed` BEFORE INSERT ON `attendance`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = NEW.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `team_done_sealed` BEFORE UPDATE ON `team_done`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = OLD.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `team_done_add_sealed` BEFORE INSERT ON `team_done`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = NEW.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `person_chip_add_sealed` BEFORE INSERT ON `person_chip`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = NEW.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `huddle_note_add_sealed` BEFORE INSERT ON `huddle_note`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = NEW.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `record_action_add_sealed` BEFORE INSERT ON `record_action`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = NEW.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;--> statement-breakpoint
CREATE TRIGGER `huddle_figures_add_sealed` BEFORE INSERT ON `huddle_figures`
WHEN (SELECT `state` FROM `huddle` WHERE `id` = NEW.`huddle`) = 'closed'
BEGIN SELECT RAISE(ABORT, 'the record is sealed'); END;
