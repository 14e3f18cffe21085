drop index downloads_search;
