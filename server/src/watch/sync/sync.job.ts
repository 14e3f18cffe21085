import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { JobFailure, type Jobs } from '#jobs';
import { type Db, json } from '#platform/database';
import { type Clock, ServiceFault } from '#platform/outbound';
import type { ArtistRow, ArtistStore } from '../artists/artists.store.ts';
import { dayIn } from '../dates.ts';
import type { ReleaseSource, SourceName } from '../ports.ts';
import { problemOf } from '../scan/scan.job.ts';
import { cooldownMs, type WatchSettings } from '../settings.ts';
import type { WatchlistStore } from '../watchlist/watchlist.store.ts';
import { localReleases, storeListing } from './catalogue.store.ts';
import { collect, type Told } from './collect.ts';
import { aliasDelta, type Delta, determineDelta, normaliseListing } from './delta.ts';

/** The type of a job that reads everything sources know of one artist. */
export const syncJobType = 'artist_sync';

/** What a sync needs. */
export interface SyncDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly artists: ArtistStore;
  readonly watchlist: WatchlistStore;
  readonly sources: readonly ReleaseSource[];
  readonly settings: WatchSettings;
  readonly zone: string;
  readonly clock: Clock;
  readonly log: (event: Record<string, unknown>) => void;
  /** An artist was read whole. */
  readonly changed: (artistId: number) => void;
}

/** What a sync changed, or would change. */
export interface SyncResult {
  /** Sources that answered. */
  readonly providers: readonly SourceName[];
  /** Sources that did not, with the reason. */
  readonly providerErrors: Readonly<Record<string, string>>;
  readonly deltas: readonly Delta[];
  readonly aliases: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** What became of the wish for a sync. */
export interface SyncRequest {
  readonly jobId: string;
  readonly alreadyEnqueued: boolean;
  readonly availableAt: Date;
}

/** A sync that waits or runs longer than this is believed lost. */
const lostAfterMs = 60 * 60_000;
/** Longest run of one sync; also how long its lease is shown. */
export const syncTimeoutMs = 15 * 60_000;

/** Reads artists whole: every source that knows them, every page; stores the differences with an audit. */
export function createSync(deps: SyncDeps) {
  const { db, artists, watchlist, clock, settings, zone, log } = deps;
  const now = (): Date => new Date(clock.now());

  async function gather(artist: ArtistRow, signal: AbortSignal | undefined) {
    const told = await collect(deps.sources, {
      identities: await artists.identities(artist.id),
      preferred: artist.source as SourceName,
      since: null,
      ask: 'all',
      withArtist: true,
      linked: (source, id) => artists.link(artist.id, source, id),
      signal,
    });
    const good = [...told].filter(([, each]) => each.kind === 'told');
    if (good.length === 0) throw firstFault(artist.artist_key, told);
    const providerErrors: Record<string, string> = {};
    for (const [source, each] of told) {
      const status = each.kind === 'told' ? 'ok' : 'failed';
      log({ event: 'api.dependency', component: 'provider_gateway', dependency: source, status });
      if (each.kind === 'fault') providerErrors[source] = each.fault.message;
      if (each.kind === 'unknown') providerErrors[source] = `${source} does not know this artist.`;
      if (each.kind === 'unusable') providerErrors[source] = each.sentence;
    }
    const { artist_key: entity_id } = artist;
    log({
      event: 'artist.fetch',
      status: good.length === told.size ? 'ok' : 'partial',
      entity_id,
      providers: good.length,
    });
    return { told: good as [SourceName, Extract<Told, { kind: 'told' }>][], providerErrors };
  }

  /** What the artist itself is, by the source whose key it has, else by whichever answered. */
  const profileOf = (artist: ArtistRow, told: readonly [SourceName, Extract<Told, { kind: 'told' }>][]) =>
    (told.find(([source]) => source === artist.source) ?? told[0])?.[1].artist ?? null;

  return {
    /** What a sync would change; asks the sources, stores nothing. */
    async preview(artist: ArtistRow, signal?: AbortSignal): Promise<SyncResult> {
      const { told, providerErrors } = await gather(artist, signal);
      const local = await localReleases(db, artist.id);
      const found = profileOf(artist, told);
      return {
        providers: told.map(([source]) => source),
        providerErrors,
        deltas: told.map(([source, { list }]) =>
          determineDelta(source, local, normaliseListing(list.releases), list.complete),
        ),
        aliases: aliasDelta(artist.aliases, found?.aliases ?? artist.aliases),
      };
    },

    /** Reads and stores. `force`: no cooldown afterwards and no lower priority. */
    async run(
      artist: ArtistRow,
      run: { readonly jobId: string; readonly force: boolean; readonly signal?: AbortSignal },
    ): Promise<SyncResult> {
      const { told, providerErrors } = await gather(artist, run.signal);
      const about = { jobId: run.jobId, now: now() };
      const result = await db.transaction().execute(async (trx): Promise<SyncResult> => {
        const row = await artists.lock(trx, artist.id);
        if (row === undefined)
          return { providers: [], providerErrors, deltas: [], aliases: { added: [], removed: [] } };
        const found = profileOf(row, told);
        const aliases =
          found === null ? { added: [], removed: [] } : await artists.describe(trx, artist.id, found, about);
        const rules = await watchlist.rules(artist.id, trx);
        const deltas: Delta[] = [];
        for (const [source, { list }] of told) {
          deltas.push(
            await storeListing(trx, normaliseListing(list.releases), {
              artistId: artist.id,
              artistKey: row.artist_key,
              source,
              complete: list.complete,
              rules,
              today: dayIn(zone, about.now),
              ...about,
              prune: settings.prune,
              hardDelete: settings.hardDelete,
            }),
          );
        }
        await afterSync(trx, artist.id, { force: run.force, changed: deltas.some(isChange), at: about.now });
        return { providers: told.map(([source]) => source), providerErrors, deltas, aliases };
      });
      log({ event: 'artist.persist', status: 'ok', entity_id: artist.artist_key, providers: result.providers.length });
      deps.changed(artist.id);
      return result;
    },

    /** Puts a sync into the queue, unless one waits or runs. */
    async request(artistId: number, force: boolean, priority = 0): Promise<SyncRequest | null> {
      return await db.transaction().execute(async (trx) => {
        const artist = await artists.lock(trx, artistId);
        if (artist === undefined) return null;
        const at = now();
        const active = activeSync(artist, at);
        if (active !== null)
          return { jobId: active, alreadyEnqueued: true, availableAt: artist.sync_requested_at ?? at };
        const jobId = randomUUID();
        await trx
          .updateTable('artists')
          .set({ sync_job_id: jobId, sync_requested_at: at, sync_lease_until: null })
          .where('id', '=', artistId)
          .execute();
        await deps.jobs.enqueue(
          {
            type: syncJobType,
            payload: { artist_id: artistId, sync_id: jobId, force },
            key: `artist:${artist.artist_key}`,
            priority,
          },
          trx,
        );
        log({ event: 'artist.enqueue', status: 'ok', entity_id: artist.artist_key, job_id: jobId });
        return { jobId, alreadyEnqueued: false, availableAt: at };
      });
    },

    /** One run of the job. */
    async job(payload: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void> {
      const artist = await artists.byId(Number(payload.artist_id));
      const jobId = String(payload.sync_id);
      // gone, or another sync took its place
      if (artist === undefined || artist.sync_job_id !== jobId) return;
      const update = db.updateTable('artists').where('id', '=', artist.id).where('sync_job_id', '=', jobId);
      await update.set({ sync_lease_until: new Date(clock.now() + syncTimeoutMs) }).execute();
      try {
        await this.run(artist, { jobId, force: payload.force === true, signal });
        await update
          .set({
            sync_job_id: null,
            sync_requested_at: null,
            sync_lease_until: null,
            sync_attempts: 0,
            sync_problem: null,
          })
          .execute();
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ServiceFault)) throw error;
        await update
          .set((eb) => ({
            sync_attempts: eb('sync_attempts', '+', 1),
            sync_problem: json(problemOf(error, now())),
            sync_lease_until: null,
          }))
          .execute();
        throw new JobFailure({
          code: error.code,
          sentence: error.message,
          remedy: error.remedy,
          patience: error.status === 404 ? 'never' : error.retryAt === null ? 'later' : { at: error.retryAt },
          cause: error,
        });
      }
    },
    /** The queue gave up: the next request begins anew. */
    async dead(payload: Readonly<Record<string, unknown>>): Promise<void> {
      await db
        .updateTable('artists')
        .set({ sync_job_id: null, sync_requested_at: null, sync_lease_until: null })
        .where('sync_job_id', '=', String(payload.sync_id))
        .execute();
    },
  };

