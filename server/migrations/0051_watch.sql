-- Artists, what they put out, who of them is watched, and discographies. Days are text in ISO form, because sources know some only to the year.

create table artists (
  id bigint generated always as identity primary key,
  artist_key text not null unique,
  source text not null,
  source_id text not null,
  name text not null,
  search_text text not null,
  genres jsonb not null default '[]',
  images jsonb not null default '[]',
  popularity integer,
  aliases text[] not null default '{}',
  metadata jsonb not null default '{}',
  version text not null,
  etag text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  last_synced_at timestamptz,
  -- the sync job that waits or runs, and until when a run is believed to live
  sync_job_id text,
  sync_requested_at timestamptz,
  sync_lease_until timestamptz,
  -- failed syncs since the last good one
  sync_attempts integer not null default 0,
  sync_problem jsonb,
  unique (source, source_id)
);
create index artists_updated on artists (updated_at desc, id desc);
create index artists_name on artists (name collate "C", id);
create index artists_search on artists using gin (search_text gin_trgm_ops);

-- under which identities sources know an artist; its own is among them
create table artist_identities (
  source text not null,
  source_id text not null,
  artist_id bigint not null references artists (id) on delete cascade,
  primary key (source, source_id)
);
create index artist_identities_artist on artist_identities (artist_id);

create table artist_releases (
  id bigint generated always as identity primary key,
  artist_id bigint not null references artists (id) on delete cascade,
  artist_key text not null,
  source text not null,
  source_id text not null,
  title text not null,
  -- title without words of edition: what editions of one album share
  group_key text not null,
  release_date text,
  release_type text not null,
  -- live, compilation, remix … beside the type
  kinds text[] not null default '{}',
  total_tracks integer,
  -- known: not ours to fetch · undated · upcoming · new: out, its tracks are not wished yet · wished · skipped, with a reason
  state text not null check (state in ('known', 'undated', 'upcoming', 'new', 'wished', 'skipped')),
  state_reason text,
  -- the day on which it counts as out
  out_on text,
  found_at timestamptz not null,
  wished_at timestamptz,
  version text not null,
  etag text not null,
  metadata jsonb not null default '{}',
  inactive_at timestamptz,
  inactive_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (artist_id, source, source_id)
);
create index artist_releases_list on artist_releases (artist_id, release_date desc nulls last, updated_at desc, id);
create index artist_releases_out on artist_releases (out_on, id) where inactive_at is null;
create index artist_releases_waiting on artist_releases (artist_id, out_on) where state in ('new', 'upcoming') and inactive_at is null;
create index artist_releases_due on artist_releases (out_on, artist_id) where state = 'upcoming' and inactive_at is null;
create index artist_releases_group on artist_releases (artist_id, group_key);

create table artist_release_tracks (
  release_id bigint not null references artist_releases (id) on delete cascade,
  position integer not null,
  disc integer not null,
  title text not null,
  wish_id bigint,
  primary key (release_id, disc, position)
);

create table artist_audit (
  id bigint generated always as identity primary key,
  created_at timestamptz not null,
  job_id text,
  artist_key text not null,
  entity_type text not null,
  entity_id text,
  event text not null,
  before jsonb,
  after jsonb
);
create index artist_audit_artist on artist_audit (artist_key, id desc);

create table artist_watchlist (
  id bigint generated always as identity primary key,
  artist_id bigint not null unique references artists (id) on delete cascade,
  artist_key text not null unique,
  priority integer not null default 0,
  -- releases dated on or after this day are wanted
  watch_since text not null,
  backfill boolean not null default false,
  -- what was there when the first scan looked
  baseline_at timestamptz,
  wanted_kinds text[] not null default '{album,ep,single,soundtrack}',
  -- first: one edition of an album is enough · bonus: also what later editions add
  editions text not null default 'first' check (editions in ('first', 'bonus')),
  paused_at timestamptz,
  stop_reason text,
  resume_at timestamptz,
  interval_s integer,
  cooldown_s integer,
  cooldown_until timestamptz,
  retry_block_until timestamptz,
  -- failed tries since the last good scan or the last cooldown
  failures integer not null default 0,
  problem jsonb,
  next_due_at timestamptz not null,
  last_enqueued_at timestamptz,
  -- a job for it waits or runs since then
  enqueued_at timestamptz,
  last_scan_at timestamptz,
  last_checked timestamptz,
  last_synced_at timestamptz,
  last_hash text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index artist_watchlist_order on artist_watchlist (priority desc, id);
create index artist_watchlist_due on artist_watchlist (next_due_at) where paused_at is null;
create index artist_watchlist_resume on artist_watchlist (resume_at) where paused_at is not null and resume_at is not null;
create index artist_watchlist_enqueued on artist_watchlist (enqueued_at) where enqueued_at is not null;

-- a choice by hand for one release; ids as the source has them
create table artist_preferences (
  artist_id text not null,
  release_id text not null,
  selected boolean not null default true,
  primary key (artist_id, release_id)
);

create table discography_jobs (
  id bigint generated always as identity primary key,
  artist_id text not null,
  artist_key text not null,
  artist_name text,
  status text not null default 'pending' check (status in ('pending', 'in_progress', 'done', 'failed')),
  kinds text[] not null,
  albums_total integer not null default 0,
  problem jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index discography_jobs_recent on discography_jobs (id desc);
create unique index discography_jobs_one_at_a_time on discography_jobs (artist_key) where status in ('pending', 'in_progress');

create table discography_albums (
  job_id bigint not null references discography_jobs (id) on delete cascade,
  position integer not null,
  release_id bigint not null references artist_releases (id) on delete cascade,
  state text not null default 'pending' check (state in ('pending', 'done', 'failed', 'skipped')),
  tracks integer not null default 0,
  wished integer not null default 0,
  already_wished integer not null default 0,
  already_owned integer not null default 0,
  reason text,
  primary key (job_id, position)
);

-- secrets of calendar feeds: only their hash
create table calendar_tokens (
  id bigint generated always as identity primary key,
  token_hash text not null unique,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
