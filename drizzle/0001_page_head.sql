CREATE TABLE `page_head` (
	`huddle` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`huddle`) REFERENCES `huddle`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `page_head` (`huddle`, `sequence`, `hash`) SELECT `huddle`, `sequence`, `hash` FROM `page_snapshot`;
--> statement-breakpoint
INSERT INTO `page_head` (`huddle`, `sequence`, `hash`)
SELECT `huddle`, max(`sequence`), `hash` FROM `page_edit` WHERE true GROUP BY `huddle`
ON CONFLICT DO UPDATE SET `sequence` = excluded.`sequence`, `hash` = excluded.`hash`;
