-- What happened to a wish, for people: where it came to rest and why, and what a person changed. Repeated rests are counted in one row.
create table wish_events (
  id bigint generated always as identity primary key,
  wish_id bigint not null references wishes (id) on delete cascade,
  kind text not null check (kind in ('waiting', 'review', 'done', 'cancelled', 'retried', 'requeued', 'restored', 'chosen', 'kept', 'declined', 'judged_anew', 'fetched_by_hand')),
  stage text not null check (stage in ('search', 'match', 'download', 'verify', 'organise', 'tag', 'publish')),
  reason_code text,
  reason text,
  -- how the wish stood before; needed to take a cancellation back
  former_stage text not null,
  former_state text not null,
  former_next_attempt_at timestamptz,
  former_reason_code text,
  former_reason text,
  candidate_id bigint,
  times integer not null default 1 check (times > 0),
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now()
);
create index wish_events_wish on wish_events (wish_id, id);
