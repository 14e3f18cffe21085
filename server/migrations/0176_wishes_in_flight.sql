-- How many wishes stand at each station, and which: what is settled for good is not read.
create index wishes_in_flight on wishes (stage, state, created_at desc, id) where state in ('queued', 'active', 'waiting', 'review');
