ALTER TABLE `person` ADD `ethnicity` text;
