-- Words that are put beside a file are journalled like everything else that is done to files.

alter table file_operations
  drop constraint file_operations_kind_check,
  add constraint file_operations_kind_check check (kind in ('place', 'tag', 'lyrics'));
