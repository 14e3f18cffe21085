-- The newest files are listed without those that are gone, so that any place in the list is reached within the index.
create index library_files_recent_there on library_files (added_at desc, id desc) where missing_since is null;
drop index library_files_recent;
alter index library_files_recent_there rename to library_files_recent;
