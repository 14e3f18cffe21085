drop table trash;
