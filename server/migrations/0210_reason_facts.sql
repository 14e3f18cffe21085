-- The values that a wish's reason names, so that it can be said in another language than the stored English sentence.
alter table wishes add column reason_facts jsonb;
alter table wish_events add column reason_facts jsonb, add column former_reason_facts jsonb;
