drop table artworks;
