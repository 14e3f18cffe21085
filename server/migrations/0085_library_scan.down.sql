drop table library_scan_folders;
drop table library_scan_problems;
drop table library_scans;
-- what only a scan knew of means nothing to a program that does not scan
delete from library_files where origin = 'scan' and wish_id is null;
delete from library_files where missing_since is not null and wish_id is null;
drop index library_files_copies;
drop index library_files_missing;
drop index library_files_inode;
alter table library_files
  drop column missing_since,
  drop column inode,
  drop column mtime_us,
  drop column origin,
  alter column path type text collate "default";
