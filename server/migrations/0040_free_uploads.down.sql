drop table free_uploads;
