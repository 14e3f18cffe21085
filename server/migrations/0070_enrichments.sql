-- What is found out about a library file after it was filed, apart from its journey: metadata, artwork, lyrics. One row per file and kind.

create table file_enrichments (
  library_file_id bigint not null references library_files on delete cascade,
  kind text not null check (kind in ('metadata', 'artwork', 'lyrics')),
  -- pending: to be looked up · done: found · nothing: nobody knows it yet · failed: could not be asked or written
  status text not null default 'pending' check (status in ('pending', 'done', 'nothing', 'failed')),
  -- what was found, in the words of its kind
  found jsonb not null default '{}',
  source text,
  -- why it is not done, for people
  problem text,
  -- looks in a row that found nothing
  misses integer not null default 0,
  -- when it is looked again by itself; null: not again
  next_at timestamptz default now(),
  updated_at timestamptz not null default now(),
  primary key (library_file_id, kind)
);
create index file_enrichments_due on file_enrichments (next_at) where next_at is not null;

insert into file_enrichments (library_file_id, kind)
select id, kind from library_files cross join unnest(array['metadata', 'artwork', 'lyrics']) as kind where wish_id is not null;

-- One pass over the whole library that brings metadata up to date.
create table metadata_runs (
  id bigint generated always as identity primary key,
  status text not null default 'running' check (status in ('running', 'completed', 'stopped', 'failed')),
  total integer not null,
  processed integer not null default 0,
  failures integer not null default 0,
  -- files up to this id are done
  last_file_id bigint not null default 0,
  -- a job of an earlier part does nothing
  part integer not null default 0,
  current_download_id integer,
  last_completed_id integer,
  last_failed_id integer,
  error text,
  started_at timestamptz not null default now(),
  completed_at timestamptz
);
create unique index metadata_runs_one on metadata_runs (status) where status = 'running';
