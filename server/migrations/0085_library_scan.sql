-- Files that were in the music folder already are indexed beside those that were fetched.

alter table library_files
  -- bytes decide the order, as they do when the folder is walked; a walk and the rows are compared side by side
  alter column path type text collate "C",
  -- wish: fetched · scan: found in the folder
  add column origin text not null default 'wish' check (origin in ('wish', 'scan')),
  -- when the file was last changed, in microseconds since 1970, and its number on its disk; null: not looked at since we wrote it
  add column mtime_us bigint,
  add column inode text,
  -- since when the file is not in the folder any more; null: it is there
  add column missing_since timestamptz;
create index library_files_inode on library_files (inode) where inode is not null;
create index library_files_missing on library_files (missing_since desc, id) where missing_since is not null;
-- the same recording several times is found by reading keys alone
create index library_files_copies on library_files (recording_key, duration_ms) where recording_key is not null and missing_since is null;

-- One pass over the whole music folder.
create table library_scans (
  id bigint generated always as identity primary key,
  status text not null default 'running' check (status in ('running', 'completed', 'stopped', 'failed')),
  -- changes: new and changed files are read · all: every file's tags · thorough: every byte of every file
  mode text not null default 'changes' check (mode in ('changes', 'all', 'thorough')),
  started_by text not null check (started_by in ('person', 'timer')),
  -- files in which so many are gone are believed to be gone
  accept_losses boolean not null default false,
  -- everything up to this path, in the order of bytes, is done
  position text collate "C",
  -- a job of an earlier part does nothing
  part integer not null default 0,
  seen integer not null default 0,
  read integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  moved integer not null default 0,
  returned integer not null default 0,
  vanished integer not null default 0,
  failed integer not null default 0,
  -- wishes that were met by what was found
  settled integer not null default 0,
  -- why it failed, for people
  error_code text,
  error text,
  remedy text,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  completed_at timestamptz
);
create unique index library_scans_one on library_scans (status) where status = 'running';

-- What is in the folder and could not be indexed. The size and time of a file say whether it is worth another look.
create table library_scan_problems (
  id bigint generated always as identity primary key,
  -- bytes that are no UTF-8 are written as \xNN
  path text collate "C" not null,
  -- MD5 of the path, which may be too long for an index
  path_key text not null unique,
  code text not null,
  sentence text not null,
  remedy text,
  size_bytes bigint,
  mtime_us bigint,
  first_seen_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
create index library_scan_problems_code on library_scan_problems (code, id);

-- Folders in which something has changed, to be looked at soon.
create table library_scan_folders (
  -- relative to the music folder, empty: the music folder itself
  folder text collate "C" not null primary key,
  -- the folders in it, too
  deep boolean not null default false,
  noted_at timestamptz not null default now()
);
