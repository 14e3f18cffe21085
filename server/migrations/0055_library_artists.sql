-- What we own of one artist is found without passing over the library: the key of a recording begins with its main artist.
create index library_files_artist on library_files (split_part(recording_key, '|', 1)) where recording_key is not null and album is not null;
