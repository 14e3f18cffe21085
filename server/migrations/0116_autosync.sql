-- Auto-sync: Spotify against what we own. Runs, the tracks that were taken in, and those that failed again and again.

create table autosync_runs (
  id bigint generated always as identity primary key,
  -- schedule, or somebody asked
  trigger text not null check (trigger in ('schedule', 'manual')),
  -- blocked: there is no account to compare with; partial: Spotify or Plex could not be asked to the end
  state text not null check (state in ('running', 'completed', 'partial', 'blocked')),
  -- reading: Spotify is asked; comparing: track by track, from the cursor on
  phase text not null default 'reading' check (phase in ('reading', 'comparing', 'ended')),
  -- the last track that was compared: {"priority": …, "uri": …}
  cursor jsonb,
  counters jsonb not null default '{}',
  -- how each service took part: {"spotify": {"state": "ok"}, …}
  parts jsonb not null default '{}',
  reason_code text,
  reason text,
  -- a broken-off run is followed by another at this moment
  resume_at timestamptz,
  started_at timestamptz not null,
  finished_at timestamptz
);
-- one at a time, over all processes
create unique index autosync_runs_one on autosync_runs ((true)) where state = 'running';

create table autosync_tracks (
  -- Spotify's URI of the track
  uri text primary key,
  wish_id bigint not null references wishes on delete cascade,
  -- the wish is ours: nobody wished for it before
  own boolean not null,
  created_at timestamptz not null
);
create index autosync_tracks_wish on autosync_tracks (wish_id);

create table auto_sync_skipped_tracks (
  id bigint generated always as identity primary key,
  -- Spotify's URI of the track
  track_key varchar(512) not null unique,
  spotify_id varchar(128),
  wish_id bigint not null references wishes on delete cascade,
  title text not null,
  artists text[] not null,
  failure_reason varchar(128) not null default 'unknown',
  failure_count integer not null default 0 check (failure_count >= 0),
  last_attempt_at timestamptz not null
);
create index auto_sync_skipped_tracks_wish on auto_sync_skipped_tracks (wish_id);
create index auto_sync_skipped_tracks_list on auto_sync_skipped_tracks (last_attempt_at desc, id desc);
