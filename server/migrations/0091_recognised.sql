-- Which recording a finished file holds by its sound, as AcoustID said; null: nobody was to be asked.

alter table verifications add column identity jsonb;
