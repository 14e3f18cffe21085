import { Type } from 'typebox';
import type { JobDefinition, Jobs, Timer } from '#jobs';
import type { AccountPlaylists } from './ports.ts';
import type { SyncStore } from './sync.store.ts';
import type { Sync } from './sync.ts';

/** Name of the job that compares the account's playlists with what is stored. */
export const syncJobType = 'playlist_sync';

/** How the queue treats it. */
export const syncJobShape = {
  priority: 20,
  timeoutMs: 60 * 60_000,
  maxAttempts: 5,
  payload: Type.Object({ only: Type.Optional(Type.String()) }),
};

/** The job of a sync; enqueuing it again while it waits changes nothing. `only`: one playlist. */
export function syncJobOf(only: string | null) {
  return { type: syncJobType, payload: only === null ? {} : { only }, idempotencyKey: only ?? 'all' };
}

/** Runs syncs in the background, one at a time. */
export function syncJob(sync: Sync): JobDefinition {
  return {
    type: syncJobType,
    pool: 1,
    ...syncJobShape,
    async run(payload, { signal }) {
      const only = payload['only'];
      await sync.run(typeof only === 'string' ? only : null, signal);
    },
  };
}

/** Syncs now and then while there is an account, and goes on when a pause of Spotify is over. */
export function syncTimer(deps: {
  readonly spotify: Pick<AccountPlaylists, 'access'>;
  readonly state: SyncStore;
  readonly jobs: Jobs;
  readonly everyS: number;
  readonly now: () => Date;
}): Timer {
  const everyMs = deps.everyS * 1000;
  return {
    name: 'playlist_sync',
    // A pause that ends between two syncs is noticed within a minute.
    everyMs: Math.min(everyMs, 60_000),
    async work() {
      const last = await deps.state.last();
      const at = deps.now().getTime();
      const due =
        last === null
          ? 0
          : last.state === 'waiting' && last.resume_at !== null
            ? last.resume_at.getTime()
            : last.started_at.getTime() + everyMs;
      if (due > at || (await deps.spotify.access()).kind !== 'ready') return;
      await deps.jobs.enqueue(syncJobOf(null));
    },
  };
}
