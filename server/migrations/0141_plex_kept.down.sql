alter table plex_kept_lists drop column seen_revision;
alter table plex_kept_items drop column settled;
