-- The schema after all migrations, for reading and for the drift check.
-- Written by `npm run schema`; do not edit. Constraints and indexes have the names that PostgreSQL gave them.

create extension pg_trgm;

set check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.note_library_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'TRUNCATE' then
    delete from library_duplicates;
    delete from library_duplicate_checks;
    insert into library_changes values (1);
  elsif tg_op = 'INSERT' then
    insert into library_changes select 1 where exists (select from new_files);
    insert into library_duplicate_checks select distinct recording_key from new_files where recording_key is not null;
  elsif tg_op = 'DELETE' then
    insert into library_changes select 1 where exists (select from old_files);
    insert into library_duplicate_checks select distinct recording_key from old_files where recording_key is not null;
  else
    insert into library_changes select 1 where exists (select from new_files);
    insert into library_duplicate_checks
      select distinct k.recording_key from old_files o join new_files n using (id)
        cross join lateral (values (o.recording_key), (n.recording_key)) as k (recording_key)
      where k.recording_key is not null
        and (o.recording_key, o.duration_ms, o.missing_since is null) is distinct from (n.recording_key, n.duration_ms, n.missing_since is null);
  end if;
  return null;
end $function$;

create table access_sessions (
  hash bytea not null,
  key_id bigint,
  sealed_key_hash text,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint access_sessions_pkey PRIMARY KEY (hash),
  constraint access_sessions_check CHECK (((key_id IS NULL) <> (sealed_key_hash IS NULL)))
);
CREATE INDEX access_sessions_expires_at ON access_sessions USING btree (expires_at);
CREATE INDEX access_sessions_key_id ON access_sessions USING btree (key_id);

create table activity_events (
  id bigint generated always as identity not null,
  timestamp timestamp with time zone default now() not null,
  type text not null,
  status text not null,
  details jsonb,
  constraint activity_events_pkey PRIMARY KEY (id)
);
CREATE INDEX activity_events_kind ON activity_events USING btree (type, status, "timestamp" DESC);
CREATE INDEX activity_events_time ON activity_events USING btree ("timestamp" DESC, id DESC);

create table api_keys (
  id bigint generated always as identity not null,
  name text not null,
  scope text not null,
  hint text not null,
  hash bytea not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_hash_key UNIQUE (hash),
  constraint api_keys_scope_check CHECK ((scope = ANY (ARRAY['read'::text, 'operate'::text, 'admin'::text])))
);

create table artist_aliases (
  artist_key text not null,
  artist text not null,
  aliases text[] not null,
  updated_at timestamp with time zone default now() not null,
  constraint artist_aliases_pkey PRIMARY KEY (artist_key),
  constraint artist_aliases_aliases_check CHECK ((cardinality(aliases) > 0))
);

create table artist_audit (
  id bigint generated always as identity not null,
  created_at timestamp with time zone not null,
  job_id text,
  artist_key text not null,
  entity_type text not null,
  entity_id text,
  event text not null,
  before jsonb,
  after jsonb,
  constraint artist_audit_pkey PRIMARY KEY (id)
);
CREATE INDEX artist_audit_artist ON artist_audit USING btree (artist_key, id DESC);

create table artist_identities (
  source text not null,
  source_id text not null,
  artist_id bigint not null,
  constraint artist_identities_pkey PRIMARY KEY (source, source_id)
);
CREATE INDEX artist_identities_artist ON artist_identities USING btree (artist_id);

create table artist_preferences (
  artist_id text not null,
  release_id text not null,
  selected boolean default true not null,
  constraint artist_preferences_pkey PRIMARY KEY (artist_id, release_id)
);

create table artist_release_tracks (
  release_id bigint not null,
  position integer not null,
  disc integer not null,
  title text not null,
  wish_id bigint,
  constraint artist_release_tracks_pkey PRIMARY KEY (release_id, disc, "position")
);

create table artist_releases (
  id bigint generated always as identity not null,
  artist_id bigint not null,
  artist_key text not null,
  source text not null,
  source_id text not null,
  title text not null,
  group_key text not null,
  release_date text,
  release_type text not null,
  kinds text[] default '{}'::text[] not null,
  total_tracks integer,
  state text not null,
  state_reason text,
  out_on text,
  found_at timestamp with time zone not null,
  wished_at timestamp with time zone,
  version text not null,
  etag text not null,
  metadata jsonb default '{}'::jsonb not null,
  inactive_at timestamp with time zone,
  inactive_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint artist_releases_pkey PRIMARY KEY (id),
  constraint artist_releases_artist_id_source_source_id_key UNIQUE (artist_id, source, source_id),
  constraint artist_releases_state_check CHECK ((state = ANY (ARRAY['known'::text, 'undated'::text, 'upcoming'::text, 'new'::text, 'wished'::text, 'skipped'::text])))
);
CREATE INDEX artist_releases_due ON artist_releases USING btree (out_on, artist_id) WHERE ((state = 'upcoming'::text) AND (inactive_at IS NULL));
CREATE INDEX artist_releases_group ON artist_releases USING btree (artist_id, group_key);
CREATE INDEX artist_releases_list ON artist_releases USING btree (artist_id, release_date DESC NULLS LAST, updated_at DESC, id);
CREATE INDEX artist_releases_out ON artist_releases USING btree (out_on, id) WHERE (inactive_at IS NULL);
CREATE INDEX artist_releases_waiting ON artist_releases USING btree (artist_id, out_on) WHERE ((state = ANY (ARRAY['new'::text, 'upcoming'::text])) AND (inactive_at IS NULL));

create table artist_watchlist (
  id bigint generated always as identity not null,
  artist_id bigint not null,
  artist_key text not null,
  priority integer default 0 not null,
  watch_since text not null,
  backfill boolean default false not null,
  baseline_at timestamp with time zone,
  wanted_kinds text[] default '{album,ep,single,soundtrack}'::text[] not null,
  editions text default 'first'::text not null,
  paused_at timestamp with time zone,
  stop_reason text,
  resume_at timestamp with time zone,
  interval_s integer,
  cooldown_s integer,
  cooldown_until timestamp with time zone,
  retry_block_until timestamp with time zone,
  failures integer default 0 not null,
  problem jsonb,
  next_due_at timestamp with time zone not null,
  last_enqueued_at timestamp with time zone,
  enqueued_at timestamp with time zone,
  last_scan_at timestamp with time zone,
  last_checked timestamp with time zone,
  last_synced_at timestamp with time zone,
  last_hash text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint artist_watchlist_pkey PRIMARY KEY (id),
  constraint artist_watchlist_artist_id_key UNIQUE (artist_id),
  constraint artist_watchlist_artist_key_key UNIQUE (artist_key),
  constraint artist_watchlist_editions_check CHECK ((editions = ANY (ARRAY['first'::text, 'bonus'::text])))
);
CREATE INDEX artist_watchlist_due ON artist_watchlist USING btree (next_due_at) WHERE (paused_at IS NULL);
CREATE INDEX artist_watchlist_enqueued ON artist_watchlist USING btree (enqueued_at) WHERE (enqueued_at IS NOT NULL);
CREATE INDEX artist_watchlist_order ON artist_watchlist USING btree (priority DESC, id);
CREATE INDEX artist_watchlist_resume ON artist_watchlist USING btree (resume_at) WHERE ((paused_at IS NOT NULL) AND (resume_at IS NOT NULL));

