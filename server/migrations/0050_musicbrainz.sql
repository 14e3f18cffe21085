-- One budget of requests per outside service, shared by all processes; and answers of MusicBrainz that hold for a while.

create table service_paces (
  service text primary key,
  -- no request before this moment
  next_at timestamptz not null
);

create table musicbrainz_cache (
  path text primary key,
  -- null: the service does not know what was asked for
  body jsonb,
  expires_at timestamptz not null
);
create index musicbrainz_cache_expires on musicbrainz_cache (expires_at);
