drop trigger library_files_emptied on library_files;
drop trigger library_files_changed on library_files;
drop trigger library_files_went on library_files;
drop trigger library_files_came on library_files;
drop function note_library_changes();
drop table library_duplicate_checks;
drop table library_duplicates;
drop table library_changes;