create table artists (
  id bigint generated always as identity not null,
  artist_key text not null,
  source text not null,
  source_id text not null,
  name text not null,
  search_text text not null,
  genres jsonb default '[]'::jsonb not null,
  images jsonb default '[]'::jsonb not null,
  popularity integer,
  aliases text[] default '{}'::text[] not null,
  metadata jsonb default '{}'::jsonb not null,
  version text not null,
  etag text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  last_synced_at timestamp with time zone,
  sync_job_id text,
  sync_requested_at timestamp with time zone,
  sync_lease_until timestamp with time zone,
  sync_attempts integer default 0 not null,
  sync_problem jsonb,
  constraint artists_pkey PRIMARY KEY (id),
  constraint artists_artist_key_key UNIQUE (artist_key),
  constraint artists_source_source_id_key UNIQUE (source, source_id)
);
CREATE INDEX artists_name ON artists USING btree (name COLLATE "C", id);
CREATE INDEX artists_search ON artists USING gin (search_text gin_trgm_ops);
CREATE INDEX artists_updated ON artists USING btree (updated_at DESC, id DESC);

create table artworks (
  id bigint generated always as identity not null,
  album_key text not null,
  file_name text not null,
  mime text not null,
  width integer not null,
  height integer not null,
  size_bytes integer not null,
  sha256 text not null,
  source text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint artworks_pkey PRIMARY KEY (id),
  constraint artworks_album_key_key UNIQUE (album_key),
  constraint artworks_mime_check CHECK ((mime = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])))
);

create table auto_sync_skipped_tracks (
  id bigint generated always as identity not null,
  track_key character varying(512) not null,
  spotify_id character varying(128),
  wish_id bigint not null,
  title text not null,
  artists text[] not null,
  failure_reason character varying(128) default 'unknown'::character varying not null,
  failure_count integer default 0 not null,
  last_attempt_at timestamp with time zone not null,
  constraint auto_sync_skipped_tracks_pkey PRIMARY KEY (id),
  constraint auto_sync_skipped_tracks_track_key_key UNIQUE (track_key),
  constraint auto_sync_skipped_tracks_failure_count_check CHECK ((failure_count >= 0))
);
CREATE INDEX auto_sync_skipped_tracks_list ON auto_sync_skipped_tracks USING btree (last_attempt_at DESC, id DESC);
CREATE INDEX auto_sync_skipped_tracks_wish ON auto_sync_skipped_tracks USING btree (wish_id);

create table autosync_runs (
  id bigint generated always as identity not null,
  trigger text not null,
  state text not null,
  phase text default 'reading'::text not null,
  cursor jsonb,
  counters jsonb default '{}'::jsonb not null,
  parts jsonb default '{}'::jsonb not null,
  reason_code text,
  reason text,
  resume_at timestamp with time zone,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint autosync_runs_pkey PRIMARY KEY (id),
  constraint autosync_runs_phase_check CHECK ((phase = ANY (ARRAY['reading'::text, 'comparing'::text, 'ended'::text]))),
  constraint autosync_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'completed'::text, 'partial'::text, 'blocked'::text]))),
  constraint autosync_runs_trigger_check CHECK ((trigger = ANY (ARRAY['schedule'::text, 'manual'::text])))
);
CREATE UNIQUE INDEX autosync_runs_one ON autosync_runs USING btree ((true)) WHERE (state = 'running'::text);

create table autosync_tracks (
  uri text not null,
  wish_id bigint not null,
  own boolean not null,
  created_at timestamp with time zone not null,
  constraint autosync_tracks_pkey PRIMARY KEY (uri)
);
CREATE INDEX autosync_tracks_wish ON autosync_tracks USING btree (wish_id);

create table backfill_jobs (
  id text not null,
  state text default 'queued'::text not null,
  requested_items integer default 0 not null,
  processed_items integer default 0 not null,
  matched_items integer default 0 not null,
  cache_hits integer default 0 not null,
  cache_misses integer default 0 not null,
  expand_playlists boolean default false not null,
  expanded_playlists integer default 0 not null,
  expanded_tracks integer default 0 not null,
  calls integer default 0 not null,
  duration_ms integer,
  resume_at timestamp with time zone,
  error_code text,
  error text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint backfill_jobs_pkey PRIMARY KEY (id),
  constraint backfill_jobs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'completed'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX backfill_jobs_one_open ON backfill_jobs USING btree ((true)) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX backfill_jobs_recent ON backfill_jobs USING btree (created_at DESC, id);

create table beets_call (
  id smallint default 1 not null,
  host text not null,
  pid integer not null,
  ends_at timestamp with time zone not null,
  constraint beets_call_pkey PRIMARY KEY (id),
  constraint beets_call_id_check CHECK ((id = 1))
);

create table beets_handovers (
  library_file_id bigint not null,
  token uuid default gen_random_uuid() not null,
  state text default 'begun'::text not null,
  tries integer default 0 not null,
  reason text,
  begun_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint beets_handovers_pkey PRIMARY KEY (library_file_id),
  constraint beets_handovers_token_key UNIQUE (token),
  constraint beets_handovers_state_check CHECK ((state = ANY (ARRAY['begun'::text, 'done'::text, 'refused'::text, 'given_up'::text]))),
  constraint beets_handovers_tries_check CHECK ((tries >= 0))
);

create table calendar_tokens (
  id bigint generated always as identity not null,
  token_hash text not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint calendar_tokens_pkey PRIMARY KEY (id),
  constraint calendar_tokens_token_hash_key UNIQUE (token_hash)
);

create table candidates (
  id bigint generated always as identity not null,
  wish_id bigint not null,
  search_id bigint,
  username text not null,
  path text not null,
  size_bytes bigint not null,
  extension text,
  bitrate_kbps integer,
  sample_rate_hz integer,
  bit_depth integer,
  length_s integer,
  variable_bitrate boolean,
  free_slot boolean default false not null,
  queue_length integer default 0 not null,
  speed_bps bigint default 0 not null,
  verdict text,
  score real,
  rank integer,
  reasons jsonb default '[]'::jsonb not null,
  pinned boolean default false not null,
  outcome text,
  outcome_reason text,
  seen_at timestamp with time zone default now() not null,
  constraint candidates_pkey PRIMARY KEY (id),
  constraint candidates_wish_id_username_path_key UNIQUE (wish_id, username, path),
  constraint candidates_outcome_check CHECK ((outcome = ANY (ARRAY['delivered'::text, 'failed'::text, 'refused'::text]))),
  constraint candidates_verdict_check CHECK ((verdict = ANY (ARRAY['auto'::text, 'review'::text, 'reject'::text])))
);
CREATE INDEX candidates_choice ON candidates USING btree (wish_id, rank) WHERE (rank IS NOT NULL);

create table discography_albums (
  job_id bigint not null,
  position integer not null,
  release_id bigint not null,
  state text default 'pending'::text not null,
  tracks integer default 0 not null,
  wished integer default 0 not null,
  already_wished integer default 0 not null,
  already_owned integer default 0 not null,
  reason text,
  constraint discography_albums_pkey PRIMARY KEY (job_id, "position"),
  constraint discography_albums_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text, 'skipped'::text])))
);

