-- What people taught about right and wrong matches: a wanted track, offered files, and what would have been right.
create table matching_cases (
  id bigint generated always as identity primary key,
  -- of the lesson, as a file is named; unique
  name text not null unique,
  lesson text not null,
  note text,
  -- {title, artists, album, seconds}
  wish jsonb not null,
  -- [{path, seconds, verdict, rule?}]
  files jsonb not null,
  created_at timestamptz not null default now()
);
