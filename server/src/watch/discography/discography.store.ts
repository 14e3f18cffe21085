import { sql } from 'kysely';
import { type Db, json } from '#platform/database';
import type { Problem } from '../watchlist/watchlist.store.ts';

/** One album of a plan. */
export interface PlannedAlbum {
  readonly position: number;
  readonly release_id: number;
  readonly title: string;
  readonly source: string;
  readonly source_id: string;
}

/** What became of an album. */
export interface AlbumEnd {
  readonly state: 'done' | 'failed' | 'skipped';
  readonly tracks: number;
  readonly wished: number;
  readonly alreadyWished: number;
  readonly alreadyOwned: number;
  readonly reason: string | null;
}

/** The queries over discographies. */
export function createDiscographyStore(db: Db) {
  const jobs = () =>
    db
      .selectFrom('discography_jobs')
      .selectAll()
      .select((eb) =>
        eb
          .selectFrom('discography_albums')
          .select(
            sql<{ done: number; tracks: number; wished: number; already_wished: number; already_owned: number }>`
            json_build_object(
              'done', count(*) filter (where discography_albums.state <> 'pending'),
              'tracks', coalesce(sum(tracks), 0),
              'wished', coalesce(sum(wished), 0),
              'already_wished', coalesce(sum(already_wished), 0),
              'already_owned', coalesce(sum(already_owned), 0))`.as('counts'),
          )
          .whereRef('discography_albums.job_id', '=', 'discography_jobs.id')
          .as('counts'),
      );

  return {
    /** Makes a job; `undefined` when one for that artist is under way. */
    async add(
      trx: Db,
      job: {
        readonly artistId: string;
        readonly artistKey: string;
        readonly artistName: string | null;
        readonly kinds: readonly string[];
        readonly now: Date;
      },
    ) {
      return await trx
        .insertInto('discography_jobs')
        .values({
          artist_id: job.artistId,
          artist_key: job.artistKey,
          artist_name: job.artistName,
          kinds: [...job.kinds],
          created_at: job.now,
          updated_at: job.now,
        })
        .onConflict((oc) => oc.doNothing())
        .returning('id')
        .executeTakeFirst();
    },
    underWay: (artistKey: string, on: Db = db) =>
      on
        .selectFrom('discography_jobs')
        .select(['id', 'status'])
        .where('artist_key', '=', artistKey)
        .where('status', 'in', ['pending', 'in_progress'])
        .executeTakeFirst(),
    find: (id: number) => jobs().where('id', '=', id).executeTakeFirst(),
    page: (limit: number, offset: number) => jobs().orderBy('id', 'desc').limit(limit).offset(offset).execute(),
    albums: (jobId: number, limit: number, offset: number) =>
      db
        .selectFrom('discography_albums')
        .innerJoin('artist_releases', 'artist_releases.id', 'discography_albums.release_id')
        .selectAll('discography_albums')
        .select(['artist_releases.title', 'artist_releases.release_date', 'artist_releases.release_type'])
        .where('job_id', '=', jobId)
        .orderBy('position')
        .limit(limit)
        .offset(offset)
        .execute(),
    async plan(trx: Db, jobId: number, releaseIds: readonly number[], now: Date): Promise<void> {
      for (let at = 0; at < releaseIds.length; at += 1000)
        await trx
          .insertInto('discography_albums')
          .values(
            releaseIds
              .slice(at, at + 1000)
              .map((release, index) => ({ job_id: jobId, position: at + index + 1, release_id: release })),
          )
          .execute();
      await trx
        .updateTable('discography_jobs')
        .set({ status: 'in_progress', albums_total: releaseIds.length, updated_at: now })
        .where('id', '=', jobId)
        .execute();
    },
    pending: (jobId: number, limit: number): Promise<PlannedAlbum[]> =>
      db
        .selectFrom('discography_albums')
        .innerJoin('artist_releases', 'artist_releases.id', 'discography_albums.release_id')
        .select([
          'position',
          'release_id',
          'artist_releases.title',
          'artist_releases.source',
          'artist_releases.source_id',
        ])
        .where('job_id', '=', jobId)
        .where('discography_albums.state', '=', 'pending')
        .orderBy('position')
        .limit(limit)
        .execute(),
    async ended(on: Db, jobId: number, position: number, end: AlbumEnd, now: Date): Promise<void> {
      await on
        .updateTable('discography_albums')
        .set({
          state: end.state,
          tracks: end.tracks,
          wished: end.wished,
          already_wished: end.alreadyWished,
          already_owned: end.alreadyOwned,
          reason: end.reason,
        })
        .where('job_id', '=', jobId)
        .where('position', '=', position)
        .execute();
      await on.updateTable('discography_jobs').set({ updated_at: now }).where('id', '=', jobId).execute();
    },
    async finish(jobId: number, status: 'done' | 'failed', problem: Problem | null, now: Date): Promise<void> {
      await db
        .updateTable('discography_jobs')
        .set({ status, problem: problem === null ? null : json(problem), updated_at: now })
        .where('id', '=', jobId)
        .where('status', 'in', ['pending', 'in_progress'])
        .execute();
    },
    async explain(jobId: number, problem: Problem, now: Date): Promise<void> {
      await db
        .updateTable('discography_jobs')
        .set({ problem: json(problem), updated_at: now })
        .where('id', '=', jobId)
        .execute();
    },
  };
}

/** The queries over discographies. */
export type DiscographyStore = ReturnType<typeof createDiscographyStore>;