create table discography_jobs (
  id bigint generated always as identity not null,
  artist_id text not null,
  artist_key text not null,
  artist_name text,
  status text default 'pending'::text not null,
  kinds text[] not null,
  albums_total integer default 0 not null,
  problem jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint discography_jobs_pkey PRIMARY KEY (id),
  constraint discography_jobs_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'in_progress'::text, 'done'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX discography_jobs_one_at_a_time ON discography_jobs USING btree (artist_key) WHERE (status = ANY (ARRAY['pending'::text, 'in_progress'::text]));
CREATE INDEX discography_jobs_recent ON discography_jobs USING btree (id DESC);

create table download_batches (
  batch_id uuid not null,
  username text not null,
  filename text not null,
  asked_at timestamp with time zone default now() not null,
  constraint download_batches_pkey PRIMARY KEY (batch_id)
);

create table downloads (
  id integer generated always as identity not null,
  wish_id bigint,
  candidate_id bigint,
  username text not null,
  filename text not null,
  size_bytes bigint,
  state text default 'queued'::text not null,
  progress real default 0 not null,
  bytes_transferred bigint default 0 not null,
  average_speed_bps bigint,
  priority integer default 0 not null,
  batch_id uuid not null,
  transfer_id uuid,
  transfer_state text,
  queue_position integer,
  reason_code text,
  last_error text,
  retry_count integer default 0 not null,
  next_retry_at timestamp with time zone,
  local_path text,
  organized_path text,
  enqueued_at timestamp with time zone,
  started_at timestamp with time zone,
  last_progress_at timestamp with time zone,
  finished_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  hedge boolean default false not null,
  hedged_at timestamp with time zone,
  constraint downloads_pkey PRIMARY KEY (id),
  constraint downloads_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'downloading'::text, 'completed'::text, 'failed'::text, 'cancelled'::text, 'dead_letter'::text])))
);
CREATE INDEX downloads_active ON downloads USING btree (updated_at) WHERE (state = ANY (ARRAY['queued'::text, 'downloading'::text]));
CREATE INDEX downloads_again ON downloads USING btree (id) WHERE (state = ANY (ARRAY['failed'::text, 'cancelled'::text, 'dead_letter'::text]));
CREATE INDEX downloads_all ON downloads USING btree (priority DESC, created_at DESC, id DESC);
CREATE INDEX downloads_dead_created ON downloads USING btree (created_at DESC, id DESC) WHERE (state = 'dead_letter'::text);
CREATE INDEX downloads_dead_updated ON downloads USING btree (updated_at DESC, id DESC) WHERE (state = 'dead_letter'::text);
CREATE INDEX downloads_given_up ON downloads USING btree (priority DESC, created_at DESC, id DESC) WHERE (state = ANY (ARRAY['failed'::text, 'dead_letter'::text]));
CREATE INDEX downloads_list ON downloads USING btree (state, priority DESC, created_at DESC, id DESC);
CREATE INDEX downloads_local_path ON downloads USING btree (local_path) WHERE (local_path IS NOT NULL);
CREATE UNIQUE INDEX downloads_one_active_per_wish ON downloads USING btree (wish_id, hedge) WHERE ((wish_id IS NOT NULL) AND (state = ANY (ARRAY['queued'::text, 'downloading'::text])));
CREATE INDEX downloads_recent ON downloads USING btree (created_at DESC, id DESC);
CREATE INDEX downloads_retry ON downloads USING btree (wish_id, next_retry_at) WHERE (next_retry_at IS NOT NULL);
CREATE INDEX downloads_search ON downloads USING gin (lower(((username || ' '::text) || filename)) gin_trgm_ops);
CREATE INDEX downloads_to_cancel ON downloads USING btree (id) WHERE (transfer_state = 'to-cancel'::text);
CREATE INDEX downloads_transfer ON downloads USING btree (transfer_id) WHERE (transfer_id IS NOT NULL);
CREATE INDEX downloads_under_way ON downloads USING btree (priority DESC, created_at DESC, id DESC) WHERE (state = ANY (ARRAY['queued'::text, 'downloading'::text]));
CREATE INDEX downloads_waiting ON downloads USING btree (wish_id, id) WHERE ((state = 'queued'::text) AND (transfer_state = 'waiting'::text));
CREATE INDEX downloads_wish ON downloads USING btree (wish_id, id);

create table file_enrichments (
  library_file_id bigint not null,
  kind text not null,
  status text default 'pending'::text not null,
  found jsonb default '{}'::jsonb not null,
  source text,
  problem text,
  misses integer default 0 not null,
  next_at timestamp with time zone default now(),
  updated_at timestamp with time zone default now() not null,
  constraint file_enrichments_pkey PRIMARY KEY (library_file_id, kind),
  constraint file_enrichments_kind_check CHECK ((kind = ANY (ARRAY['metadata'::text, 'artwork'::text, 'lyrics'::text]))),
  constraint file_enrichments_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'done'::text, 'nothing'::text, 'failed'::text])))
);
CREATE INDEX file_enrichments_due ON file_enrichments USING btree (next_at) WHERE (next_at IS NOT NULL);

create table file_operations (
  id bigint generated always as identity not null,
  kind text not null,
  state text default 'intent'::text not null,
  wish_id bigint,
  source_path text not null,
  target_path text not null,
  size_bytes bigint,
  sha256 text,
  error text,
  created_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  constraint file_operations_pkey PRIMARY KEY (id),
  constraint file_operations_kind_check CHECK ((kind = ANY (ARRAY['place'::text, 'tag'::text, 'lyrics'::text]))),
  constraint file_operations_state_check CHECK ((state = ANY (ARRAY['intent'::text, 'done'::text, 'undone'::text])))
);
CREATE INDEX file_operations_open ON file_operations USING btree (id) WHERE (state = 'intent'::text);
CREATE INDEX file_operations_wish ON file_operations USING btree (wish_id, id) WHERE (wish_id IS NOT NULL);

create table free_uploads (
  token text not null,
  file_name text not null,
  content text not null,
  expires_at timestamp with time zone not null,
  constraint free_uploads_pkey PRIMARY KEY (token)
);
CREATE INDEX free_uploads_expiry ON free_uploads USING btree (expires_at);

create table ingest_items (
  id bigint generated always as identity not null,
  job_id text not null,
  line integer not null,
  source_type text not null,
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
  state text default 'registered'::text not null,
  reason_code text,
  reason text,
  wish_id bigint,
  created_at timestamp with time zone default now() not null,
  source_fingerprint text,
  looked_up_at timestamp with time zone,
  constraint ingest_items_pkey PRIMARY KEY (id),
  constraint ingest_items_source_type_check CHECK ((source_type = ANY (ARRAY['FREE'::text, 'LINK'::text, 'PRO_PLAYLIST_EXPANSION'::text]))),
  constraint ingest_items_state_check CHECK ((state = ANY (ARRAY['registered'::text, 'normalized'::text, 'queued'::text, 'completed'::text, 'failed'::text, 'skipped'::text])))
);
CREATE UNIQUE INDEX ingest_items_fingerprint ON ingest_items USING btree (job_id, source_fingerprint) WHERE (source_fingerprint IS NOT NULL);
CREATE INDEX ingest_items_hash ON ingest_items USING btree (dedupe_hash) WHERE (dedupe_hash IS NOT NULL);
CREATE INDEX ingest_items_job ON ingest_items USING btree (job_id, line, id);
CREATE INDEX ingest_items_job_state ON ingest_items USING btree (job_id, state);
CREATE INDEX ingest_items_spotify_track ON ingest_items USING btree (spotify_track_id) WHERE (spotify_track_id IS NOT NULL);
CREATE INDEX ingest_items_to_look_up ON ingest_items USING btree (id) WHERE ((spotify_track_id IS NULL) AND (title IS NOT NULL) AND (source_type <> 'LINK'::text) AND (state <> 'skipped'::text) AND (state <> 'registered'::text) AND (looked_up_at IS NULL));
CREATE INDEX ingest_items_to_look_up_again ON ingest_items USING btree (looked_up_at, id) WHERE ((spotify_track_id IS NULL) AND (title IS NOT NULL) AND (source_type <> 'LINK'::text) AND (state <> 'skipped'::text) AND (state <> 'registered'::text) AND (looked_up_at IS NOT NULL));
CREATE INDEX ingest_items_waiting_links ON ingest_items USING btree (id) WHERE ((source_type = 'LINK'::text) AND (state = 'queued'::text));
CREATE INDEX ingest_items_wish ON ingest_items USING btree (wish_id) WHERE (wish_id IS NOT NULL);

