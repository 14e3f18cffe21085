-- Stored matches of other services' tracks, names of artists that people add, and keys by which the library is found.

create table matches (
  id bigint generated always as identity primary key,
  source text not null check (source in ('spotify-to-soulseek', 'spotify-to-plex', 'spotify-to-plex-album')),
  spotify_track_id text not null,
  -- null: nothing matched
  target_id text,
  -- the album within which a track was matched
  context_id text,
  confidence real not null check (confidence between 0 and 1),
  created_at timestamptz not null default now()
);
create index matches_track on matches (spotify_track_id, id desc);

create table artist_aliases (
  -- the name in comparable form, so that each artist has one row however it is spelled
  artist_key text primary key,
  artist text not null,
  aliases text[] not null check (cardinality(aliases) > 0),
  updated_at timestamptz not null default now()
);

-- who and what in comparable form, as in wishes; null: not computed yet
alter table library_files add column recording_key text;
-- artists and title folded, without the album, for likeness by letter triples
alter table library_files add column match_text text;
create index library_files_recording on library_files (recording_key) where recording_key is not null;
create index library_files_isrc on library_files (isrc) where isrc is not null;
create index library_files_match on library_files using gin (match_text gin_trgm_ops) where match_text is not null;
create index library_files_unkeyed on library_files (id) where recording_key is null;

-- the proof of a wish lists what was done to files
create index file_operations_wish on file_operations (wish_id, id) where wish_id is not null;
