drop index downloads_waiting;
drop index downloads_one_active_per_wish;
update downloads set state = 'cancelled' where hedge and state in ('queued', 'downloading');
create unique index downloads_one_active_per_wish on downloads (wish_id) where wish_id is not null and state in ('queued', 'downloading');
alter table downloads drop column hedge, drop column hedged_at;
drop table peers;
