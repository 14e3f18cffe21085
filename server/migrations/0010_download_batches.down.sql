drop table download_batches;
