CREATE TABLE `action_told` (
	`action` text NOT NULL,
	`since` text NOT NULL,
	`telling` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`action`, `since`, `telling`),
	FOREIGN KEY (`action`) REFERENCES `action`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `team_time` (
	`team` text PRIMARY KEY NOT NULL,
	`minutes` integer NOT NULL,
	`lead` text,
	`changed_by` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`team`) REFERENCES `team`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lead`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `colleague`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
