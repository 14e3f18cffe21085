drop index library_files_artist;
