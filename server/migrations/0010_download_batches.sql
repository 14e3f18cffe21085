-- Every batch that a peer was asked for, so that folders at the daemon are known as ours after the download has taken another batch.
create table download_batches (
  batch_id uuid primary key,
  username text not null,
  filename text not null,
  asked_at timestamptz not null default now()
);
insert into download_batches (batch_id, username, filename, asked_at)
select batch_id, username, filename, created_at from downloads on conflict do nothing;
