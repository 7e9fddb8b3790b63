ALTER TABLE `attendance` ADD `left_at` text;--> statement-breakpoint
ALTER TABLE `huddle_figures` ADD `in_room` integer;--> statement-breakpoint
ALTER TABLE `huddle_figures` ADD `remote` integer;--> statement-breakpoint
ALTER TABLE `huddle_figures` ADD `teams_missing` text;