create table ingest_jobs (
  id text not null,
  source text not null,
  state text default 'registered'::text not null,
  file_name text,
  format text,
  accepted_playlists integer default 0 not null,
  accepted_tracks integer default 0 not null,
  batches integer default 0 not null,
  skipped_playlists integer default 0 not null,
  skipped_tracks integer default 0 not null,
  skip_reason text,
  error_code text,
  error text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint ingest_jobs_pkey PRIMARY KEY (id),
  constraint ingest_jobs_source_check CHECK ((source = ANY (ARRAY['FREE'::text, 'PRO'::text]))),
  constraint ingest_jobs_state_check CHECK ((state = ANY (ARRAY['registered'::text, 'normalized'::text, 'queued'::text, 'completed'::text, 'failed'::text])))
);
CREATE INDEX ingest_jobs_open ON ingest_jobs USING btree (state) WHERE (state = ANY (ARRAY['registered'::text, 'normalized'::text, 'queued'::text]));
CREATE INDEX ingest_jobs_recent ON ingest_jobs USING btree (created_at DESC, id);

create table ingest_links (
  item_id bigint not null,
  name text,
  snapshot_id text,
  next_offset integer default 0 not null,
  found_tracks integer default 0 not null,
  retry_at timestamp with time zone,
  constraint ingest_links_pkey PRIMARY KEY (item_id),
  constraint ingest_links_next_offset_check CHECK ((next_offset >= 0))
);

create table learned_aliases (
  artist_key text not null,
  alias_key text not null,
  artist text not null,
  alias text not null,
  path text not null,
  wish_id bigint,
  learned_at timestamp with time zone default now() not null,
  constraint learned_aliases_pkey PRIMARY KEY (artist_key, alias_key)
);
CREATE INDEX learned_aliases_wish ON learned_aliases USING btree (wish_id);

create table library_changes (
  n bigint not null
);

create table library_duplicate_checks (
  recording_key text not null
);

create table library_duplicates (
  recording_key text not null,
  constraint library_duplicates_pkey PRIMARY KEY (recording_key)
);

create table library_files (
  id bigint generated always as identity not null,
  path text collate "C" not null,
  wish_id bigint,
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
  search_text text default ''::text not null,
  tagged_at timestamp with time zone,
  tag_problem text,
  added_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  recording_key text,
  match_text text,
  origin text default 'wish'::text not null,
  mtime_us bigint,
  inode text,
  missing_since timestamp with time zone,
  constraint library_files_pkey PRIMARY KEY (id),
  constraint library_files_path_key UNIQUE (path),
  constraint library_files_origin_check CHECK ((origin = ANY (ARRAY['wish'::text, 'scan'::text])))
);
CREATE INDEX library_files_artist ON library_files USING btree (split_part(recording_key, '|'::text, 1)) WHERE ((recording_key IS NOT NULL) AND (album IS NOT NULL));
CREATE INDEX library_files_copies ON library_files USING btree (recording_key, duration_ms) WHERE ((recording_key IS NOT NULL) AND (missing_since IS NULL));
CREATE INDEX library_files_inode ON library_files USING btree (inode) WHERE (inode IS NOT NULL);
CREATE INDEX library_files_isrc ON library_files USING btree (isrc) WHERE (isrc IS NOT NULL);
CREATE INDEX library_files_match ON library_files USING gin (match_text gin_trgm_ops) WHERE (match_text IS NOT NULL);
CREATE INDEX library_files_missing ON library_files USING btree (missing_since DESC, id) WHERE (missing_since IS NOT NULL);
CREATE INDEX library_files_recent ON library_files USING btree (added_at DESC, id DESC) WHERE (missing_since IS NULL);
CREATE INDEX library_files_recording ON library_files USING btree (recording_key) WHERE (recording_key IS NOT NULL);
CREATE INDEX library_files_search ON library_files USING gin (search_text gin_trgm_ops);
CREATE INDEX library_files_tree ON library_files USING btree (lower(("left"(COALESCE(NULLIF(album_artist, ''::text), artists[1], ''::text), 200) COLLATE "und-x-icu")), lower(("left"(COALESCE(album, ''::text), 200) COLLATE "und-x-icu"))) WHERE (missing_since IS NULL);
CREATE INDEX library_files_tree_words ON library_files USING gin (lower(("left"(COALESCE(NULLIF(album_artist, ''::text), artists[1], ''::text), 200) COLLATE "und-x-icu")) gin_trgm_ops) WHERE (missing_since IS NULL);
CREATE INDEX library_files_unkeyed ON library_files USING btree (id) WHERE (recording_key IS NULL);
CREATE INDEX library_files_wish ON library_files USING btree (wish_id) WHERE (wish_id IS NOT NULL);

create table library_scan_folders (
  folder text collate "C" not null,
  deep boolean default false not null,
  noted_at timestamp with time zone default now() not null,
  constraint library_scan_folders_pkey PRIMARY KEY (folder)
);

create table library_scan_problems (
  id bigint generated always as identity not null,
  path text collate "C" not null,
  path_key text not null,
  code text not null,
  sentence text not null,
  remedy text,
  size_bytes bigint,
  mtime_us bigint,
  first_seen_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone default now() not null,
  constraint library_scan_problems_pkey PRIMARY KEY (id),
  constraint library_scan_problems_path_key_key UNIQUE (path_key)
);
CREATE INDEX library_scan_problems_code ON library_scan_problems USING btree (code, id);