  async function afterSync(
    trx: Db,
    artistId: number,
    { force, changed, at }: { readonly force: boolean; readonly changed: boolean; readonly at: Date },
  ): Promise<void> {
    await trx.updateTable('artists').set({ last_synced_at: at }).where('id', '=', artistId).execute();
    const until = force ? at : new Date(at.getTime() + cooldownMs(settings));
    const fresh = await trx
      .selectFrom('artist_releases')
      .select('id')
      .where('artist_id', '=', artistId)
      .where('state', '=', 'new')
      .executeTakeFirst();
    await trx
      .updateTable('artist_watchlist')
      .set({
        last_synced_at: at,
        cooldown_until: until,
        // what scans saw last is no longer what is stored: the same listing may now bring something back
        ...(changed ? { last_hash: '' } : {}),
        ...(force || settings.priorityDecay === 0
          ? {}
          : {
              priority: sql<number>`case when priority > 0 then greatest(0, priority - ${settings.priorityDecay}) else priority end`,
            }),
        ...(fresh === undefined ? {} : { next_due_at: sql<Date>`least(next_due_at, ${at})` }),
      })
      .where('artist_id', '=', artistId)
      .execute();
  }
}

/** The reads and writes of whole artists. */
export type ArtistSync = ReturnType<typeof createSync>;

/** The sync that waits or runs, by its id; `null` when none is believed to. */
export function activeSync(
  artist: Pick<ArtistRow, 'sync_job_id' | 'sync_requested_at' | 'sync_lease_until'>,
  at: Date,
): string | null {
  const lives =
    (artist.sync_lease_until !== null && artist.sync_lease_until > at) ||
    (artist.sync_requested_at !== null && artist.sync_requested_at.getTime() > at.getTime() - lostAfterMs);
  return lives ? artist.sync_job_id : null;
}

function firstFault(key: string, told: ReadonlyMap<SourceName, Told>): ServiceFault {
  const answers = [...told.values()];
  const fault = answers.find((each) => each.kind === 'fault');
  if (fault !== undefined) return fault.fault;
  const unusable = answers.find((each) => each.kind === 'unusable');
  const unknown = answers.some((each) => each.kind === 'unknown');
  return new ServiceFault({
    service: 'watch',
    code: 'unexpected_status',
    status: 404,
    sentence: unknown
      ? `No source knows ${key} (any more).`
      : (unusable?.sentence ?? `No source that we can ask knows ${key}.`),
    remedy: 'Check the id, connect a Spotify account, or add the artist by its MusicBrainz link.',
  });
}

const isChange = ({ added, updated, removed }: Delta): boolean => added.length + updated.length + removed.length > 0;
