-- A whole reading of Plex marks every track as seen: without an index over that mark the row stays in its page, and no index is written.

drop index plex_tracks_round;
alter table plex_tracks set (fillfactor = 80);
create index plex_tracks_section on plex_tracks (section_id);
