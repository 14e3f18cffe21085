-- What checking a finished download found, with what was heard while it was decoded; part of a wish's proof.

create table verifications (
  id bigint generated always as identity primary key,
  download_id integer not null unique references downloads on delete cascade,
  outcome text not null check (outcome in ('accepted', 'rejected', 'review')),
  reason_code text,
  reason text,
  -- a person kept it in spite of what was found
  kept boolean not null default false,
  -- whether it is what it claims to be; null when it could not be decoded here
  verdict text check (verdict in ('genuine', 'transcoded', 'upsampled', 'padded', 'suspect', 'unknown', 'lossy')),
  confidence real,
  findings jsonb not null default '[]',
  -- levels, silences, bits, edge of the spectrum
  measures jsonb,
  -- PNG of some 20 kB
  spectrogram bytea,
  checked_at timestamptz not null default now()
);
