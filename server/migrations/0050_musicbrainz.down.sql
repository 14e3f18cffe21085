drop table musicbrainz_cache;
drop table service_paces;
