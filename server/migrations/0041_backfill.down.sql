drop table spotify_lookups, backfill_jobs, ingest_links;
drop index ingest_items_fingerprint, ingest_items_spotify_track, ingest_items_waiting_links, ingest_items_to_look_up;
alter table ingest_items drop column source_fingerprint, drop column looked_up_at;
