drop table playlist_sync, playlist_pages, playlist_items, playlists;
