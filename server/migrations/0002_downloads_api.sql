-- The API of downloads: lists in their order, dead letters, retries; searches that no wish asked for.

-- every list is ordered by priority, then age; `state in (…)` cannot walk `downloads_list` in order, so the usual sets have their own
create index downloads_all on downloads (priority desc, created_at desc, id desc);
create index downloads_under_way on downloads (priority desc, created_at desc, id desc) where state in ('queued', 'downloading');
create index downloads_given_up on downloads (priority desc, created_at desc, id desc) where state in ('failed', 'dead_letter');
create index downloads_dead_created on downloads (created_at desc, id desc) where state = 'dead_letter';
create index downloads_dead_updated on downloads (updated_at desc, id desc) where state = 'dead_letter';
create index downloads_retry on downloads (wish_id, next_retry_at) where next_retry_at is not null;
-- asked by the transfer monitor at every look
create index downloads_to_cancel on downloads (id) where transfer_state = 'to-cancel';
create index downloads_local_path on downloads (local_path) where local_path is not null;

-- a search by hand belongs to no wish but counts in the budget
alter table searches alter column wish_id drop not null;
