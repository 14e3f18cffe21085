-- The first house: imports, wishes, searches, candidates, downloads, the library, its file journal, activity and settings.
-- Times are timestamptz; durations carry their unit in the name.

create extension if not exists pg_trgm;

create table wishes (
  id bigint generated always as identity primary key,
  -- who and what in comparable form; the variant tells recordings apart that share a key but not a length
  recording_key text not null,
  recording_variant integer not null default 0,
  -- lower-case title, artists and album, for finding by typing
  search_text text not null,
  title text not null,
  artists text[] not null check (cardinality(artists) > 0),
  album text,
  album_artist text,
  track_number integer,
  track_total integer,
  disc_number integer,
  disc_total integer,
  duration_ms integer,
  isrc text,
  release_date text,
  spotify_track_id text,
  spotify_album_id text,
  source text not null default 'free',
  priority integer not null default 0,
  stage text not null default 'search' check (stage in ('search', 'match', 'download', 'verify', 'organise', 'tag', 'publish')),
  state text not null default 'queued' check (state in ('queued', 'active', 'waiting', 'review', 'done', 'cancelled')),
  reason_code text,
  reason text,
  -- rounds of searching that ended without a file
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  -- optimistic lock: every stored step of the journey raises it
  revision integer not null default 0,
  library_file_id bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (recording_key, recording_variant)
);
create index wishes_list on wishes (created_at desc, id);
create index wishes_by_state on wishes (state, created_at desc, id);
create index wishes_search on wishes using gin (search_text gin_trgm_ops);
create index wishes_unsettled on wishes (updated_at) where state in ('queued', 'active');
create index wishes_due on wishes (next_attempt_at) where state = 'waiting';
create index wishes_isrc on wishes (isrc) where isrc is not null;
create index wishes_spotify_track on wishes (spotify_track_id) where spotify_track_id is not null;

