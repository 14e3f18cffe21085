-- Library files that were deleted: the receipt is the journal, too. `moving`, `restoring` and `purging` are intents, settled after a crash.

create table trash (
  id bigint generated always as identity primary key,
  state text not null default 'moving' check (state in ('moving', 'trashed', 'restoring', 'purging')),
  -- relative to the music folder and to the trash folder, forward slashes
  original_path text not null,
  trashed_path text not null,
  size_bytes bigint not null,
  sha256 text not null,
  reason text not null,
  wish_id bigint references wishes on delete set null,
  -- the row of library_files as it was
  library_row jsonb not null,
  trashed_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index trash_recent on trash (trashed_at desc, id desc);
create index trash_expiring on trash (expires_at) where state = 'trashed';
create index trash_open on trash (id) where state <> 'trashed';
-- one receipt at a time moves a file
create unique index trash_moving on trash (original_path) where state in ('moving', 'restoring');
create index trash_wish on trash (wish_id) where wish_id is not null;
