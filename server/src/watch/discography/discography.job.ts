import type { Activity } from '#activity';
import { JobFailure, type Jobs } from '#jobs';
import type { Db } from '#platform/database';
import { type Clock, ServiceFault } from '#platform/outbound';
import type { ArtistStore } from '../artists/artists.store.ts';
import { dayIn } from '../dates.ts';
import { type ArtistKey, readKey } from '../keys.ts';
import type { ReleaseSource } from '../ports.ts';
import { problemOf } from '../scan/scan.job.ts';
import { type WishIntake, wishRelease } from '../scan/wish-release.ts';
import { localReleases } from '../sync/catalogue.store.ts';
import type { ArtistSync } from '../sync/sync.job.ts';
import type { DiscographyStore } from './discography.store.ts';
import { planDiscography } from './plan.ts';

/** The type of a job that wishes for everything that an artist has put out. */
export const discographyJobType = 'discography';

/** What the job needs. */
export interface DiscographyDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly artists: ArtistStore;
  readonly sync: Pick<ArtistSync, 'run'>;
  readonly sources: readonly ReleaseSource[];
  readonly store: DiscographyStore;
  readonly intake: WishIntake;
  readonly activity: Pick<Activity, 'record'>;
  readonly zone: string;
  readonly clock: Clock;
  /** People who look on are told that the job has moved. */
  readonly changed: (jobId: number) => void;
}

/** So many albums are read from the plan at once. */
const albumsAtOnce = 20;
/** Wishes of a discography wait behind what people ask for one by one. */
const wishPriority = -10;

/** Discographies: reads an artist whole, plans album by album, and wishes for each album in a transaction of its own, so that it goes on after a crash. */
export function createDiscographies(deps: DiscographyDeps) {
  const { db, store, artists, clock } = deps;
  const now = (): Date => new Date(clock.now());

  /** Reads the artist and writes the plan; `false` when the artist is gone. */
  async function plan(
    jobId: number,
    key: ArtistKey,
    name: string | null,
    kinds: readonly string[],
    signal: AbortSignal,
  ) {
    const artist = await db.transaction().execute((trx) => artists.ensure(trx, key, null, now()));
    await deps.sync.run(artist, { jobId: `discography:${jobId}`, force: true, signal });
    const releases = planDiscography(await localReleases(db, artist.id), kinds, dayIn(deps.zone, now()));
    await db.transaction().execute((trx) =>
      store.plan(
        trx,
        jobId,
        releases.map((row) => row.id),
        now(),
      ),
    );
    await deps.activity.record('discography', 'planned', {
      job_id: jobId,
      artist: name ?? artist.name,
      albums: releases.length,
    });
  }

  async function album(
    jobId: number,
    each: Awaited<ReturnType<DiscographyStore['pending']>>[number],
    signal: AbortSignal,
  ) {
    const source = deps.sources.find((one) => one.source === each.source);
    const nothing = { tracks: 0, wished: 0, alreadyWished: 0, alreadyOwned: 0 };
    const tracks = (await source?.tracks(each.source_id, signal)) ?? null;
    if (tracks === null || tracks.length === 0) {
      const reason = tracks === null ? 'gone_at_source' : 'no_tracks';
      await store.ended(db, jobId, each.position, { state: 'skipped', ...nothing, reason }, now());
      return;
    }
    const wish = { source: 'discography', priority: wishPriority, now: now() };
    // a release that was wished before is wished again: what was cancelled since comes back, the rest is there already
    const from = ['known', 'new', 'skipped', 'undated', 'upcoming', 'wished'] as const;
    const done = await wishRelease(db, deps.intake, { id: each.release_id, from }, tracks, wish, (trx, result) =>
      store.ended(trx, jobId, each.position, { state: 'done', reason: null, ...result }, now()),
    );
    if (done === null)
      await store.ended(db, jobId, each.position, { state: 'skipped', ...nothing, reason: 'gone' }, now());
  }

  return {
    /** Puts a discography into the queue; answers the one that is under way, if any. */
    async request(
      key: ArtistKey,
      artistId: string,
      artistName: string | null,
      kinds: readonly string[],
    ): Promise<{ readonly id: number; readonly status: string; readonly alreadyEnqueued: boolean }> {
      return await db.transaction().execute(async (trx) => {
        const added = await store.add(trx, { artistId, artistKey: key.key, artistName, kinds, now: now() });
        if (added === undefined) {
          const running = await store.underWay(key.key, trx);
          if (running !== undefined) return { ...running, alreadyEnqueued: true };
          throw new Error('A discography ended between two statements; ask again.');
        }
        await deps.jobs.enqueue(
          { type: discographyJobType, payload: { discography_id: added.id }, key: `artist:${key.key}` },
          trx,
        );
        return { id: added.id, status: 'pending', alreadyEnqueued: false };
      });
    },

    /** One run of the job; goes on where an earlier one stopped. */
    async job(payload: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void> {
      const jobId = Number(payload.discography_id);
      const row = await store.find(jobId);
      if (row === undefined || row.status === 'done' || row.status === 'failed') return;
      const key = readKey(row.artist_key);
      if ('why' in key) return;
      try {
        if (row.status === 'pending') await plan(jobId, key, row.artist_name, row.kinds, signal);
        deps.changed(jobId);
        for (;;) {
          const some = await store.pending(jobId, albumsAtOnce);
          if (some.length === 0) break;
          for (const each of some) {
            signal.throwIfAborted();
            await album(jobId, each, signal);
            deps.changed(jobId);
          }
        }
        await store.finish(jobId, 'done', null, now());
        deps.changed(jobId);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ServiceFault)) throw error;
        await store.explain(jobId, problemOf(error, now()), now());
        deps.changed(jobId);
        throw new JobFailure({
          code: error.code,
          sentence: error.message,
          remedy: error.remedy,
          patience: error.status === 404 ? 'never' : error.retryAt === null ? 'later' : { at: error.retryAt },
          cause: error,
        });
      }
    },

    /** The queue gave up. */
    async dead(
      payload: Readonly<Record<string, unknown>>,
      failure: { readonly code: string; readonly message: string; readonly remedy: string | null },
    ): Promise<void> {
      const jobId = Number(payload.discography_id);
      const problem = {
        code: failure.code,
        sentence: failure.message,
        remedy: failure.remedy,
        at: now().toISOString(),
      };
      await store.finish(jobId, 'failed', problem, now());
      deps.changed(jobId);
    },
  };
}

/** Discographies. */
export type Discographies = ReturnType<typeof createDiscographies>;