create table library_scans (
  id bigint generated always as identity not null,
  status text default 'running'::text not null,
  mode text default 'changes'::text not null,
  started_by text not null,
  accept_losses boolean default false not null,
  position text collate "C",
  part integer default 0 not null,
  seen integer default 0 not null,
  read integer default 0 not null,
  added integer default 0 not null,
  changed integer default 0 not null,
  moved integer default 0 not null,
  returned integer default 0 not null,
  vanished integer default 0 not null,
  failed integer default 0 not null,
  settled integer default 0 not null,
  error_code text,
  error text,
  remedy text,
  started_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  completed_at timestamp with time zone,
  constraint library_scans_pkey PRIMARY KEY (id),
  constraint library_scans_mode_check CHECK ((mode = ANY (ARRAY['changes'::text, 'all'::text, 'thorough'::text]))),
  constraint library_scans_started_by_check CHECK ((started_by = ANY (ARRAY['person'::text, 'timer'::text]))),
  constraint library_scans_status_check CHECK ((status = ANY (ARRAY['running'::text, 'completed'::text, 'stopped'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX library_scans_one ON library_scans USING btree (status) WHERE (status = 'running'::text);

create table matches (
  id bigint generated always as identity not null,
  source text not null,
  spotify_track_id text not null,
  target_id text,
  context_id text,
  confidence real not null,
  created_at timestamp with time zone default now() not null,
  constraint matches_pkey PRIMARY KEY (id),
  constraint matches_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint matches_source_check CHECK ((source = ANY (ARRAY['spotify-to-soulseek'::text, 'spotify-to-plex'::text, 'spotify-to-plex-album'::text])))
);
CREATE INDEX matches_track ON matches USING btree (spotify_track_id, id DESC);

create table matching_cases (
  id bigint generated always as identity not null,
  name text not null,
  lesson text not null,
  note text,
  wish jsonb not null,
  files jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint matching_cases_pkey PRIMARY KEY (id),
  constraint matching_cases_name_key UNIQUE (name)
);

create table metadata_runs (
  id bigint generated always as identity not null,
  status text default 'running'::text not null,
  total integer not null,
  processed integer default 0 not null,
  failures integer default 0 not null,
  last_file_id bigint default 0 not null,
  part integer default 0 not null,
  current_download_id integer,
  last_completed_id integer,
  last_failed_id integer,
  error text,
  started_at timestamp with time zone default now() not null,
  completed_at timestamp with time zone,
  constraint metadata_runs_pkey PRIMARY KEY (id),
  constraint metadata_runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'completed'::text, 'stopped'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX metadata_runs_one ON metadata_runs USING btree (status) WHERE (status = 'running'::text);

create table musicbrainz_cache (
  path text not null,
  body jsonb,
  expires_at timestamp with time zone not null,
  constraint musicbrainz_cache_pkey PRIMARY KEY (path)
);
CREATE INDEX musicbrainz_cache_expires ON musicbrainz_cache USING btree (expires_at);

create table notification_deliveries (
  id bigint generated always as identity not null,
  uid uuid default gen_random_uuid() not null,
  target_id bigint not null,
  kind text not null,
  event_count integer not null,
  state text default 'pending'::text not null,
  attempts integer default 0 not null,
  http_status integer,
  error_code text,
  error text,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint notification_deliveries_pkey PRIMARY KEY (id),
  constraint notification_deliveries_uid_key UNIQUE (uid),
  constraint notification_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX notification_deliveries_list ON notification_deliveries USING btree (created_at);
CREATE UNIQUE INDEX notification_deliveries_one ON notification_deliveries USING btree (target_id) WHERE ((state = 'pending'::text) AND (kind <> 'test'::text));
CREATE INDEX notification_deliveries_target ON notification_deliveries USING btree (target_id, id DESC);

create table notification_events (
  id bigint generated always as identity not null,
  target_id bigint not null,
  kind text not null,
  details jsonb default '{}'::jsonb not null,
  happened_at timestamp with time zone not null,
  delivery_id bigint,
  constraint notification_events_pkey PRIMARY KEY (id)
);
CREATE INDEX notification_events_delivery ON notification_events USING btree (delivery_id) WHERE (delivery_id IS NOT NULL);
CREATE INDEX notification_events_open ON notification_events USING btree (target_id, id) WHERE (delivery_id IS NULL);

create table notification_targets (
  id bigint generated always as identity not null,
  name text not null,
  kind text not null,
  enabled boolean default true not null,
  events text[] not null,
  language text default 'en'::text not null,
  allow_private boolean default false not null,
  origin text not null,
  config text not null,
  paused_until timestamp with time zone,
  problem_code text,
  problem text,
  last_delivered_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint notification_targets_pkey PRIMARY KEY (id),
  constraint notification_targets_kind_check CHECK ((kind = ANY (ARRAY['webhook'::text, 'ntfy'::text, 'discord'::text, 'apprise'::text]))),
  constraint notification_targets_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text])))
);

create table outside_moves (
  library_file_id bigint not null,
  program text not null,
  reference text not null,
  source_path text not null,
  target_path text,
  begun_at timestamp with time zone default now() not null,
  constraint outside_moves_pkey PRIMARY KEY (library_file_id)
);
CREATE INDEX outside_moves_program ON outside_moves USING btree (program, begun_at);

create table peers (
  username text not null,
  delivered integer default 0 not null,
  failed integer default 0 not null,
  refused integer default 0 not null,
  bad_files integer default 0 not null,
  good_weight double precision default 0 not null,
  bad_weight double precision default 0 not null,
  weighed_at timestamp with time zone default now() not null,
  first_byte_s real,
  speed_bps bigint,
  last_seen_at timestamp with time zone default now() not null,
  last_failure_at timestamp with time zone,
  last_failure text,
  constraint peers_pkey PRIMARY KEY (username)
);
CREATE INDEX peers_delivered ON peers USING btree (delivered DESC, username);
CREATE INDEX peers_failed ON peers USING btree (failed DESC, username);
CREATE INDEX peers_recent ON peers USING btree (last_seen_at DESC, username);

create table playlist_items (
  id bigint generated always as identity not null,
  playlist_id text not null,
  position integer not null,
  uri text not null,
  occurrence integer not null,
  kind text not null,
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
  added_at timestamp with time zone,
  wish_id bigint,
  created_at timestamp with time zone default now() not null,
  constraint playlist_items_pkey PRIMARY KEY (id),
  constraint playlist_items_playlist_id_uri_occurrence_key UNIQUE (playlist_id, uri, occurrence),
  constraint playlist_items_kind_check CHECK ((kind = ANY (ARRAY['track'::text, 'local'::text, 'episode'::text, 'unavailable'::text]))),
  constraint playlist_items_position_check CHECK (("position" >= 0))
);
CREATE INDEX playlist_items_order ON playlist_items USING btree (playlist_id, "position");
CREATE INDEX playlist_items_unwished ON playlist_items USING btree (playlist_id, id) WHERE ((wish_id IS NULL) AND (kind = 'track'::text));
CREATE INDEX playlist_items_wish ON playlist_items USING btree (wish_id) WHERE (wish_id IS NOT NULL);

create table playlist_pages (
  playlist_id text not null,
  start integer not null,
  snapshot_id text not null,
  next_start integer,
  rows jsonb not null,
  constraint playlist_pages_pkey PRIMARY KEY (playlist_id, start),
  constraint playlist_pages_start_check CHECK ((start >= 0))
);

create table playlist_sync (
  id smallint default 1 not null,
  state text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  resume_at timestamp with time zone,
  reason_code text,
  reason text,
  counters jsonb default '{}'::jsonb not null,
  constraint playlist_sync_pkey PRIMARY KEY (id),
  constraint playlist_sync_id_check CHECK ((id = 1)),
  constraint playlist_sync_state_check CHECK ((state = ANY (ARRAY['running'::text, 'completed'::text, 'partial'::text, 'waiting'::text])))
);

create table playlists (
  id text not null,
  kind text default 'playlist'::text not null,
  name text not null,
  description text,
  owner_id text,
  owner_name text,
  image_url text,
  track_count integer default 0 not null,
  snapshot_id text,
  read_snapshot_id text,
  contents text default 'unread'::text not null,
  mirror boolean default false not null,
  wanted boolean default false not null,
  rows_read_at timestamp with time zone,
  vanished_at timestamp with time zone,
  retry_at timestamp with time zone,
  reason_code text,
  reason text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint playlists_pkey PRIMARY KEY (id),
  constraint playlists_contents_check CHECK ((contents = ANY (ARRAY['unread'::text, 'read'::text, 'withheld'::text]))),
  constraint playlists_kind_check CHECK ((kind = ANY (ARRAY['playlist'::text, 'saved'::text]))),
  constraint playlists_track_count_check CHECK ((track_count >= 0))
);
CREATE INDEX playlists_to_read ON playlists USING btree (id) WHERE (vanished_at IS NULL);

create table plex_file_matches (
  library_file_id bigint not null,
  rating_key text,
  matched_by text,
  confidence real,
  reason text,
  revision bigint not null,
  updated_at timestamp with time zone default now() not null,
  constraint plex_file_matches_pkey PRIMARY KEY (library_file_id),
  constraint plex_file_matches_check CHECK (((rating_key IS NULL) = (reason IS NOT NULL))),
  constraint plex_file_matches_matched_by_check CHECK ((matched_by = ANY (ARRAY['path'::text, 'recording'::text, 'likeness'::text])))
);
CREATE INDEX plex_file_matches_again ON plex_file_matches USING btree (revision) WHERE (rating_key IS NULL);
CREATE INDEX plex_file_matches_open ON plex_file_matches USING btree (library_file_id) WHERE (rating_key IS NULL);
CREATE INDEX plex_file_matches_track ON plex_file_matches USING btree (rating_key) WHERE (rating_key IS NOT NULL);

create table plex_kept_items (
  id bigint generated always as identity not null,
  list_id bigint not null,
  source_key text,
  position integer,
  rating_key text,
  item_id text,
  state text not null,
  matched_by text,
  confidence real,
  reason text,
  settled boolean default false not null,
  constraint plex_kept_items_pkey PRIMARY KEY (id),
  constraint plex_kept_items_check CHECK (((source_key IS NULL) = (state = 'by_hand'::text))),
  constraint plex_kept_items_matched_by_check CHECK ((matched_by = ANY (ARRAY['path'::text, 'recording'::text, 'likeness'::text]))),
  constraint plex_kept_items_state_check CHECK ((state = ANY (ARRAY['gap'::text, 'pending'::text, 'placed'::text, 'leaving'::text, 'removed'::text, 'by_hand'::text])))
);
CREATE UNIQUE INDEX plex_kept_items_item ON plex_kept_items USING btree (list_id, item_id) WHERE (item_id IS NOT NULL);
CREATE INDEX plex_kept_items_order ON plex_kept_items USING btree (list_id, "position");
CREATE UNIQUE INDEX plex_kept_items_source ON plex_kept_items USING btree (list_id, source_key) WHERE (source_key IS NOT NULL);

create table plex_kept_lists (
  id bigint generated always as identity not null,
  source_kind text not null,
  source_id text not null,
  keep boolean not null,
  token uuid default gen_random_uuid() not null,
  machine_identifier text,
  rating_key text,
  title text,
  state text default 'new'::text not null,
  reason_code text,
  reason text,
  remedy text,
  wanted_at timestamp with time zone default now() not null,
  kept_at timestamp with time zone,
  next_at timestamp with time zone default now() not null,
  created_at timestamp with time zone default now() not null,
  seen_revision bigint default 0 not null,
  constraint plex_kept_lists_pkey PRIMARY KEY (id),
  constraint plex_kept_lists_source_kind_source_id_key UNIQUE (source_kind, source_id),
  constraint plex_kept_lists_source_kind_check CHECK ((source_kind = ANY (ARRAY['playlist'::text, 'import'::text]))),
  constraint plex_kept_lists_state_check CHECK ((state = ANY (ARRAY['new'::text, 'waiting'::text, 'kept'::text, 'partial'::text, 'failed'::text, 'gone'::text])))
);
CREATE INDEX plex_kept_lists_due ON plex_kept_lists USING btree (next_at) WHERE keep;
CREATE UNIQUE INDEX plex_kept_lists_made ON plex_kept_lists USING btree (machine_identifier, rating_key) WHERE (rating_key IS NOT NULL);

create table plex_scan_requests (
  id bigint generated always as identity not null,
  folder text,
  section_id text,
  files text[] default '{}'::text[] not null,
  state text default 'waiting'::text not null,
  due_at timestamp with time zone not null,
  asked_at timestamp with time zone,
  tries integer default 0 not null,
  revision integer default 0 not null,
  problem_code text,
  problem text,
  remedy text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint plex_scan_requests_pkey PRIMARY KEY (id),
  constraint plex_scan_requests_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX plex_scan_requests_due ON plex_scan_requests USING btree (due_at) WHERE (state = 'waiting'::text);
CREATE INDEX plex_scan_requests_updated ON plex_scan_requests USING btree (updated_at);
CREATE UNIQUE INDEX plex_scan_requests_waiting ON plex_scan_requests USING btree (md5(COALESCE(folder, ''::text)), COALESCE(section_id, ''::text)) WHERE (state = 'waiting'::text);

create table plex_sections (
  section_id text not null,
  machine_identifier text not null,
  round bigint default 0 not null,
  read_until bigint default 0 not null,
  revision bigint default 0 not null,
  read_at timestamp with time zone,
  constraint plex_sections_pkey PRIMARY KEY (section_id)
);

create table plex_tracks (
  rating_key text not null,
  section_id text not null,
  title text not null,
  artists text[] not null,
  album text,
  duration_ms integer,
  path_key text,
  recording_key text not null,
  match_text text not null,
  round bigint not null,
  constraint plex_tracks_pkey PRIMARY KEY (rating_key)
);
CREATE INDEX plex_tracks_match ON plex_tracks USING gin (match_text gin_trgm_ops);
CREATE INDEX plex_tracks_path ON plex_tracks USING hash (path_key);
CREATE INDEX plex_tracks_recording ON plex_tracks USING btree (recording_key);
CREATE INDEX plex_tracks_section ON plex_tracks USING btree (section_id);

create table rejudgings (
  name text not null,
  fingerprint text not null,
  after_wish_id bigint,
  constraint rejudgings_pkey PRIMARY KEY (name)
);

create table search_results (
  search_id bigint not null,
  files bytea not null,
  stored_at timestamp with time zone default now() not null,
  constraint search_results_pkey PRIMARY KEY (search_id)
);
CREATE INDEX search_results_stored ON search_results USING btree (stored_at);

create table search_rounds (
  wish_id bigint not null,
  attempts integer not null,
  began_at timestamp with time zone not null,
  accepts_from timestamp with time zone not null,
  constraint search_rounds_pkey PRIMARY KEY (wish_id)
);

create table search_uses (
  wish_id bigint not null,
  search_id bigint not null,
  good integer not null,
  used_at timestamp with time zone default now() not null,
  constraint search_uses_pkey PRIMARY KEY (wish_id, search_id)
);
CREATE INDEX search_uses_search ON search_uses USING btree (search_id);

create table searches (
  id bigint generated always as identity not null,
  wish_id bigint,
  query text not null,
  rung integer not null,
  daemon_search_id uuid,
  state text default 'running'::text not null,
  response_count integer default 0 not null,
  file_count integer default 0 not null,
  error text,
  started_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  words text[] default '{}'::text[] not null,
  subject text default 'track'::text not null,
  complete boolean default false not null,
  urgent boolean default false not null,
  constraint searches_pkey PRIMARY KEY (id),
  constraint searches_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))),
  constraint searches_subject_check CHECK ((subject = ANY (ARRAY['track'::text, 'album'::text, 'artist'::text, 'hand'::text])))
);
CREATE INDEX searches_started ON searches USING btree (started_at DESC);
CREATE INDEX searches_wish ON searches USING btree (wish_id, id);
CREATE INDEX searches_words ON searches USING gin (words);

create table service_paces (
  service text not null,
  next_at timestamp with time zone not null,
  constraint service_paces_pkey PRIMARY KEY (service)
);

create table settings (
  key text not null,
  value text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint settings_pkey PRIMARY KEY (key)
);

create table settings_history (
  id bigint generated always as identity not null,
  key text not null,
  old_value text,
  new_value text,
  changed_at timestamp with time zone default now() not null,
  constraint settings_history_pkey PRIMARY KEY (id)
);
CREATE INDEX settings_history_recent ON settings_history USING btree (changed_at DESC, id DESC);

create table spotify_cache (
  kind text not null,
  key text not null,
  value jsonb,
  etag text,
  fetched_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint spotify_cache_pkey PRIMARY KEY (kind, key)
);
CREATE INDEX spotify_cache_expires ON spotify_cache USING btree (expires_at);

create table spotify_capabilities (
  client_id text not null,
  family text not null,
  state text not null,
  reason text,
  since timestamp with time zone default now() not null,
  checked_at timestamp with time zone default now() not null,
  retry_at timestamp with time zone,
  page_limit integer,
  status integer,
  message text,
  subject text,
  failures integer default 0 not null,
  constraint spotify_capabilities_pkey PRIMARY KEY (client_id, family),
  constraint spotify_capabilities_state_check CHECK ((state = ANY (ARRAY['ok'::text, 'degraded'::text, 'gone'::text, 'blocked'::text])))
);

create table spotify_links (
  client_id text not null,
  account_id text,
  display_name text,
  state text default 'linked'::text not null,
  access_token text not null,
  access_expires_at timestamp with time zone not null,
  refresh_token text,
  scope text not null,
  authorized_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  announced_days smallint,
  problem_code text,
  problem text,
  generation integer default 1 not null,
  updated_at timestamp with time zone default now() not null,
  constraint spotify_links_pkey PRIMARY KEY (client_id),
  constraint spotify_links_state_check CHECK ((state = ANY (ARRAY['linked'::text, 'needs_reauth'::text])))
);

create table spotify_lookups (
  key text not null,
  track_id text,
  album_id text,
  isrc text,
  duration_ms integer,
  expires_at timestamp with time zone not null,
  constraint spotify_lookups_pkey PRIMARY KEY (key)
);
CREATE INDEX spotify_lookups_expiry ON spotify_lookups USING btree (expires_at);

create table spotify_pace (
  client_id text not null,
  next_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  blocked_reason text,
  constraint spotify_pace_pkey PRIMARY KEY (client_id)
);

create table spotify_sign_ins (
  state_hash text not null,
  client_id text not null,
  redirect_uri text not null,
  scope text not null,
  verifier text,
  status text default 'pending'::text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  error_code text,
  message text,
  constraint spotify_sign_ins_pkey PRIMARY KEY (state_hash),
  constraint spotify_sign_ins_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'completing'::text, 'completed'::text, 'failed'::text])))
);
CREATE INDEX spotify_sign_ins_created ON spotify_sign_ins USING btree (created_at);

