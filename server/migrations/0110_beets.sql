-- beets: the call under way, files on their way to it, and files that another program is moving.

-- At most one row. It outlives the process that began the call, because the program that it began may.
create table beets_call (
  id smallint primary key default 1 check (id = 1),
  host text not null,
  pid integer not null,
  ends_at timestamptz not null
);

create table beets_handovers (
  library_file_id bigint primary key references library_files (id) on delete cascade,
  -- by which beets knows the file, whatever its path and number become
  token uuid not null unique default gen_random_uuid(),
  state text not null default 'begun' check (state in ('begun', 'done', 'refused', 'given_up')),
  tries integer not null default 0 check (tries >= 0),
  reason text,
  begun_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table outside_moves (
  library_file_id bigint primary key references library_files (id) on delete cascade,
  program text not null,
  -- how that program names the file
  reference text not null,
  -- relative to the music folder
  source_path text not null,
  -- absolute, where it was going to put it, when that is known
  target_path text,
  begun_at timestamptz not null default now()
);

create index outside_moves_program on outside_moves (program, begun_at);
