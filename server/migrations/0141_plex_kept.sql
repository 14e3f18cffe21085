-- Which rows of a kept list are where they belong, and which state of Plex's tracks it was kept with.

alter table plex_kept_items add column settled boolean not null default false;
alter table plex_kept_lists add column seen_revision bigint not null default 0;
