drop table outside_moves;
drop table beets_handovers;
drop table beets_call;
