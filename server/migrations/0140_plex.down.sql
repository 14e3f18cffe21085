drop table plex_kept_items;
drop table plex_kept_lists;
drop table plex_scan_requests;
drop table plex_tracks;
drop table plex_sections;
