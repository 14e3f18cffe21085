drop index wishes_in_flight;
