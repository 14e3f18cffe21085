import { Type } from 'typebox';
import type { JobDefinition, Jobs, Timer } from '#jobs';
import type { Db } from '#platform/database';
import { trackOfItem } from '../import.rows.ts';
import type { ItemRow } from '../import.store.ts';
import { type LinksDeps, readDueLinks } from '../links/links.job.ts';
import type { ChooseTrack, CompleteWishes, SpotifyForImports } from '../ports.ts';
import type { BackfillRow, BackfillStep, BackfillStore } from './backfill.store.ts';
import { lookUp } from './lookup.ts';
import { cacheKey, type KeptLookup, type LookupStore } from './lookups.store.ts';

/** Name of the job that gives imported lines their Spotify ids. */
export const backfillJobType = 'backfill';

/** How the queue treats it. */
export const backfillJobShape = {
  priority: 5,
  timeoutMs: 30 * 60_000,
  maxAttempts: 50,
  payload: Type.Object({ jobId: Type.String() }),
};

/** Items looked at together; their cached answers come in one query. */
const group = 100;
/** Where Spotify names no moment, or nobody is signed in, a run waits this long. */
const usualPauseMs = 15 * 60_000;
/** Runs that were put off or lost are looked for this often. */
const lookEveryMs = 30_000;

/** What the job needs. */
export interface BackfillDeps extends LinksDeps {
  readonly db: Db;
  readonly store: BackfillStore;
  readonly lookups: LookupStore;
  readonly spotify: SpotifyForImports;
  readonly choose: ChooseTrack;
  readonly completeWishes: CompleteWishes;
  /** How long an unanswered question is not asked again; the same as answers are kept. Seconds. */
  readonly ttlS: number;
}

type Stop = { readonly until: Date | null; readonly code: string; readonly sentence: string };

/**
 * Gives items their Spotify ids, one by one: what was found, the mark that it was asked, and the counters are one transaction, so a run can
 * be killed anywhere and asks nothing twice. Spotify's "not now" puts the run off; a timer takes it up again.
 */
export function backfillJob(deps: BackfillDeps): JobDefinition {
  const { db, store, lookups, spotify, choose, completeWishes, now } = deps;

  async function settle(run: BackfillRow, items: readonly ItemRow[], found: KeptLookup, step: BackfillStep) {
    await db.transaction().execute(async (trx) => {
      const at = now();
      await store.write(
        trx,
        items.map((item) => item.id),
        found,
        at,
      );
      if ((step.cacheMisses ?? 0) > 0) await lookups.keep(trx, found, at);
      const { trackId } = found;
      if (trackId !== null)
        await completeWishes(
          trx,
          items.flatMap((item) =>
            item.wish_id === null
              ? []
              : [
                  {
                    wishId: item.wish_id,
                    spotifyTrackId: trackId,
                    spotifyAlbumId: found.albumId,
                    isrc: found.isrc,
                    durationMs: found.durationMs,
                  },
                ],
          ),
        );
      await store.count(trx, run.id, {
        ...step,
        processed: items.length,
        matched: found.trackId === null ? 0 : items.length,
      });
    });
  }

  /** Looks up to `room` items up; answers how many it settled, or why it stopped. */
  async function someItems(run: BackfillRow, room: number, signal: AbortSignal): Promise<number | Stop> {
    const items = await store.next(new Date(now().getTime() - deps.ttlS * 1000), Math.min(group, room));
    const byKey = new Map<string, ItemRow[]>();
    for (const item of items) {
      const key = cacheKey(trackOfItem(item));
      byKey.set(key, [...(byKey.get(key) ?? []), item]);
    }
    const known = await lookups.find([...byKey.keys()], now());
    for (const [key, same] of byKey) {
      signal.throwIfAborted();
      const [first] = same;
      if (first === undefined) continue;
      const hit = known.get(key);
      if (hit !== undefined) {
        await settle(run, same, hit, { cacheHits: same.length });
        continue;
      }
      const wanted = trackOfItem(same.find((item) => item.isrc !== null) ?? first);
      const looked = await lookUp(wanted, spotify.tracks, choose, signal);
      if (looked.kind === 'not-now') {
        if (looked.calls > 0) await store.count(db, run.id, { calls: looked.calls });
        return looked;
      }
      const found = looked.kind === 'matched' ? looked.found : null;
      await settle(
        run,
        same,
        {
          key,
          trackId: found?.spotifyTrackId ?? null,
          albumId: found?.spotifyAlbumId ?? null,
          isrc: found?.track.isrc ?? null,
          durationMs: found?.track.durationMs ?? null,
        },
        { cacheMisses: 1, cacheHits: same.length - 1, calls: looked.calls },
      );
    }
    return items.length;
  }

  async function allItems(run: BackfillRow, signal: AbortSignal): Promise<Stop | null> {
    let room = run.requested_items - run.processed_items;
    while (room > 0) {
      const done = await someItems(run, room, signal);
      if (typeof done !== 'number') return done;
      if (done === 0) return null;
      room -= done;
    }
    return null;
  }

  return {
    type: backfillJobType,
    pool: 1,
    ...backfillJobShape,
    async run(payload, { signal }) {
      const run = await store.takeUp(String(payload['jobId']), now());
      if (run === null) return;
      const begunAt = performance.now();
      try {
        const access = await spotify.access();
        let stop: Stop | null =
          access.kind === 'ready' ? null : { until: null, code: 'needs_spotify', sentence: access.sentence };
        stop ??= await allItems(run, signal);
        if (stop === null && run.expand_playlists) {
          const read = await readDueLinks(deps, signal, ({ playlists, tracks }) =>
            store.count(db, run.id, { expandedPlaylists: playlists, expandedTracks: tracks }),
          );
          stop = read.stopped;
        }
        if (stop === null) await store.end(run.id, 'completed');
        else
          await store.pause(run.id, stop.until ?? new Date(now().getTime() + usualPauseMs), stop.code, stop.sentence);
      } finally {
        await store.worked(run.id, performance.now() - begunAt);
      }
    },
    async onDead(payload, failure) {
      await store.end(String(payload['jobId']), 'failed', { code: failure.code, sentence: failure.message });
    },
  };
}

/** Takes up runs that were put off until now or whose job was lost, and forgets old answers. */
export function backfillTimer(deps: {
  readonly store: BackfillStore;
  readonly lookups: LookupStore;
  readonly jobs: Jobs;
  readonly now: () => Date;
}): Timer {
  return {
    name: 'backfill',
    everyMs: lookEveryMs,
    async work() {
      const run = await deps.store.open();
      if (run !== null && (run.resume_at === null || run.resume_at <= deps.now()))
        await deps.jobs.enqueue(backfillJobOf(run.id));
      await deps.lookups.forgetOld(deps.now());
    },
  };
}

/** The job of a run; enqueuing it again while it waits or runs changes nothing. */
export function backfillJobOf(id: string) {
  return { type: backfillJobType, payload: { jobId: id }, idempotencyKey: id, key: `backfill:${id}` };
}
