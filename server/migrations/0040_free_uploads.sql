-- Texts that were uploaded to be parsed within a quarter of an hour; in the database, because another process may be asked to parse them.
create table free_uploads (
  token text primary key,
  file_name text not null,
  content text not null,
  expires_at timestamptz not null
);
create index free_uploads_expiry on free_uploads (expires_at);
