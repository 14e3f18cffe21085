-- What peers did with our requests, and second requests for files that wait in a long queue.

create table peers (
  username text primary key,
  delivered integer not null default 0,
  failed integer not null default 0,
  refused integer not null default 0,
  bad_files integer not null default 0,
  -- the same, fading: sums as of `weighed_at`, to be multiplied by the decay since then
  good_weight double precision not null default 0,
  bad_weight double precision not null default 0,
  weighed_at timestamptz not null default now(),
  -- moving averages of what was delivered
  first_byte_s real,
  speed_bps bigint,
  last_seen_at timestamptz not null default now(),
  last_failure_at timestamptz,
  last_failure text
);
create index peers_recent on peers (last_seen_at desc, username);
create index peers_delivered on peers (delivered desc, username);
create index peers_failed on peers (failed desc, username);

-- a hedge is a second download of a wish while the first waits in a queue; the first that succeeds is kept
alter table downloads add column hedge boolean not null default false;
-- when a hedge was begun for this download; there is never a second one
alter table downloads add column hedged_at timestamptz;
drop index downloads_one_active_per_wish;
create unique index downloads_one_active_per_wish on downloads (wish_id, hedge) where wish_id is not null and state in ('queued', 'downloading');
-- those that wait for a place among the active ones
create index downloads_waiting on downloads (wish_id, id) where state = 'queued' and transfer_state = 'waiting';