create table spotify_usage (
  client_id text not null,
  day date not null,
  purpose text not null,
  calls integer default 0 not null,
  constraint spotify_usage_pkey PRIMARY KEY (client_id, day, purpose)
);

create table timers (
  name text not null,
  due_at timestamp with time zone default now() not null,
  last_started_at timestamp with time zone,
  last_finished_at timestamp with time zone,
  last_status text,
  last_error text,
  constraint timers_pkey PRIMARY KEY (name),
  constraint timers_last_status_check CHECK ((last_status = ANY (ARRAY['ok'::text, 'error'::text])))
);

create table trash (
  id bigint generated always as identity not null,
  state text default 'moving'::text not null,
  original_path text not null,
  trashed_path text not null,
  size_bytes bigint not null,
  sha256 text not null,
  reason text not null,
  wish_id bigint,
  library_row jsonb not null,
  trashed_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint trash_pkey PRIMARY KEY (id),
  constraint trash_state_check CHECK ((state = ANY (ARRAY['moving'::text, 'trashed'::text, 'restoring'::text, 'purging'::text])))
);
CREATE INDEX trash_expiring ON trash USING btree (expires_at) WHERE (state = 'trashed'::text);
CREATE UNIQUE INDEX trash_moving ON trash USING btree (original_path) WHERE (state = ANY (ARRAY['moving'::text, 'restoring'::text]));
CREATE INDEX trash_open ON trash USING btree (id) WHERE (state <> 'trashed'::text);
CREATE INDEX trash_recent ON trash USING btree (trashed_at DESC, id DESC);
CREATE INDEX trash_wish ON trash USING btree (wish_id) WHERE (wish_id IS NOT NULL);

