drop table spotify_cache;
drop table spotify_usage;
drop table spotify_pace;
drop table spotify_capabilities;
drop table spotify_sign_ins;
drop table spotify_links;
