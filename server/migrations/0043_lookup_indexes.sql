-- Items that are to be looked up are found without passing over those that were, however many there are.
drop index ingest_items_to_look_up;
create index ingest_items_to_look_up on ingest_items (id)
  where spotify_track_id is null and title is not null and source_type <> 'LINK' and state <> 'skipped' and state <> 'registered'
    and looked_up_at is null;
create index ingest_items_to_look_up_again on ingest_items (looked_up_at, id)
  where spotify_track_id is null and title is not null and source_type <> 'LINK' and state <> 'skipped' and state <> 'registered'
    and looked_up_at is not null;
