alter table spotify_cache drop constraint spotify_cache_pkey;
alter table spotify_cache add column scope text not null default 'public';
alter table spotify_cache add primary key (kind, key, scope);
