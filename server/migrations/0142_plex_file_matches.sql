-- Which track of Plex each file of the library is, and why one is none.

create table plex_file_matches (
  library_file_id bigint primary key references library_files (id) on delete cascade,
  rating_key text,
  matched_by text check (matched_by in ('path', 'recording', 'likeness')),
  confidence real,
  reason text,
  -- the state of Plex's tracks that it was looked for in
  revision bigint not null,
  updated_at timestamptz not null default now(),
  check ((rating_key is null) = (reason is not null))
);
create index plex_file_matches_open on plex_file_matches (library_file_id) where rating_key is null;
create index plex_file_matches_again on plex_file_matches (revision) where rating_key is null;
create index plex_file_matches_track on plex_file_matches (rating_key) where rating_key is not null;
