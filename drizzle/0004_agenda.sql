ALTER TABLE `agenda_item` ADD `look_due` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `added_by` text REFERENCES colleague(id);--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `added_why` text;--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `parked_action` text REFERENCES action(id);--> statement-breakpoint
CREATE INDEX `agenda_item_episode` ON `agenda_item` (`episode`);--> statement-breakpoint
UPDATE `agenda_item` SET `section` = 'promises' WHERE `section` = 'overdue';
