delete from file_operations where kind = 'lyrics';
alter table file_operations
  drop constraint file_operations_kind_check,
  add constraint file_operations_kind_check check (kind in ('place', 'tag'));
