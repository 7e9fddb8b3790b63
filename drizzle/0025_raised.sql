CREATE TABLE `raised` (
	`id` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	`words` text NOT NULL,
	`after_huddle` text,
	`taken_back_at` text,
	`photo` text,
	`photo_sha256` text,
	`photo_removed_at` text,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`after_huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `raised_episode` ON `raised` (`episode`,`at`);--> statement-breakpoint
CREATE INDEX `raised_colleague` ON `raised` (`colleague`,`at`);--> statement-breakpoint
CREATE INDEX `raised_photo` ON `raised` (`photo`);--> statement-breakpoint
CREATE TABLE `shown_photo` (
	`huddle` text PRIMARY KEY NOT NULL,
	`episode` text NOT NULL,
	`raised` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`episode`) REFERENCES `episode`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`raised`) REFERENCES `raised`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
