-- Timers that one process at a time runs, over all processes.

create table timers (
  name text primary key,
  -- when it runs next; a killed process leaves it in the past, so another one takes it up
  due_at timestamptz not null default now(),
  last_started_at timestamptz,
  last_finished_at timestamptz,
  last_status text check (last_status in ('ok', 'error')),
  last_error text
);
