-- Keys that people make, and browsers that signed in. Of keys and tokens only sha-256 is kept.

create table api_keys (
  id bigint generated always as identity primary key,
  name text not null,
  scope text not null check (scope in ('read', 'operate', 'admin')),
  -- the first characters, by which people recognise it
  hint text not null,
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz
);

create table access_sessions (
  hash bytea primary key,
  -- the session ends with its key
  key_id bigint references api_keys on delete cascade,
  -- or that of the environment, sealed: the environment may hold keys that could be guessed from a hash
  sealed_key_hash text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check ((key_id is null) <> (sealed_key_hash is null))
);
create index access_sessions_expires_at on access_sessions (expires_at);
create index access_sessions_key_id on access_sessions (key_id);
