// Written by `npm run schema` from the migrated database. Do not edit: change a migration and run that again.
import type { ColumnType, GeneratedAlways } from 'kysely';

/** A column with a default: it may be left out of an insert. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** jsonb: read as parsed (check its shape before use), written as text through `json()` of this room. */
export type Json = ColumnType<unknown, string, string>;

/** A jsonb column with a default. */
export type JsonDefaulted = ColumnType<unknown, string | undefined, string>;

/** A jsonb column that may be null. */
export type JsonOrNull = ColumnType<unknown, string | null | undefined, string | null>;

/** `access_sessions` */
export interface AccessSessions {
  hash: Buffer;
  key_id: number | null;
  sealed_key_hash: string | null;
  created_at: Defaulted<Date>;
  expires_at: Date;
}

/** `activity_events` */
export interface ActivityEvents {
  id: GeneratedAlways<number>;
  timestamp: Defaulted<Date>;
  type: string;
  status: string;
  details: JsonOrNull;
}

/** `api_keys` */
export interface ApiKeys {
  id: GeneratedAlways<number>;
  name: string;
  scope: 'read' | 'operate' | 'admin';
  hint: string;
  hash: Buffer;
  created_at: Defaulted<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
}

/** `artist_aliases` */
export interface ArtistAliases {
  artist_key: string;
  artist: string;
  aliases: string[];
  updated_at: Defaulted<Date>;
}

/** `artist_audit` */
export interface ArtistAudit {
  id: GeneratedAlways<number>;
  created_at: Date;
  job_id: string | null;
  artist_key: string;
  entity_type: string;
  entity_id: string | null;
  event: string;
  before: JsonOrNull;
  after: JsonOrNull;
}

/** `artist_identities` */
export interface ArtistIdentities {
  source: string;
  source_id: string;
  artist_id: number;
}

/** `artist_preferences` */
export interface ArtistPreferences {
  artist_id: string;
  release_id: string;
  selected: Defaulted<boolean>;
}

/** `artist_release_tracks` */
export interface ArtistReleaseTracks {
  release_id: number;
  position: number;
  disc: number;
  title: string;
  wish_id: number | null;
}

/** `artist_releases` */
export interface ArtistReleases {
  id: GeneratedAlways<number>;
  artist_id: number;
  artist_key: string;
  source: string;
  source_id: string;
  title: string;
  group_key: string;
  release_date: string | null;
  release_type: string;
  kinds: Defaulted<string[]>;
  total_tracks: number | null;
  state: 'known' | 'undated' | 'upcoming' | 'new' | 'wished' | 'skipped';
  state_reason: string | null;
  out_on: string | null;
  found_at: Date;
  wished_at: Date | null;
  version: string;
  etag: string;
  metadata: JsonDefaulted;
  inactive_at: Date | null;
  inactive_reason: string | null;
  created_at: Date;
  updated_at: Date;
}

/** `artist_watchlist` */
export interface ArtistWatchlist {
  id: GeneratedAlways<number>;
  artist_id: number;
  artist_key: string;
  priority: Defaulted<number>;
  watch_since: string;
  backfill: Defaulted<boolean>;
  baseline_at: Date | null;
  wanted_kinds: Defaulted<string[]>;
  editions: Defaulted<'first' | 'bonus'>;
  paused_at: Date | null;
  stop_reason: string | null;
  resume_at: Date | null;
  interval_s: number | null;
  cooldown_s: number | null;
  cooldown_until: Date | null;
  retry_block_until: Date | null;
  failures: Defaulted<number>;
  problem: JsonOrNull;
  next_due_at: Date;
  last_enqueued_at: Date | null;
  enqueued_at: Date | null;
  last_scan_at: Date | null;
  last_checked: Date | null;
  last_synced_at: Date | null;
  last_hash: string | null;
  created_at: Date;
  updated_at: Date;
}

