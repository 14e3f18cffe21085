-- Kept answers belong to the app, not to an account; what may be personal goes when somebody signs out.
delete from spotify_cache where scope <> 'public';
alter table spotify_cache drop constraint spotify_cache_pkey;
alter table spotify_cache drop column scope;
alter table spotify_cache add primary key (kind, key);