create table verifications (
  id bigint generated always as identity not null,
  download_id integer not null,
  outcome text not null,
  reason_code text,
  reason text,
  kept boolean default false not null,
  verdict text,
  confidence real,
  findings jsonb default '[]'::jsonb not null,
  measures jsonb,
  spectrogram bytea,
  checked_at timestamp with time zone default now() not null,
  held_at timestamp with time zone,
  facts jsonb,
  identity jsonb,
  constraint verifications_pkey PRIMARY KEY (id),
  constraint verifications_download_id_key UNIQUE (download_id),
  constraint verifications_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text, 'review'::text]))),
  constraint verifications_verdict_check CHECK ((verdict = ANY (ARRAY['genuine'::text, 'transcoded'::text, 'upsampled'::text, 'padded'::text, 'suspect'::text, 'unknown'::text, 'lossy'::text])))
);
CREATE INDEX verifications_held ON verifications USING btree (download_id) WHERE (held_at IS NOT NULL);

create table wish_events (
  id bigint generated always as identity not null,
  wish_id bigint not null,
  kind text not null,
  stage text not null,
  reason_code text,
  reason text,
  former_stage text not null,
  former_state text not null,
  former_next_attempt_at timestamp with time zone,
  former_reason_code text,
  former_reason text,
  candidate_id bigint,
  times integer default 1 not null,
  first_at timestamp with time zone default now() not null,
  last_at timestamp with time zone default now() not null,
  reason_facts jsonb,
  former_reason_facts jsonb,
  constraint wish_events_pkey PRIMARY KEY (id),
  constraint wish_events_kind_check CHECK ((kind = ANY (ARRAY['waiting'::text, 'review'::text, 'done'::text, 'cancelled'::text, 'retried'::text, 'requeued'::text, 'restored'::text, 'chosen'::text, 'kept'::text, 'declined'::text, 'judged_anew'::text, 'fetched_by_hand'::text]))),
  constraint wish_events_stage_check CHECK ((stage = ANY (ARRAY['search'::text, 'match'::text, 'download'::text, 'verify'::text, 'organise'::text, 'tag'::text, 'publish'::text]))),
  constraint wish_events_times_check CHECK ((times > 0))
);
CREATE INDEX wish_events_wish ON wish_events USING btree (wish_id, id);

