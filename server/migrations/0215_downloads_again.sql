-- Many ended downloads are tried again newest first; without this, the few failed ones are looked for among all that ever were.
create index downloads_again on downloads (id) where state in ('failed', 'cancelled', 'dead_letter');
