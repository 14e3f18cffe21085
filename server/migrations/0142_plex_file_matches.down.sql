drop table plex_file_matches;
