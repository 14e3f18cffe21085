drop index wishes_searching_artist;
drop table search_rounds;
drop table search_uses;
drop table search_results;
drop index searches_words;
alter table searches drop column urgent, drop column complete, drop column subject, drop column words;
