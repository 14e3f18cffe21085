drop table matching_cases;
