-- The library by artists and albums: a page of artists is the next stretch of this index, however many files there are. Letters are ordered as people
-- order them (ICU), whatever the locale of the database. The cut keeps an index row below PostgreSQL's 2,704 bytes.
create index library_files_tree on library_files (
  lower(left(coalesce(nullif(album_artist, ''), artists[1], ''), 200) collate "und-x-icu"),
  lower(left(coalesce(album, ''), 200) collate "und-x-icu")
) where missing_since is null;
-- an artist is found by part of its name
create index library_files_tree_words on library_files
  using gin (lower(left(coalesce(nullif(album_artist, ''), artists[1], ''), 200) collate "und-x-icu") gin_trgm_ops) where missing_since is null;