/** `artists` */
export interface Artists {
  id: GeneratedAlways<number>;
  artist_key: string;
  source: string;
  source_id: string;
  name: string;
  search_text: string;
  genres: JsonDefaulted;
  images: JsonDefaulted;
  popularity: number | null;
  aliases: Defaulted<string[]>;
  metadata: JsonDefaulted;
  version: string;
  etag: string;
  created_at: Date;
  updated_at: Date;
  last_synced_at: Date | null;
  sync_job_id: string | null;
  sync_requested_at: Date | null;
  sync_lease_until: Date | null;
  sync_attempts: Defaulted<number>;
  sync_problem: JsonOrNull;
}

/** `artworks` */
export interface Artworks {
  id: GeneratedAlways<number>;
  album_key: string;
  file_name: string;
  mime: 'image/jpeg' | 'image/png' | 'image/webp';
  width: number;
  height: number;
  size_bytes: number;
  sha256: string;
  source: string;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `auto_sync_skipped_tracks` */
export interface AutoSyncSkippedTracks {
  id: GeneratedAlways<number>;
  track_key: string;
  spotify_id: string | null;
  wish_id: number;
  title: string;
  artists: string[];
  failure_reason: Defaulted<string>;
  failure_count: Defaulted<number>;
  last_attempt_at: Date;
}

/** `autosync_runs` */
export interface AutosyncRuns {
  id: GeneratedAlways<number>;
  trigger: 'schedule' | 'manual';
  state: 'running' | 'completed' | 'partial' | 'blocked';
  phase: Defaulted<'reading' | 'comparing' | 'ended'>;
  cursor: JsonOrNull;
  counters: JsonDefaulted;
  parts: JsonDefaulted;
  reason_code: string | null;
  reason: string | null;
  resume_at: Date | null;
  started_at: Date;
  finished_at: Date | null;
}

/** `autosync_tracks` */
export interface AutosyncTracks {
  uri: string;
  wish_id: number;
  own: boolean;
  created_at: Date;
}

/** `backfill_jobs` */
export interface BackfillJobs {
  id: string;
  state: Defaulted<'queued' | 'running' | 'completed' | 'failed'>;
  requested_items: Defaulted<number>;
  processed_items: Defaulted<number>;
  matched_items: Defaulted<number>;
  cache_hits: Defaulted<number>;
  cache_misses: Defaulted<number>;
  expand_playlists: Defaulted<boolean>;
  expanded_playlists: Defaulted<number>;
  expanded_tracks: Defaulted<number>;
  calls: Defaulted<number>;
  duration_ms: number | null;
  resume_at: Date | null;
  error_code: string | null;
  error: string | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `beets_call` */
export interface BeetsCall {
  id: Defaulted<number>;
  host: string;
  pid: number;
  ends_at: Date;
}

/** `beets_handovers` */
export interface BeetsHandovers {
  library_file_id: number;
  token: Defaulted<string>;
  state: Defaulted<'begun' | 'done' | 'refused' | 'given_up'>;
  tries: Defaulted<number>;
  reason: string | null;
  begun_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `calendar_tokens` */
export interface CalendarTokens {
  id: GeneratedAlways<number>;
  token_hash: string;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

/** `candidates` */
export interface Candidates {
  id: GeneratedAlways<number>;
  wish_id: number;
  search_id: number | null;
  username: string;
  path: string;
  size_bytes: number;
  extension: string | null;
  bitrate_kbps: number | null;
  sample_rate_hz: number | null;
  bit_depth: number | null;
  length_s: number | null;
  variable_bitrate: boolean | null;
  free_slot: Defaulted<boolean>;
  queue_length: Defaulted<number>;
  speed_bps: Defaulted<number>;
  verdict: 'auto' | 'review' | 'reject' | null;
  score: number | null;
  rank: number | null;
  reasons: JsonDefaulted;
  pinned: Defaulted<boolean>;
  outcome: 'delivered' | 'failed' | 'refused' | null;
  outcome_reason: string | null;
  seen_at: Defaulted<Date>;
}

/** `discography_albums` */
export interface DiscographyAlbums {
  job_id: number;
  position: number;
  release_id: number;
  state: Defaulted<'pending' | 'done' | 'failed' | 'skipped'>;
  tracks: Defaulted<number>;
  wished: Defaulted<number>;
  already_wished: Defaulted<number>;
  already_owned: Defaulted<number>;
  reason: string | null;
}

/** `discography_jobs` */
export interface DiscographyJobs {
  id: GeneratedAlways<number>;
  artist_id: string;
  artist_key: string;
  artist_name: string | null;
  status: Defaulted<'pending' | 'in_progress' | 'done' | 'failed'>;
  kinds: string[];
  albums_total: Defaulted<number>;
  problem: JsonOrNull;
  created_at: Date;
  updated_at: Date;
}

/** `download_batches` */
export interface DownloadBatches {
  batch_id: string;
  username: string;
  filename: string;
  asked_at: Defaulted<Date>;
}

/** `downloads` */
export interface Downloads {
  id: GeneratedAlways<number>;
  wish_id: number | null;
  candidate_id: number | null;
  username: string;
  filename: string;
  size_bytes: number | null;
  state: Defaulted<'queued' | 'downloading' | 'completed' | 'failed' | 'cancelled' | 'dead_letter'>;
  progress: Defaulted<number>;
  bytes_transferred: Defaulted<number>;
  average_speed_bps: number | null;
  priority: Defaulted<number>;
  batch_id: string;
  transfer_id: string | null;
  transfer_state: string | null;
  queue_position: number | null;
  reason_code: string | null;
  last_error: string | null;
  retry_count: Defaulted<number>;
  next_retry_at: Date | null;
  local_path: string | null;
  organized_path: string | null;
  enqueued_at: Date | null;
  started_at: Date | null;
  last_progress_at: Date | null;
  finished_at: Date | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
  hedge: Defaulted<boolean>;
  hedged_at: Date | null;
}

/** `file_enrichments` */
export interface FileEnrichments {
  library_file_id: number;
  kind: 'metadata' | 'artwork' | 'lyrics';
  status: Defaulted<'pending' | 'done' | 'nothing' | 'failed'>;
  found: JsonDefaulted;
  source: string | null;
  problem: string | null;
  misses: Defaulted<number>;
  next_at: Defaulted<Date | null>;
  updated_at: Defaulted<Date>;
}

/** `file_operations` */
export interface FileOperations {
  id: GeneratedAlways<number>;
  kind: 'place' | 'tag' | 'lyrics';
  state: Defaulted<'intent' | 'done' | 'undone'>;
  wish_id: number | null;
  source_path: string;
  target_path: string;
  size_bytes: number | null;
  sha256: string | null;
  error: string | null;
  created_at: Defaulted<Date>;
  finished_at: Date | null;
}

/** `free_uploads` */
export interface FreeUploads {
  token: string;
  file_name: string;
  content: string;
  expires_at: Date;
}

/** `ingest_items` */
export interface IngestItems {
  id: GeneratedAlways<number>;
  job_id: string;
  line: number;
  source_type: 'FREE' | 'LINK' | 'PRO_PLAYLIST_EXPANSION';
  raw_line: string | null;
  playlist_url: string | null;
  title: string | null;
  artists: string[] | null;
  album: string | null;
  album_artist: string | null;
  track_number: number | null;
  disc_number: number | null;
  duration_ms: number | null;
  isrc: string | null;
  release_date: string | null;
  spotify_track_id: string | null;
  spotify_album_id: string | null;
  dedupe_hash: string | null;
  state: Defaulted<'registered' | 'normalized' | 'queued' | 'completed' | 'failed' | 'skipped'>;
  reason_code: string | null;
  reason: string | null;
  wish_id: number | null;
  created_at: Defaulted<Date>;
  source_fingerprint: string | null;
  looked_up_at: Date | null;
}

/** `ingest_jobs` */
export interface IngestJobs {
  id: string;
  source: 'FREE' | 'PRO';
  state: Defaulted<'registered' | 'normalized' | 'queued' | 'completed' | 'failed'>;
  file_name: string | null;
  format: string | null;
  accepted_playlists: Defaulted<number>;
  accepted_tracks: Defaulted<number>;
  batches: Defaulted<number>;
  skipped_playlists: Defaulted<number>;
  skipped_tracks: Defaulted<number>;
  skip_reason: string | null;
  error_code: string | null;
  error: string | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `ingest_links` */
export interface IngestLinks {
  item_id: number;
  name: string | null;
  snapshot_id: string | null;
  next_offset: Defaulted<number>;
  found_tracks: Defaulted<number>;
  retry_at: Date | null;
}

/** `learned_aliases` */
export interface LearnedAliases {
  artist_key: string;
  alias_key: string;
  artist: string;
  alias: string;
  path: string;
  wish_id: number | null;
  learned_at: Defaulted<Date>;
}

/** `library_changes` */
export interface LibraryChanges {
  n: number;
}

/** `library_duplicate_checks` */
export interface LibraryDuplicateChecks {
  recording_key: string;
}

/** `library_duplicates` */
export interface LibraryDuplicates {
  recording_key: string;
}

/** `library_files` */
export interface LibraryFiles {
  id: GeneratedAlways<number>;
  path: string;
  wish_id: number | null;
  size_bytes: number;
  format: string;
  codec: string | null;
  lossless: boolean | null;
  bitrate_kbps: number | null;
  sample_rate_hz: number | null;
  bit_depth: number | null;
  duration_ms: number | null;
  title: string;
  artists: string[];
  album: string | null;
  album_artist: string | null;
  track_number: number | null;
  disc_number: number | null;
  release_date: string | null;
  isrc: string | null;
  search_text: Defaulted<string>;
  tagged_at: Date | null;
  tag_problem: string | null;
  added_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
  recording_key: string | null;
  match_text: string | null;
  origin: Defaulted<'wish' | 'scan'>;
  mtime_us: number | null;
  inode: string | null;
  missing_since: Date | null;
}

/** `library_scan_folders` */
export interface LibraryScanFolders {
  folder: string;
  deep: Defaulted<boolean>;
  noted_at: Defaulted<Date>;
}

/** `library_scan_problems` */
export interface LibraryScanProblems {
  id: GeneratedAlways<number>;
  path: string;
  path_key: string;
  code: string;
  sentence: string;
  remedy: string | null;
  size_bytes: number | null;
  mtime_us: number | null;
  first_seen_at: Defaulted<Date>;
  seen_at: Defaulted<Date>;
}

/** `library_scans` */
export interface LibraryScans {
  id: GeneratedAlways<number>;
  status: Defaulted<'running' | 'completed' | 'stopped' | 'failed'>;
  mode: Defaulted<'changes' | 'all' | 'thorough'>;
  started_by: 'person' | 'timer';
  accept_losses: Defaulted<boolean>;
  position: string | null;
  part: Defaulted<number>;
  seen: Defaulted<number>;
  read: Defaulted<number>;
  added: Defaulted<number>;
  changed: Defaulted<number>;
  moved: Defaulted<number>;
  returned: Defaulted<number>;
  vanished: Defaulted<number>;
  failed: Defaulted<number>;
  settled: Defaulted<number>;
  error_code: string | null;
  error: string | null;
  remedy: string | null;
  started_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
  completed_at: Date | null;
}

/** `matches` */
export interface Matches {
  id: GeneratedAlways<number>;
  source: 'spotify-to-soulseek' | 'spotify-to-plex' | 'spotify-to-plex-album';
  spotify_track_id: string;
  target_id: string | null;
  context_id: string | null;
  confidence: number;
  created_at: Defaulted<Date>;
}

/** `matching_cases` */
export interface MatchingCases {
  id: GeneratedAlways<number>;
  name: string;
  lesson: string;
  note: string | null;
  wish: Json;
  files: Json;
  created_at: Defaulted<Date>;
}

/** `metadata_runs` */
export interface MetadataRuns {
  id: GeneratedAlways<number>;
  status: Defaulted<'running' | 'completed' | 'stopped' | 'failed'>;
  total: number;
  processed: Defaulted<number>;
  failures: Defaulted<number>;
  last_file_id: Defaulted<number>;
  part: Defaulted<number>;
  current_download_id: number | null;
  last_completed_id: number | null;
  last_failed_id: number | null;
  error: string | null;
  started_at: Defaulted<Date>;
  completed_at: Date | null;
}

/** `musicbrainz_cache` */
export interface MusicbrainzCache {
  path: string;
  body: JsonOrNull;
  expires_at: Date;
}

/** `notification_deliveries` */
export interface NotificationDeliveries {
  id: GeneratedAlways<number>;
  uid: Defaulted<string>;
  target_id: number;
  kind: string;
  event_count: number;
  state: Defaulted<'pending' | 'delivered' | 'failed' | 'cancelled'>;
  attempts: Defaulted<number>;
  http_status: number | null;
  error_code: string | null;
  error: string | null;
  created_at: Date;
  finished_at: Date | null;
}

/** `notification_events` */
export interface NotificationEvents {
  id: GeneratedAlways<number>;
  target_id: number;
  kind: string;
  details: JsonDefaulted;
  happened_at: Date;
  delivery_id: number | null;
}

/** `notification_targets` */
export interface NotificationTargets {
  id: GeneratedAlways<number>;
  name: string;
  kind: 'webhook' | 'ntfy' | 'discord' | 'apprise';
  enabled: Defaulted<boolean>;
  events: string[];
  language: Defaulted<'en' | 'de'>;
  allow_private: Defaulted<boolean>;
  origin: string;
  config: string;
  paused_until: Date | null;
  problem_code: string | null;
  problem: string | null;
  last_delivered_at: Date | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `outside_moves` */
export interface OutsideMoves {
  library_file_id: number;
  program: string;
  reference: string;
  source_path: string;
  target_path: string | null;
  begun_at: Defaulted<Date>;
}

/** `peers` */
export interface Peers {
  username: string;
  delivered: Defaulted<number>;
  failed: Defaulted<number>;
  refused: Defaulted<number>;
  bad_files: Defaulted<number>;
  good_weight: Defaulted<number>;
  bad_weight: Defaulted<number>;
  weighed_at: Defaulted<Date>;
  first_byte_s: number | null;
  speed_bps: number | null;
  last_seen_at: Defaulted<Date>;
  last_failure_at: Date | null;
  last_failure: string | null;
}

/** `playlist_items` */
export interface PlaylistItems {
  id: GeneratedAlways<number>;
  playlist_id: string;
  position: number;
  uri: string;
  occurrence: number;
  kind: 'track' | 'local' | 'episode' | 'unavailable';
  title: string | null;
  artists: string[] | null;
  album: string | null;
  album_artist: string | null;
  track_number: number | null;
  disc_number: number | null;
  duration_ms: number | null;
  isrc: string | null;
  release_date: string | null;
  spotify_track_id: string | null;
  spotify_album_id: string | null;
  added_at: Date | null;
  wish_id: number | null;
  created_at: Defaulted<Date>;
}

/** `playlist_pages` */
export interface PlaylistPages {
  playlist_id: string;
  start: number;
  snapshot_id: string;
  next_start: number | null;
  rows: Json;
}

/** `playlist_sync` */
export interface PlaylistSync {
  id: Defaulted<number>;
  state: 'running' | 'completed' | 'partial' | 'waiting';
  started_at: Date;
  finished_at: Date | null;
  resume_at: Date | null;
  reason_code: string | null;
  reason: string | null;
  counters: JsonDefaulted;
}

/** `playlists` */
export interface Playlists {
  id: string;
  kind: Defaulted<'playlist' | 'saved'>;
  name: string;
  description: string | null;
  owner_id: string | null;
  owner_name: string | null;
  image_url: string | null;
  track_count: Defaulted<number>;
  snapshot_id: string | null;
  read_snapshot_id: string | null;
  contents: Defaulted<'unread' | 'read' | 'withheld'>;
  mirror: Defaulted<boolean>;
  wanted: Defaulted<boolean>;
  rows_read_at: Date | null;
  vanished_at: Date | null;
  retry_at: Date | null;
  reason_code: string | null;
  reason: string | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `plex_file_matches` */
export interface PlexFileMatches {
  library_file_id: number;
  rating_key: string | null;
  matched_by: 'path' | 'recording' | 'likeness' | null;
  confidence: number | null;
  reason: string | null;
  revision: number;
  updated_at: Defaulted<Date>;
}

/** `plex_kept_items` */
export interface PlexKeptItems {
  id: GeneratedAlways<number>;
  list_id: number;
  source_key: string | null;
  position: number | null;
  rating_key: string | null;
  item_id: string | null;
  state: 'gap' | 'pending' | 'placed' | 'leaving' | 'removed' | 'by_hand';
  matched_by: 'path' | 'recording' | 'likeness' | null;
  confidence: number | null;
  reason: string | null;
  settled: Defaulted<boolean>;
}

/** `plex_kept_lists` */
export interface PlexKeptLists {
  id: GeneratedAlways<number>;
  source_kind: 'playlist' | 'import';
  source_id: string;
  keep: boolean;
  token: Defaulted<string>;
  machine_identifier: string | null;
  rating_key: string | null;
  title: string | null;
  state: Defaulted<'new' | 'waiting' | 'kept' | 'partial' | 'failed' | 'gone'>;
  reason_code: string | null;
  reason: string | null;
  remedy: string | null;
  wanted_at: Defaulted<Date>;
  kept_at: Date | null;
  next_at: Defaulted<Date>;
  created_at: Defaulted<Date>;
  seen_revision: Defaulted<number>;
}

/** `plex_scan_requests` */
export interface PlexScanRequests {
  id: GeneratedAlways<number>;
  folder: string | null;
  section_id: string | null;
  files: Defaulted<string[]>;
  state: Defaulted<'waiting' | 'done' | 'failed'>;
  due_at: Date;
  asked_at: Date | null;
  tries: Defaulted<number>;
  revision: Defaulted<number>;
  problem_code: string | null;
  problem: string | null;
  remedy: string | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `plex_sections` */
export interface PlexSections {
  section_id: string;
  machine_identifier: string;
  round: Defaulted<number>;
  read_until: Defaulted<number>;
  revision: Defaulted<number>;
  read_at: Date | null;
}

/** `plex_tracks` */
export interface PlexTracks {
  rating_key: string;
  section_id: string;
  title: string;
  artists: string[];
  album: string | null;
  duration_ms: number | null;
  path_key: string | null;
  recording_key: string;
  match_text: string;
  round: number;
}

/** `rejudgings` */
export interface Rejudgings {
  name: string;
  fingerprint: string;
  after_wish_id: number | null;
}

/** `search_results` */
export interface SearchResults {
  search_id: number;
  files: Buffer;
  stored_at: Defaulted<Date>;
}

/** `search_rounds` */
export interface SearchRounds {
  wish_id: number;
  attempts: number;
  began_at: Date;
  accepts_from: Date;
}

/** `search_uses` */
export interface SearchUses {
  wish_id: number;
  search_id: number;
  good: number;
  used_at: Defaulted<Date>;
}

/** `searches` */
export interface Searches {
  id: GeneratedAlways<number>;
  wish_id: number | null;
  query: string;
  rung: number;
  daemon_search_id: string | null;
  state: Defaulted<'running' | 'done' | 'failed'>;
  response_count: Defaulted<number>;
  file_count: Defaulted<number>;
  error: string | null;
  started_at: Defaulted<Date>;
  ended_at: Date | null;
  words: Defaulted<string[]>;
  subject: Defaulted<'track' | 'album' | 'artist' | 'hand'>;
  complete: Defaulted<boolean>;
  urgent: Defaulted<boolean>;
}

/** `service_paces` */
export interface ServicePaces {
  service: string;
  next_at: Date;
}

/** `settings` */
export interface Settings {
  key: string;
  value: string | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
}

/** `settings_history` */
export interface SettingsHistory {
  id: GeneratedAlways<number>;
  key: string;
  old_value: string | null;
  new_value: string | null;
  changed_at: Defaulted<Date>;
}

/** `spotify_cache` */
export interface SpotifyCache {
  kind: string;
  key: string;
  value: JsonOrNull;
  etag: string | null;
  fetched_at: Defaulted<Date>;
  expires_at: Date;
}

/** `spotify_capabilities` */
export interface SpotifyCapabilities {
  client_id: string;
  family: string;
  state: 'ok' | 'degraded' | 'gone' | 'blocked';
  reason: string | null;
  since: Defaulted<Date>;
  checked_at: Defaulted<Date>;
  retry_at: Date | null;
  page_limit: number | null;
  status: number | null;
  message: string | null;
  subject: string | null;
  failures: Defaulted<number>;
}

/** `spotify_links` */
export interface SpotifyLinks {
  client_id: string;
  account_id: string | null;
  display_name: string | null;
  state: Defaulted<'linked' | 'needs_reauth'>;
  access_token: string;
  access_expires_at: Date;
  refresh_token: string | null;
  scope: string;
  authorized_at: Date;
  expires_at: Date;
  announced_days: number | null;
  problem_code: string | null;
  problem: string | null;
  generation: Defaulted<number>;
  updated_at: Defaulted<Date>;
}

/** `spotify_lookups` */
export interface SpotifyLookups {
  key: string;
  track_id: string | null;
  album_id: string | null;
  isrc: string | null;
  duration_ms: number | null;
  expires_at: Date;
}

/** `spotify_pace` */
export interface SpotifyPace {
  client_id: string;
  next_at: Date;
  blocked_until: Date | null;
  blocked_reason: string | null;
}

/** `spotify_sign_ins` */
export interface SpotifySignIns {
  state_hash: string;
  client_id: string;
  redirect_uri: string;
  scope: string;
  verifier: string | null;
  status: Defaulted<'pending' | 'completing' | 'completed' | 'failed'>;
  created_at: Defaulted<Date>;
  expires_at: Date;
  completed_at: Date | null;
  error_code: string | null;
  message: string | null;
}

/** `spotify_usage` */
export interface SpotifyUsage {
  client_id: string;
  day: string;
  purpose: string;
  calls: Defaulted<number>;
}

/** `timers` */
export interface Timers {
  name: string;
  due_at: Defaulted<Date>;
  last_started_at: Date | null;
  last_finished_at: Date | null;
  last_status: 'ok' | 'error' | null;
  last_error: string | null;
}

/** `trash` */
export interface Trash {
  id: GeneratedAlways<number>;
  state: Defaulted<'moving' | 'trashed' | 'restoring' | 'purging'>;
  original_path: string;
  trashed_path: string;
  size_bytes: number;
  sha256: string;
  reason: string;
  wish_id: number | null;
  library_row: Json;
  trashed_at: Defaulted<Date>;
  expires_at: Date;
}

/** `verifications` */
export interface Verifications {
  id: GeneratedAlways<number>;
  download_id: number;
  outcome: 'accepted' | 'rejected' | 'review';
  reason_code: string | null;
  reason: string | null;
  kept: Defaulted<boolean>;
  verdict: 'genuine' | 'transcoded' | 'upsampled' | 'padded' | 'suspect' | 'unknown' | 'lossy' | null;
  confidence: number | null;
  findings: JsonDefaulted;
  measures: JsonOrNull;
  spectrogram: Buffer | null;
  checked_at: Defaulted<Date>;
  held_at: Date | null;
  facts: JsonOrNull;
  identity: JsonOrNull;
}

/** `wish_events` */
export interface WishEvents {
  id: GeneratedAlways<number>;
  wish_id: number;
  kind: 'waiting' | 'review' | 'done' | 'cancelled' | 'retried' | 'requeued' | 'restored' | 'chosen' | 'kept' | 'declined' | 'judged_anew' | 'fetched_by_hand';
  stage: 'search' | 'match' | 'download' | 'verify' | 'organise' | 'tag' | 'publish';
  reason_code: string | null;
  reason: string | null;
  former_stage: string;
  former_state: string;
  former_next_attempt_at: Date | null;
  former_reason_code: string | null;
  former_reason: string | null;
  candidate_id: number | null;
  times: Defaulted<number>;
  first_at: Defaulted<Date>;
  last_at: Defaulted<Date>;
  reason_facts: JsonOrNull;
  former_reason_facts: JsonOrNull;
}

/** `wishes` */
export interface Wishes {
  id: GeneratedAlways<number>;
  recording_key: string;
  recording_variant: Defaulted<number>;
  search_text: string;
  title: string;
  artists: string[];
  album: string | null;
  album_artist: string | null;
  track_number: number | null;
  track_total: number | null;
  disc_number: number | null;
  disc_total: number | null;
  duration_ms: number | null;
  isrc: string | null;
  release_date: string | null;
  spotify_track_id: string | null;
  spotify_album_id: string | null;
  source: Defaulted<string>;
  priority: Defaulted<number>;
  stage: Defaulted<'search' | 'match' | 'download' | 'verify' | 'organise' | 'tag' | 'publish'>;
  state: Defaulted<'queued' | 'active' | 'waiting' | 'review' | 'done' | 'cancelled'>;
  reason_code: string | null;
  reason: string | null;
  attempts: Defaulted<number>;
  next_attempt_at: Date | null;
  revision: Defaulted<number>;
  library_file_id: number | null;
  created_at: Defaulted<Date>;
  updated_at: Defaulted<Date>;
  settled_at: Date | null;
  quality: JsonOrNull;
  reason_facts: JsonOrNull;
  claimed_by: string | null;
}

/** Every table and view by its name. */
export interface Database {
  access_sessions: AccessSessions;
  activity_events: ActivityEvents;
  api_keys: ApiKeys;
  artist_aliases: ArtistAliases;
  artist_audit: ArtistAudit;
  artist_identities: ArtistIdentities;
  artist_preferences: ArtistPreferences;
  artist_release_tracks: ArtistReleaseTracks;
  artist_releases: ArtistReleases;
  artist_watchlist: ArtistWatchlist;
  artists: Artists;
  artworks: Artworks;
  auto_sync_skipped_tracks: AutoSyncSkippedTracks;
  autosync_runs: AutosyncRuns;
  autosync_tracks: AutosyncTracks;
  backfill_jobs: BackfillJobs;
  beets_call: BeetsCall;
  beets_handovers: BeetsHandovers;
  calendar_tokens: CalendarTokens;
  candidates: Candidates;
  discography_albums: DiscographyAlbums;
  discography_jobs: DiscographyJobs;
  download_batches: DownloadBatches;
  downloads: Downloads;
  file_enrichments: FileEnrichments;
  file_operations: FileOperations;
  free_uploads: FreeUploads;
  ingest_items: IngestItems;
  ingest_jobs: IngestJobs;
  ingest_links: IngestLinks;
  learned_aliases: LearnedAliases;
  library_changes: LibraryChanges;
  library_duplicate_checks: LibraryDuplicateChecks;
  library_duplicates: LibraryDuplicates;
  library_files: LibraryFiles;
  library_scan_folders: LibraryScanFolders;
  library_scan_problems: LibraryScanProblems;
  library_scans: LibraryScans;
  matches: Matches;
  matching_cases: MatchingCases;
  metadata_runs: MetadataRuns;
  musicbrainz_cache: MusicbrainzCache;
  notification_deliveries: NotificationDeliveries;
  notification_events: NotificationEvents;
  notification_targets: NotificationTargets;
  outside_moves: OutsideMoves;
  peers: Peers;
  playlist_items: PlaylistItems;
  playlist_pages: PlaylistPages;
  playlist_sync: PlaylistSync;
  playlists: Playlists;
  plex_file_matches: PlexFileMatches;
  plex_kept_items: PlexKeptItems;
  plex_kept_lists: PlexKeptLists;
  plex_scan_requests: PlexScanRequests;
  plex_sections: PlexSections;
  plex_tracks: PlexTracks;
  rejudgings: Rejudgings;
  search_results: SearchResults;
  search_rounds: SearchRounds;
  search_uses: SearchUses;
  searches: Searches;
  service_paces: ServicePaces;
  settings: Settings;
  settings_history: SettingsHistory;
  spotify_cache: SpotifyCache;
  spotify_capabilities: SpotifyCapabilities;
  spotify_links: SpotifyLinks;
  spotify_lookups: SpotifyLookups;
  spotify_pace: SpotifyPace;
  spotify_sign_ins: SpotifySignIns;
  spotify_usage: SpotifyUsage;
  timers: Timers;
  trash: Trash;
  verifications: Verifications;
  wish_events: WishEvents;
  wishes: Wishes;
}