create table ingest_jobs (
  id text primary key,
  source text not null check (source in ('FREE', 'PRO')),
  state text not null default 'registered' check (state in ('registered', 'normalized', 'queued', 'completed', 'failed')),
  file_name text,
  format text,
  accepted_playlists integer not null default 0,
  accepted_tracks integer not null default 0,
  batches integer not null default 0,
  skipped_playlists integer not null default 0,
  skipped_tracks integer not null default 0,
  skip_reason text,
  error_code text,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index ingest_jobs_recent on ingest_jobs (created_at desc, id);
create index ingest_jobs_open on ingest_jobs (state) where state in ('registered', 'normalized', 'queued');

create table ingest_items (
  id bigint generated always as identity primary key,
  job_id text not null references ingest_jobs on delete cascade,
  line integer not null,
  source_type text not null check (source_type in ('FREE', 'LINK', 'PRO_PLAYLIST_EXPANSION')),
  raw_line text,
  playlist_url text,
  title text,
  artists text[],
  album text,
  album_artist text,
  track_number integer,
  disc_number integer,
  duration_ms integer,
  isrc text,
  release_date text,
  spotify_track_id text,
  spotify_album_id text,
  dedupe_hash text,
  state text not null default 'registered' check (state in ('registered', 'normalized', 'queued', 'completed', 'failed', 'skipped')),
  reason_code text,
  reason text,
  wish_id bigint references wishes on delete set null,
  created_at timestamptz not null default now()
);
create index ingest_items_job on ingest_items (job_id, line, id);
create index ingest_items_job_state on ingest_items (job_id, state);
create index ingest_items_wish on ingest_items (wish_id) where wish_id is not null;
create index ingest_items_hash on ingest_items (dedupe_hash) where dedupe_hash is not null;

create table searches (
  id bigint generated always as identity primary key,
  wish_id bigint not null references wishes on delete cascade,
  query text not null,
  -- step of the query ladder, 0 first
  rung integer not null,
  daemon_search_id uuid,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  response_count integer not null default 0,
  file_count integer not null default 0,
  error text,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create index searches_wish on searches (wish_id, id);
-- the budget ledger: how many searches were sent in the last window, by all processes
create index searches_started on searches (started_at desc);

create table candidates (
  id bigint generated always as identity primary key,
  wish_id bigint not null references wishes on delete cascade,
  search_id bigint references searches on delete set null,
  username text not null,
  path text not null,
  size_bytes bigint not null,
  extension text,
  bitrate_kbps integer,
  sample_rate_hz integer,
  bit_depth integer,
  length_s integer,
  variable_bitrate boolean,
  free_slot boolean not null default false,
  queue_length integer not null default 0,
  speed_bps bigint not null default 0,
  verdict text check (verdict in ('auto', 'review', 'reject')),
  score real,
  -- order of preference among the accepted, 1 first
  rank integer,
  reasons jsonb not null default '[]',
  -- chosen by a person; never overridden
  pinned boolean not null default false,
  -- what became of it: null until tried
  outcome text check (outcome in ('delivered', 'failed', 'refused')),
  outcome_reason text,
  seen_at timestamptz not null default now(),
  unique (wish_id, username, path)
);
create index candidates_choice on candidates (wish_id, rank) where rank is not null;

create table downloads (
  id integer generated always as identity primary key,
  wish_id bigint references wishes on delete set null,
  candidate_id bigint references candidates on delete set null,
  username text not null,
  filename text not null,
  size_bytes bigint,
  state text not null default 'queued' check (state in ('queued', 'downloading', 'completed', 'failed', 'cancelled', 'dead_letter')),
  progress real not null default 0,
  bytes_transferred bigint not null default 0,
  average_speed_bps bigint,
  priority integer not null default 0,
  -- our batch at the daemon; its destination folder carries the same id
  batch_id uuid not null,
  transfer_id uuid,
  transfer_state text,
  queue_position integer,
  reason_code text,
  last_error text,
  retry_count integer not null default 0,
  next_retry_at timestamptz,
  local_path text,
  organized_path text,
  enqueued_at timestamptz,
  started_at timestamptz,
  last_progress_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index downloads_list on downloads (state, priority desc, created_at desc, id desc);
create index downloads_recent on downloads (created_at desc, id desc);
create index downloads_wish on downloads (wish_id, id);
create index downloads_transfer on downloads (transfer_id) where transfer_id is not null;
-- never two downloads of one wish at a time
create unique index downloads_one_active_per_wish on downloads (wish_id) where wish_id is not null and state in ('queued', 'downloading');
create index downloads_active on downloads (updated_at) where state in ('queued', 'downloading');

create table library_files (
  id bigint generated always as identity primary key,
  -- relative to the music folder, forward slashes, NFC
  path text not null unique,
  wish_id bigint references wishes on delete set null,
  size_bytes bigint not null,
  format text not null,
  codec text,
  lossless boolean,
  bitrate_kbps integer,
  sample_rate_hz integer,
  bit_depth integer,
  duration_ms integer,
  title text not null,
  artists text[] not null,
  album text,
  album_artist text,
  track_number integer,
  disc_number integer,
  release_date text,
  isrc text,
  -- lower-case title, artists and album, for finding by typing
  search_text text not null default '',
  tagged_at timestamptz,
  tag_problem text,
  added_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index library_files_recent on library_files (added_at desc, id desc);
create index library_files_search on library_files using gin (search_text gin_trgm_ops);
create index library_files_wish on library_files (wish_id) where wish_id is not null;
alter table wishes add constraint wishes_library_file foreign key (library_file_id) references library_files on delete set null;

-- the journal: an intent is written before a file is touched, and closed after; open ones are replayed or rolled back at start
create table file_operations (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('place', 'tag')),
  state text not null default 'intent' check (state in ('intent', 'done', 'undone')),
  wish_id bigint references wishes on delete set null,
  source_path text not null,
  target_path text not null,
  size_bytes bigint,
  sha256 text,
  error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index file_operations_open on file_operations (id) where state = 'intent';

create table activity_events (
  id bigint generated always as identity primary key,
  timestamp timestamptz not null default now(),
  type text not null,
  status text not null,
  details jsonb
);
create index activity_events_time on activity_events (timestamp desc, id desc);
create index activity_events_kind on activity_events (type, status, timestamp desc);

create table settings (
  key text primary key,
  value text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table settings_history (
  id bigint generated always as identity primary key,
  key text not null,
  old_value text,
  new_value text,
  changed_at timestamptz not null default now()
);
create index settings_history_recent on settings_history (changed_at desc, id desc);
