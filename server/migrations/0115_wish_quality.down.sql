alter table wishes drop column quality;
