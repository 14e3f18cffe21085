-- Typing in the search box of the downloads: parts of words of the peer's name and the path.
create index downloads_search on downloads using gin (lower(username || ' ' || filename) gin_trgm_ops);
