drop table access_sessions;
drop table api_keys;
