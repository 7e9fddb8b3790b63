CREATE TABLE `team_done` (
	`huddle` text NOT NULL,
	`team` text NOT NULL,
	`colleague` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`huddle`, `team`),
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team`) REFERENCES `team`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`colleague`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
