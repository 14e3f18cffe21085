drop table auto_sync_skipped_tracks, autosync_tracks, autosync_runs;
