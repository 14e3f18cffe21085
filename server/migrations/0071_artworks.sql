-- Covers that were found, one per album; the files lie in ARTWORK_DIR.

create table artworks (
  id bigint generated always as identity primary key,
  -- album and album artist in comparable form
  album_key text not null unique,
  -- in ARTWORK_DIR
  file_name text not null,
  mime text not null check (mime in ('image/jpeg', 'image/png', 'image/webp')),
  width integer not null,
  height integer not null,
  size_bytes integer not null,
  sha256 text not null,
  source text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
