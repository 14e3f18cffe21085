drop index file_operations_wish;
drop index library_files_unkeyed, library_files_match, library_files_isrc, library_files_recording;
alter table library_files drop column recording_key, drop column match_text;
drop table artist_aliases;
drop table matches;
