alter table wishes drop column claimed_by;
