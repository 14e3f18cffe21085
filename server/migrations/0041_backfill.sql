-- Reading playlist links little by little, and giving imported lines their Spotify ids.

-- how far the contents of a link have been read; one row per link that was begun
create table ingest_links (
  item_id bigint primary key references ingest_items on delete cascade,
  name text,
  -- the state of the playlist that is being read; when it changes the reading begins anew
  snapshot_id text,
  next_offset integer not null default 0 check (next_offset >= 0),
  found_tracks integer not null default 0,
  -- not before this moment
  retry_at timestamptz
);

alter table ingest_items
  -- which row of which playlist brought this item; a row is brought once per import
  add column source_fingerprint text,
  -- when Spotify was last asked for this item
  add column looked_up_at timestamptz;
create unique index ingest_items_fingerprint on ingest_items (job_id, source_fingerprint) where source_fingerprint is not null;
create index ingest_items_spotify_track on ingest_items (spotify_track_id) where spotify_track_id is not null;
create index ingest_items_waiting_links on ingest_items (id) where source_type = 'LINK' and state = 'queued';
create index ingest_items_to_look_up on ingest_items (id) where spotify_track_id is null and title is not null and source_type <> 'LINK';

create table backfill_jobs (
  id text primary key,
  state text not null default 'queued' check (state in ('queued', 'running', 'completed', 'failed')),
  requested_items integer not null default 0,
  processed_items integer not null default 0,
  matched_items integer not null default 0,
  cache_hits integer not null default 0,
  cache_misses integer not null default 0,
  expand_playlists boolean not null default false,
  expanded_playlists integer not null default 0,
  expanded_tracks integer not null default 0,
  -- calls to Spotify
  calls integer not null default 0,
  -- working time, pauses left out
  duration_ms integer,
  -- set while Spotify does not answer: when it goes on by itself, and why it waits
  resume_at timestamptz,
  error_code text,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index backfill_jobs_recent on backfill_jobs (created_at desc, id);
create unique index backfill_jobs_one_open on backfill_jobs ((true)) where state in ('queued', 'running');

-- what Spotify answered for artist, title and album; without a track: nothing fitted
create table spotify_lookups (
  key text primary key,
  track_id text,
  album_id text,
  isrc text,
  duration_ms integer,
  expires_at timestamptz not null
);
create index spotify_lookups_expiry on spotify_lookups (expires_at);
