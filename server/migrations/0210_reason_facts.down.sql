alter table wish_events drop column former_reason_facts, drop column reason_facts;
alter table wishes drop column reason_facts;
