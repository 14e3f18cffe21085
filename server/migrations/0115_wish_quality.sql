-- Rules of quality of a wish's own; null: those of the settings.
alter table wishes add column quality jsonb;
