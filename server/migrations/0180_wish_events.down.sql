drop table wish_events;