create table wishes (
  id bigint generated always as identity not null,
  recording_key text not null,
  recording_variant integer default 0 not null,
  search_text text not null,
  title text not null,
  artists text[] not null,
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
  source text default 'free'::text not null,
  priority integer default 0 not null,
  stage text default 'search'::text not null,
  state text default 'queued'::text not null,
  reason_code text,
  reason text,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone,
  revision integer default 0 not null,
  library_file_id bigint,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  settled_at timestamp with time zone,
  quality jsonb,
  reason_facts jsonb,
  claimed_by text,
  constraint wishes_pkey PRIMARY KEY (id),
  constraint wishes_recording_key_recording_variant_key UNIQUE (recording_key, recording_variant),
  constraint wishes_artists_check CHECK ((cardinality(artists) > 0)),
  constraint wishes_stage_check CHECK ((stage = ANY (ARRAY['search'::text, 'match'::text, 'download'::text, 'verify'::text, 'organise'::text, 'tag'::text, 'publish'::text]))),
  constraint wishes_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'active'::text, 'waiting'::text, 'review'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX wishes_by_state ON wishes USING btree (state, created_at DESC, id);
CREATE INDEX wishes_due ON wishes USING btree (next_attempt_at) WHERE (state = 'waiting'::text);
CREATE INDEX wishes_in_flight ON wishes USING btree (stage, state, created_at DESC, id) WHERE (state = ANY (ARRAY['queued'::text, 'active'::text, 'waiting'::text, 'review'::text]));
CREATE INDEX wishes_isrc ON wishes USING btree (isrc) WHERE (isrc IS NOT NULL);
CREATE INDEX wishes_list ON wishes USING btree (created_at DESC, id);
CREATE INDEX wishes_search ON wishes USING gin (search_text gin_trgm_ops);
CREATE INDEX wishes_searching_artist ON wishes USING btree (lower(artists[1])) WHERE ((stage = 'search'::text) AND (state = ANY (ARRAY['queued'::text, 'active'::text])));
CREATE INDEX wishes_spotify_track ON wishes USING btree (spotify_track_id) WHERE (spotify_track_id IS NOT NULL);
CREATE INDEX wishes_unsettled ON wishes USING btree (updated_at) WHERE (state = ANY (ARRAY['queued'::text, 'active'::text]));

alter table access_sessions add constraint access_sessions_key_id_fkey FOREIGN KEY (key_id) REFERENCES api_keys(id) ON DELETE CASCADE;
alter table artist_identities add constraint artist_identities_artist_id_fkey FOREIGN KEY (artist_id) REFERENCES artists(id) ON DELETE CASCADE;
alter table artist_release_tracks add constraint artist_release_tracks_release_id_fkey FOREIGN KEY (release_id) REFERENCES artist_releases(id) ON DELETE CASCADE;
alter table artist_releases add constraint artist_releases_artist_id_fkey FOREIGN KEY (artist_id) REFERENCES artists(id) ON DELETE CASCADE;
alter table artist_watchlist add constraint artist_watchlist_artist_id_fkey FOREIGN KEY (artist_id) REFERENCES artists(id) ON DELETE CASCADE;
alter table auto_sync_skipped_tracks add constraint auto_sync_skipped_tracks_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE CASCADE;
alter table autosync_tracks add constraint autosync_tracks_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE CASCADE;
alter table beets_handovers add constraint beets_handovers_library_file_id_fkey FOREIGN KEY (library_file_id) REFERENCES library_files(id) ON DELETE CASCADE;
alter table candidates add constraint candidates_search_id_fkey FOREIGN KEY (search_id) REFERENCES searches(id) ON DELETE SET NULL;
alter table candidates add constraint candidates_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE CASCADE;
alter table discography_albums add constraint discography_albums_job_id_fkey FOREIGN KEY (job_id) REFERENCES discography_jobs(id) ON DELETE CASCADE;
alter table discography_albums add constraint discography_albums_release_id_fkey FOREIGN KEY (release_id) REFERENCES artist_releases(id) ON DELETE CASCADE;
alter table downloads add constraint downloads_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id) ON DELETE SET NULL;
alter table downloads add constraint downloads_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE SET NULL;
alter table file_enrichments add constraint file_enrichments_library_file_id_fkey FOREIGN KEY (library_file_id) REFERENCES library_files(id) ON DELETE CASCADE;
alter table file_operations add constraint file_operations_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE SET NULL;
alter table ingest_items add constraint ingest_items_job_id_fkey FOREIGN KEY (job_id) REFERENCES ingest_jobs(id) ON DELETE CASCADE;
alter table ingest_items add constraint ingest_items_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE SET NULL;
alter table ingest_links add constraint ingest_links_item_id_fkey FOREIGN KEY (item_id) REFERENCES ingest_items(id) ON DELETE CASCADE;
alter table learned_aliases add constraint learned_aliases_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE SET NULL;
alter table library_files add constraint library_files_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE SET NULL;
alter table notification_deliveries add constraint notification_deliveries_target_id_fkey FOREIGN KEY (target_id) REFERENCES notification_targets(id) ON DELETE CASCADE;
alter table notification_events add constraint notification_events_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES notification_deliveries(id) ON DELETE CASCADE;
alter table notification_events add constraint notification_events_target_id_fkey FOREIGN KEY (target_id) REFERENCES notification_targets(id) ON DELETE CASCADE;
alter table outside_moves add constraint outside_moves_library_file_id_fkey FOREIGN KEY (library_file_id) REFERENCES library_files(id) ON DELETE CASCADE;
alter table playlist_items add constraint playlist_items_playlist_id_fkey FOREIGN KEY (playlist_id) REFERENCES playlists(id) ON DELETE CASCADE;
alter table playlist_items add constraint playlist_items_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE SET NULL;
alter table playlist_pages add constraint playlist_pages_playlist_id_fkey FOREIGN KEY (playlist_id) REFERENCES playlists(id) ON DELETE CASCADE;
alter table plex_file_matches add constraint plex_file_matches_library_file_id_fkey FOREIGN KEY (library_file_id) REFERENCES library_files(id) ON DELETE CASCADE;
alter table plex_kept_items add constraint plex_kept_items_list_id_fkey FOREIGN KEY (list_id) REFERENCES plex_kept_lists(id) ON DELETE CASCADE;
alter table plex_tracks add constraint plex_tracks_section_id_fkey FOREIGN KEY (section_id) REFERENCES plex_sections(section_id) ON DELETE CASCADE;
alter table search_results add constraint search_results_search_id_fkey FOREIGN KEY (search_id) REFERENCES searches(id) ON DELETE CASCADE;
alter table search_rounds add constraint search_rounds_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE CASCADE;
alter table search_uses add constraint search_uses_search_id_fkey FOREIGN KEY (search_id) REFERENCES searches(id) ON DELETE CASCADE;
alter table search_uses add constraint search_uses_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE CASCADE;
alter table searches add constraint searches_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE CASCADE;
alter table trash add constraint trash_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE SET NULL;
alter table verifications add constraint verifications_download_id_fkey FOREIGN KEY (download_id) REFERENCES downloads(id) ON DELETE CASCADE;
alter table wish_events add constraint wish_events_wish_id_fkey FOREIGN KEY (wish_id) REFERENCES wishes(id) ON DELETE CASCADE;
alter table wishes add constraint wishes_library_file FOREIGN KEY (library_file_id) REFERENCES library_files(id) ON DELETE SET NULL;

CREATE TRIGGER library_files_came AFTER INSERT ON public.library_files REFERENCING NEW TABLE AS new_files FOR EACH STATEMENT EXECUTE FUNCTION note_library_changes();
CREATE TRIGGER library_files_changed AFTER UPDATE ON public.library_files REFERENCING OLD TABLE AS old_files NEW TABLE AS new_files FOR EACH STATEMENT EXECUTE FUNCTION note_library_changes();
CREATE TRIGGER library_files_emptied AFTER TRUNCATE ON public.library_files FOR EACH STATEMENT EXECUTE FUNCTION note_library_changes();
CREATE TRIGGER library_files_went AFTER DELETE ON public.library_files REFERENCING OLD TABLE AS old_files FOR EACH STATEMENT EXECUTE FUNCTION note_library_changes();
