-- One search serves many wishes: its words say for whom, its files are kept for a while, and each use is written down.

alter table searches add column words text[] not null default '{}';
-- whom it asks for
alter table searches add column subject text not null default 'track' check (subject in ('track', 'album', 'artist', 'hand'));
-- neither the daemon nor a peer cut the answer off, so that a narrower question would bring nothing more
alter table searches add column complete boolean not null default false;
alter table searches add column urgent boolean not null default false;
create index searches_words on searches using gin (words);

create table search_results (
  search_id bigint primary key references searches on delete cascade,
  -- the offered audio files, as compressed JSON
  files bytea not null,
  stored_at timestamptz not null default now()
);
create index search_results_stored on search_results (stored_at);

create table search_uses (
  wish_id bigint not null references wishes on delete cascade,
  search_id bigint not null references searches on delete cascade,
  -- files that may be fetched without asking
  good integer not null,
  used_at timestamptz not null default now(),
  primary key (wish_id, search_id)
);
create index search_uses_search on search_uses (search_id);

-- the present round of searching of a wish: which answers count as given
create table search_rounds (
  wish_id bigint primary key references wishes on delete cascade,
  attempts integer not null,
  began_at timestamptz not null,
  -- answers that others got since then count, too
  accepts_from timestamptz not null
);

-- how many more of an artist wait to be searched for
create index wishes_searching_artist on wishes (lower(artists[1])) where stage = 'search' and state in ('queued', 'active');
