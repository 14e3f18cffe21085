drop index ingest_items_to_look_up, ingest_items_to_look_up_again;
create index ingest_items_to_look_up on ingest_items (id) where spotify_track_id is null and title is not null and source_type <> 'LINK';
