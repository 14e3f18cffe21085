-- Playlists of the account, row by row, and which of them are mirrored: their missing tracks become wishes.

create table playlists (
  id text primary key,
  -- saved: the saved tracks of the account, which are no playlist at Spotify
  kind text not null default 'playlist' check (kind in ('playlist', 'saved')),
  name text not null,
  description text,
  owner_id text,
  owner_name text,
  image_url text,
  track_count integer not null default 0 check (track_count >= 0),
  -- as listed; null where Spotify names none
  snapshot_id text,
  -- the one whose rows are stored
  read_snapshot_id text,
  -- withheld: Spotify does not show the rows to this account; what was read before stays
  contents text not null default 'unread' check (contents in ('unread', 'read', 'withheld')),
  mirror boolean not null default false,
  -- somebody asked for the rows although the list is not mirrored (saved tracks)
  wanted boolean not null default false,
  rows_read_at timestamptz,
  -- not among the lists of the account any more
  vanished_at timestamptz,
  -- the rows are not asked for before this moment
  retry_at timestamptz,
  reason_code text,
  reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index playlists_to_read on playlists (id) where vanished_at is null;

create table playlist_items (
  id bigint generated always as identity primary key,
  playlist_id text not null references playlists on delete cascade,
  position integer not null check (position >= 0),
  -- what the row holds; the same may stand in a list several times
  uri text not null,
  occurrence integer not null,
  kind text not null check (kind in ('track', 'local', 'episode', 'unavailable')),
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
  added_at timestamptz,
  wish_id bigint references wishes on delete set null,
  created_at timestamptz not null default now(),
  unique (playlist_id, uri, occurrence)
);
create index playlist_items_order on playlist_items (playlist_id, position);
create index playlist_items_wish on playlist_items (wish_id) where wish_id is not null;
create index playlist_items_unwished on playlist_items (playlist_id, id) where wish_id is null and kind = 'track';

-- rows that were read while a list is not read to its end; gone once they are stored
create table playlist_pages (
  playlist_id text not null references playlists on delete cascade,
  start integer not null check (start >= 0),
  snapshot_id text not null,
  -- where the next page begins; null at the end
  next_start integer,
  rows jsonb not null,
  primary key (playlist_id, start)
);

-- how the last sync went; one row
create table playlist_sync (
  id smallint primary key default 1 check (id = 1),
  state text not null check (state in ('running', 'completed', 'partial', 'waiting')),
  started_at timestamptz not null,
  finished_at timestamptz,
  -- while it waits: when it goes on by itself
  resume_at timestamptz,
  reason_code text,
  reason text,
  counters jsonb not null default '{}'
);
