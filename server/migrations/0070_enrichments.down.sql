drop table metadata_runs;
drop table file_enrichments;
