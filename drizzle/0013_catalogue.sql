CREATE TABLE `catalogue_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`what` text NOT NULL,
	`code` text NOT NULL,
	`at` text NOT NULL,
	`colleague` text NOT NULL,
	`before` text,
	`after` text,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `how_to_use` (
	`item` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	`at` text NOT NULL,
	`colleague` text,
	PRIMARY KEY(`item`, `language`),
	FOREIGN KEY (`item`) REFERENCES `catalogue_item`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `kit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`retired` integer DEFAULT false NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `kit_item` (
	`kit` text NOT NULL,
	`position` integer NOT NULL,
	`item` text NOT NULL,
	PRIMARY KEY(`kit`, `item`),
	FOREIGN KEY (`kit`) REFERENCES `kit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item`) REFERENCES `catalogue_item`(`code`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `catalogue_item` ADD `safe_load` integer;--> statement-breakpoint
ALTER TABLE `catalogue_item` ADD `first` text REFERENCES catalogue_item(code);