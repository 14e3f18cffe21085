drop table rejudgings;
drop table learned_aliases;
