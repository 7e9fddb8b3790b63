CREATE TABLE `column_map` (
	`source` text PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` text NOT NULL,
	FOREIGN KEY (`saved_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `file_report` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`words` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_at` text NOT NULL,
	`sent_at` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `file_said` (
	`person` text PRIMARY KEY NOT NULL,
	`facts` text NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `held_file` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`bytes` blob NOT NULL,
	`at` text NOT NULL,
	`held_by` text,
	`why` text,
	FOREIGN KEY (`held_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_change` (
	`id` integer PRIMARY KEY NOT NULL,
	`run` text NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`before` text,
	`after` text NOT NULL,
	FOREIGN KEY (`run`) REFERENCES `import_run`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_change_run` ON `import_change` (`run`);--> statement-breakpoint
CREATE TABLE `line_choice` (
	`person` text NOT NULL,
	`field` text NOT NULL,
	`file` text NOT NULL,
	`board` text,
	`choice` text NOT NULL,
	`chosen_by` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`person`, `field`),
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chosen_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `twin_decision` (
	`key` text PRIMARY KEY NOT NULL,
	`decision` text NOT NULL,
	`keep` text,
	`decided_by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`decided_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `import_run` ADD `how` text;--> statement-breakpoint
ALTER TABLE `import_run` ADD `source` text;--> statement-breakpoint
ALTER TABLE `import_run` ADD `errors` text;--> statement-breakpoint
ALTER TABLE `import_run` ADD `undone_at` text;--> statement-breakpoint
ALTER TABLE `import_run` ADD `undone_by` text;