drop index verifications_held;
alter table verifications drop column facts, drop column held_at;
