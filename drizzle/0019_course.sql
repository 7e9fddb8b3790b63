-- Everybody's day of the six weeks is kept at the close as before, but where the close wrote it by the clock (a hospital
-- stay may have moved it): SQL knows no settings.
DROP TRIGGER `huddle_keeps`;--> statement-breakpoint
CREATE TRIGGER `huddle_keeps` BEFORE UPDATE OF `state` ON `huddle` WHEN NEW.`state` = 'closed' AND OLD.`state` <> 'closed'
BEGIN
	UPDATE `attendance` SET `name` = (SELECT `name` FROM `colleague` c WHERE c.`id` = `colleague`),
		`team` = (SELECT `team` FROM `colleague` c WHERE c.`id` = `colleague`)
	WHERE `huddle` = NEW.`id`;
	UPDATE `agenda_item` SET `day` = coalesce(`day`, (SELECT CAST(julianday(NEW.`date`) - julianday(e.`start`) AS INTEGER) + 1
		FROM `episode` e WHERE e.`id` = `agenda_item`.`episode`))
	WHERE `huddle` = NEW.`id`;
END;
