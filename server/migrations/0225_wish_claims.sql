-- Which job has taken a wish for its present step, so that two jobs of one step never work at the same time.
alter table wishes add column claimed_by text;
