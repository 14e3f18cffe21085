-- What changes in the library is noted, whoever changes it and wherever, so that nothing that says something of the whole library has to read it anew with
-- every question. Notes are only ever added, so no transaction waits for another; the program draws them together.

-- How many statements have changed files, as a sum: while it stays the same, what was counted is still right.
create table library_changes (
  n bigint not null
);

-- Recordings that the library has several times.
create table library_duplicates (
  recording_key text primary key
);

-- Recordings of which files came, went or changed since they were last looked at; one may stand here several times.
create table library_duplicate_checks (
  recording_key text not null
);

create function note_library_changes() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    delete from library_duplicates;
    delete from library_duplicate_checks;
    insert into library_changes values (1);
  elsif tg_op = 'INSERT' then
    insert into library_changes select 1 where exists (select from new_files);
    insert into library_duplicate_checks select distinct recording_key from new_files where recording_key is not null;
  elsif tg_op = 'DELETE' then
    insert into library_changes select 1 where exists (select from old_files);
    insert into library_duplicate_checks select distinct recording_key from old_files where recording_key is not null;
  else
    insert into library_changes select 1 where exists (select from new_files);
    insert into library_duplicate_checks
      select distinct k.recording_key from old_files o join new_files n using (id)
        cross join lateral (values (o.recording_key), (n.recording_key)) as k (recording_key)
      where k.recording_key is not null
        and (o.recording_key, o.duration_ms, o.missing_since is null) is distinct from (n.recording_key, n.duration_ms, n.missing_since is null);
  end if;
  return null;
end $$;

create trigger library_files_came after insert on library_files
  referencing new table as new_files for each statement execute function note_library_changes();
create trigger library_files_went after delete on library_files
  referencing old table as old_files for each statement execute function note_library_changes();
create trigger library_files_changed after update on library_files
  referencing old table as old_files new table as new_files for each statement execute function note_library_changes();
create trigger library_files_emptied after truncate on library_files for each statement execute function note_library_changes();

-- Files of one recording whose lengths are within ten seconds of each other, as the program decides it.
insert into library_duplicates
select recording_key from (
  select recording_key, duration_ms, lag(duration_ms) over same as before, row_number() over same as n from library_files
  where recording_key is not null and recording_key not like '|%' and missing_since is null
  window same as (partition by recording_key order by duration_ms)
) f where n > 1 and coalesce(duration_ms - before, 0) <= 10000 group by recording_key;
