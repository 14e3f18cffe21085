-- Files that are not what they claim to be are kept aside until a better one is filed; and what each checked file is, for people.

alter table verifications
  -- since when the file is kept aside; null: it is not
  add column held_at timestamptz,
  -- codec, bitrate, sample rate, bit depth, length
  add column facts jsonb;

create index verifications_held on verifications (download_id) where held_at is not null;
