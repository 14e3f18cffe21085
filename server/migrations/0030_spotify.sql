-- Spotify: who is signed in, sign-ins under way, what the service allows, what was spent of the budget, what need not be asked again.

-- One person's consent for one app (client id). Tokens are sealed by the program.
create table spotify_links (
  client_id text primary key,
  account_id text,
  display_name text,
  -- 'linked' or 'needs_reauth': Spotify refused the refresh token; it is kept until somebody signs in again
  state text not null default 'linked' check (state in ('linked', 'needs_reauth')),
  access_token text not null,
  access_expires_at timestamptz not null,
  refresh_token text,
  scope text not null,
  authorized_at timestamptz not null,
  -- when Spotify ends the consent: six months after it was given, whatever we do
  expires_at timestamptz not null,
  -- the smallest number of days before the end that people were told of
  announced_days smallint,
  problem_code text,
  problem text,
  -- rises with every new access token, so that one who waited sees that another has refreshed
  generation integer not null default 1,
  updated_at timestamptz not null default now()
);

-- A sign-in that was begun; the state is kept as a hash, the PKCE verifier sealed, and both are used once.
create table spotify_sign_ins (
  state_hash text primary key,
  client_id text not null,
  redirect_uri text not null,
  scope text not null,
  verifier text,
  status text not null default 'pending' check (status in ('pending', 'completing', 'completed', 'failed')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  completed_at timestamptz,
  error_code text,
  message text
);
create index spotify_sign_ins_created on spotify_sign_ins (created_at);

-- What a family of routes does for this app, as found out by asking.
create table spotify_capabilities (
  client_id text not null,
  family text not null,
  state text not null check (state in ('ok', 'degraded', 'gone', 'blocked')),
  reason text,
  since timestamptz not null default now(),
  checked_at timestamptz not null default now(),
  -- not before this moment
  retry_at timestamptz,
  -- the largest page that is answered; null: not yet known
  page_limit integer,
  -- the answer that it rests on
  status integer,
  message text,
  -- what was asked for when a refusal first came; a second refusal for something else confirms it
  subject text,
  failures integer not null default 0,
  primary key (client_id, family)
);

-- When the next call may leave; one row per app, shared by all processes.
create table spotify_pace (
  client_id text primary key,
  next_at timestamptz not null,
  blocked_until timestamptz,
  blocked_reason text
);

-- Calls of a day (UTC) by purpose.
create table spotify_usage (
  client_id text not null,
  day date not null,
  purpose text not null,
  calls integer not null default 0,
  primary key (client_id, day, purpose)
);

-- Answers and conclusions that are kept. `scope` is 'public', or the account that they belong to.
create table spotify_cache (
  kind text not null,
  key text not null,
  scope text not null default 'public',
  value jsonb,
  etag text,
  fetched_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (kind, key, scope)
);
create index spotify_cache_expires on spotify_cache (expires_at);
