-- Names of artists that were learned when a person chose a file whose path spells the artist otherwise.
create table learned_aliases (
  -- the wanted name in comparable form, as in artist_aliases
  artist_key text not null,
  alias_key text not null,
  artist text not null,
  alias text not null,
  -- the file that was chosen
  path text not null,
  wish_id bigint references wishes on delete set null,
  learned_at timestamptz not null default now(),
  primary key (artist_key, alias_key)
);
create index learned_aliases_wish on learned_aliases (wish_id);

-- how far the waiting wishes have been judged anew since rules or names changed
create table rejudgings (
  name text primary key,
  -- of the rules, settings and names that were judged with
  fingerprint text not null,
  -- wishes up to this one are done; null: all are
  after_wish_id bigint
);
