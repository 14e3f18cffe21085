-- Where people are told of what happened, and what was sent.

create table notification_targets (
  id bigint generated always as identity primary key,
  name text not null,
  kind text not null check (kind in ('webhook', 'ntfy', 'discord', 'apprise')),
  enabled boolean not null default true,
  events text[] not null,
  language text not null default 'en' check (language in ('en', 'de')),
  -- a person said that the address may lie in the local network
  allow_private boolean not null default false,
  -- what may be shown of the address: scheme and host
  origin text not null,
  -- sealed JSON: address, secret, headers, tag, method
  config text not null,
  -- nothing is sent before: the service asked for patience
  paused_until timestamptz,
  -- what was wrong with the last message; null: it arrived, or there was none
  problem_code text,
  problem text,
  last_delivered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table notification_deliveries (
  id bigint generated always as identity primary key,
  -- known to the receiver; the same for every try
  uid uuid not null unique default gen_random_uuid(),
  target_id bigint not null references notification_targets on delete cascade,
  -- the event, or batch where there are several kinds, or test
  kind text not null,
  event_count integer not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'cancelled')),
  attempts integer not null default 0,
  http_status integer,
  error_code text,
  error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index notification_deliveries_target on notification_deliveries (target_id, id desc);
create index notification_deliveries_list on notification_deliveries (created_at);
-- one message under way for each target; what happens meanwhile goes into the next
create unique index notification_deliveries_one on notification_deliveries (target_id) where state = 'pending' and kind <> 'test';

create table notification_events (
  id bigint generated always as identity primary key,
  target_id bigint not null references notification_targets on delete cascade,
  kind text not null,
  details jsonb not null default '{}',
  happened_at timestamptz not null,
  -- the message that holds it; null: still to be sent
  delivery_id bigint references notification_deliveries on delete cascade
);
create index notification_events_open on notification_events (target_id, id) where delivery_id is null;
create index notification_events_delivery on notification_events (delivery_id) where delivery_id is not null;
