-- Plex: what it has as last read, folders that it is to scan, playlists that are kept there item by item.

create table plex_sections (
  section_id text primary key,
  -- another server has other numbers
  machine_identifier text not null,
  -- number of the last whole reading
  round bigint not null default 0,
  -- Plex's clock in seconds: what changed before is known
  read_until bigint not null default 0,
  -- grows whenever a reading found something new, other or gone
  revision bigint not null default 0,
  read_at timestamptz
);

create table plex_tracks (
  rating_key text primary key,
  section_id text not null references plex_sections on delete cascade,
  title text not null,
  artists text[] not null,
  album text,
  duration_ms integer,
  -- the first file in Plex's spelling, as it is compared
  path_key text,
  recording_key text not null,
  match_text text not null,
  round bigint not null
);
create index plex_tracks_path on plex_tracks using hash (path_key);
create index plex_tracks_recording on plex_tracks (recording_key);
create index plex_tracks_match on plex_tracks using gin (match_text gin_trgm_ops);
create index plex_tracks_round on plex_tracks (section_id, round);

create table plex_scan_requests (
  id bigint generated always as identity primary key,
  -- absolute, in our spelling; null: the whole library
  folder text,
  section_id text,
  -- files that Plex must know afterwards, absolute, in our spelling
  files text[] not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  due_at timestamptz not null,
  asked_at timestamptz,
  tries integer not null default 0,
  -- grows with every file that it takes in
  revision integer not null default 0,
  problem_code text,
  problem text,
  remedy text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index plex_scan_requests_waiting on plex_scan_requests (md5(coalesce(folder, '')), coalesce(section_id, ''))
  where state = 'waiting';
create index plex_scan_requests_due on plex_scan_requests (due_at) where state = 'waiting';
create index plex_scan_requests_updated on plex_scan_requests (updated_at);

create table plex_kept_lists (
  id bigint generated always as identity primary key,
  source_kind text not null check (source_kind in ('playlist', 'import')),
  source_id text not null,
  keep boolean not null,
  -- stands in the title until the number of the list is stored, so that a list that was made and not noted is found again
  token uuid not null default gen_random_uuid(),
  machine_identifier text,
  rating_key text,
  -- the title that we gave; another one is a person's
  title text,
  state text not null default 'new' check (state in ('new', 'waiting', 'kept', 'partial', 'failed', 'gone')),
  reason_code text,
  reason text,
  remedy text,
  wanted_at timestamptz not null default now(),
  kept_at timestamptz,
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (source_kind, source_id)
);
create unique index plex_kept_lists_made on plex_kept_lists (machine_identifier, rating_key) where rating_key is not null;
create index plex_kept_lists_due on plex_kept_lists (next_at) where keep;

create table plex_kept_items (
  id bigint generated always as identity primary key,
  list_id bigint not null references plex_kept_lists on delete cascade,
  -- a row of the source; null: added by hand in Plex
  source_key text,
  -- place in the source
  position integer,
  rating_key text,
  -- the place in the list at Plex
  item_id text,
  -- gap: Plex has no such track; pending: asked to be added; placed: in the list; leaving: asked to be removed; removed: taken out by hand in Plex
  state text not null check (state in ('gap', 'pending', 'placed', 'leaving', 'removed', 'by_hand')),
  matched_by text check (matched_by in ('path', 'recording', 'likeness')),
  confidence real,
  reason text,
  check ((source_key is null) = (state = 'by_hand'))
);
create unique index plex_kept_items_source on plex_kept_items (list_id, source_key) where source_key is not null;
create unique index plex_kept_items_item on plex_kept_items (list_id, item_id) where item_id is not null;
create index plex_kept_items_order on plex_kept_items (list_id, position);
