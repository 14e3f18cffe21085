drop index library_files_recent;
create index library_files_recent on library_files (added_at desc, id desc);
