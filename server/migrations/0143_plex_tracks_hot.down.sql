drop index plex_tracks_section;
alter table plex_tracks reset (fillfactor);
create index plex_tracks_round on plex_tracks (section_id, round);
