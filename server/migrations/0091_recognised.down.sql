alter table verifications drop column identity;
