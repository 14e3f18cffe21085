drop index downloads_again;
