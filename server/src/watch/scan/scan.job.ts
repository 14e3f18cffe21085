import type { Activity } from '#activity';
import type { Db } from '#platform/database';
import { type Clock, ServiceFault } from '#platform/outbound';
import type { ArtistStore } from '../artists/artists.store.ts';
import { dayIn, nextDue, shiftDay } from '../dates.ts';
import type { ReleaseSource, SourceName } from '../ports.ts';
import { budgetOf, cooldownMs, type WatchSettings } from '../settings.ts';
import { storeListing } from '../sync/catalogue.store.ts';
import { collect, type Told } from '../sync/collect.ts';
import { digest, normaliseListing, type RemoteRelease } from '../sync/delta.ts';
import type { EntryRow, Problem, WatchlistStore } from '../watchlist/watchlist.store.ts';
import type { ScanStore } from './scan.store.ts';
import { type WishIntake, wishRelease } from './wish-release.ts';

/** What a scan needs. */
export interface ScanDeps {
  readonly db: Db;
  readonly artists: ArtistStore;
  readonly watchlist: WatchlistStore;
  readonly store: ScanStore;
  readonly sources: readonly ReleaseSource[];
  readonly intake: WishIntake;
  readonly activity: Pick<Activity, 'record'>;
  readonly settings: WatchSettings;
  readonly zone: string;
  readonly clock: Clock;
  readonly log: (event: Record<string, unknown>) => void;
  /** A look has ended, well or not. */
  readonly changed: (artistId: number) => void;
  readonly random?: () => number;
}

/** Releases wished in one scan; the rest has its turn at the next tick, so that a backfill of thousands holds up nobody. */
const releasesPerScan = 25;
/** From so many releases on only the recent ones are asked for: what a source answers in one or two pages. */
const manyReleases: Readonly<Record<SourceName, number>> = { musicbrainz: 100, spotify: 20 };
const recentDays = 180;
/** A release without a track list is asked for again this long after its day. */
const patienceDays = 30;
/** Songs of the watchlist wait behind what people ask for by hand. */
const wishPriority = 0;

/**
 * Looks at one watched artist: what does a source list, what of it is new, and wishes for the tracks of what is out. Tries again a few times with
 * growing pauses; what is left of the budget is stored, so a restart does not give it back. Never throws for a broken source: the entry says it.
 */
export function createScan(deps: ScanDeps) {
  const { db, artists, watchlist, store, settings, zone, clock, log } = deps;
  const random = deps.random ?? Math.random;
  const now = (): Date => new Date(clock.now());

  async function run(
    entryId: number,
    context: { readonly jobId: string; readonly signal: AbortSignal },
  ): Promise<void> {
    const entry = await watchlist.byId(entryId);
    if (entry === undefined) return;
    if (entry.paused_at !== null) {
      await store.release(entryId);
      return;
    }
    for (let attempt = 1; ; attempt += 1) {
      const begun = clock.now();
      try {
        const left = await look(entry, context);
        const outcome = { event: 'artist.scan', status: 'ok', entity_id: entry.artist_key, attempt };
        log({ ...outcome, duration_ms: clock.now() - begun, left });
        deps.changed(entry.artist_id);
        return;
      } catch (error) {
        context.signal.throwIfAborted();
        if (!(error instanceof ServiceFault)) throw error;
        if (await giveUp(entry, error, attempt)) {
          deps.changed(entry.artist_id);
          return;
        }
        const pause = Math.min(5000, settings.backoffBaseMs * 2 ** (attempt - 1));
        await clock.sleep(pause * (1 + settings.jitter * (2 * random() - 1)), context.signal);
      }
    }
  }

  /** Counts a failed try and says whether that was enough for now. */
  async function giveUp(entry: EntryRow, fault: ServiceFault, attempt: number): Promise<boolean> {
    const problem = problemOf(fault, now());
    const failures = await store.failed(entry.id, problem);
    const spent = failures >= budgetOf(settings);
    const rest = (fault.retryAt?.getTime() ?? 0) - clock.now() > 5000;
    log({
      event: 'artist.scan',
      status: 'error',
      entity_id: entry.artist_key,
      attempt,
      failures,
      error: problem.sentence,
    });
    if (spent) {
      const until = new Date(clock.now() + cooldownMs(settings));
      await store.block(entry.id, until, true, now());
      log({ event: 'watchlist.cooldown.set', entity_id: entry.artist_key, until: until.toISOString() });
      await deps.activity.record('watchlist', 'artist_cooldown', {
        artist: entry.artist_name,
        artist_key: entry.artist_key,
        until: until.toISOString(),
        reason: problem.sentence,
      });
      return true;
    }
    if (attempt < settings.retryMax && !rest) return false;
    // the next tick, or when the service wants to hear of us again
    await store.block(entry.id, fault.retryAt ?? new Date(clock.now() + 1000), false, now());
    return true;
  }

  /** One try. Answers how many releases are left for the next scan. */
  async function look(
    entry: EntryRow,
    context: { readonly jobId: string; readonly signal: AbortSignal },
  ): Promise<number> {
    const { signal } = context;
    const artistId = entry.artist_id;
    const artist = await artists.byId(artistId);
    const rules = await watchlist.rules(artistId);
    if (artist === undefined || rules === null) return 0;
    const today = dayIn(zone, now());
    const many =
      rules.baseline &&
      entry.last_hash !== null &&
      (await store.countReleases(artistId)) > manyReleases[artist.source as SourceName];
    const recent = shiftDay(today, -recentDays);
    const told = await collect(deps.sources, {
      identities: await artists.identities(artistId),
      preferred: artist.source as SourceName,
      since: many ? (rules.since > recent ? rules.since : recent) : null,
      ask: 'first',
      withArtist: !isNamed(artist.metadata),
      linked: (source, id) => artists.link(artistId, source, id),
      signal,
    });
    const answer = [...told].find(([, each]) => each.kind === 'told');
    if (answer === undefined) return await nothingTold(entry, told);
    const [source, { list, artist: found }] = answer as [SourceName, Extract<Told, { kind: 'told' }>];

    const remote = normaliseListing(list.releases);
    const hash = hashOf(source, remote);
    if (hash === entry.last_hash && !(await store.anyWaiting(artistId, today))) {
      await finish(entry, hash, dueAfter(entry));
      return 0;
    }
    await db.transaction().execute(async (trx) => {
      if ((await artists.lock(trx, artistId)) === undefined) return;
      const about = { jobId: context.jobId, now: now() };
      if (found !== null) await artists.describe(trx, artistId, found, about);
      const delta = await storeListing(trx, remote, {
        artistId,
        artistKey: artist.artist_key,
        source,
        complete: list.complete,
        // read again: they may have changed while we asked
        rules: await watchlist.rules(artistId, trx),
        today,
        ...about,
        prune: settings.prune,
        hardDelete: settings.hardDelete,
      });
      await store.baselined(trx, entry.id, about.now);
      const { added, updated, removed } = delta;
      const counts = { added: added.length, updated: updated.length, removed: removed.length };
      log({ event: 'artist.delta', status: 'ok', entity_id: artist.artist_key, ...counts });
    });
    await wishNew(entry, artistId, today, signal);
    const left = await store.anyWaiting(artistId, today);
    const more = left && (await store.waiting(artistId, today, releasesPerScan + 1)).length >= releasesPerScan;
    await finish(entry, hash, more ? now() : dueAfter(entry));
    return left ? 1 : 0;
  }

  async function finish(entry: EntryRow, hash: string, nextDueAt: Date): Promise<void> {
    await store.finished(entry.id, { nextDueAt, hash, problem: null }, now());
    if (entry.retry_block_until !== null) log({ event: 'watchlist.cooldown.clear', entity_id: entry.artist_key });
  }

  const dueAfter = (entry: EntryRow): Date => {
    const due = nextDue(zone, entry.next_due_at, now(), entry.interval_s ?? Math.max(1, settings.intervalS));
    const earliest = clock.now() + (entry.cooldown_s ?? 0) * 1000;
    return due.getTime() >= earliest ? due : new Date(earliest);
  };

  /** No source gave a list: a fault is thrown on, everything else is said by the entry until the next look. */
  async function nothingTold(entry: EntryRow, told: ReadonlyMap<SourceName, Told>): Promise<number> {
    const answers = [...told.values()];
    const fault = answers.find((each) => each.kind === 'fault');
    if (fault !== undefined) throw fault.fault;
    const at = now().toISOString();
    const unusable = answers.find((each) => each.kind === 'unusable');
    const unknown = answers.some((each) => each.kind === 'unknown');
    const problem: Problem = unknown
      ? {
          code: 'artist_unknown',
          sentence: `${entry.artist_source} does not know ${entry.artist_key} (any more).`,
          remedy: 'Check the id; merged or deleted artists must be added again under their new id.',
          at,
        }
      : {
          code: 'no_source',
          sentence: unusable?.sentence ?? `No source that we can ask knows ${entry.artist_key}.`,
          remedy: 'Connect a Spotify account, or add the artist by name or by its MusicBrainz link.',
          at,
        };
    await store.finished(entry.id, { nextDueAt: dueAfter(entry), hash: null, problem }, now());
    log({ event: 'artist.scan', status: 'error', entity_id: entry.artist_key, error: problem.sentence });
    return 0;
  }

  async function wishNew(entry: EntryRow, artistId: number, today: string, signal: AbortSignal): Promise<void> {
    const waiting = await store.waiting(artistId, today, releasesPerScan);
    // the first look at an artist who was added by an id is what tells the name
    const artist = waiting.length === 0 ? undefined : (await artists.byId(artistId))?.name;
    for (const release of waiting) {
      signal.throwIfAborted();
      const source = deps.sources.find((each) => each.source === release.source);
      if (source === undefined || (await source.unusable()) !== null) continue;
      const tracks = await source.tracks(release.source_id, signal);
      if (tracks === null || tracks.length === 0) {
        const since = release.out_on ?? dayIn(zone, release.found_at);
        if (tracks === null || since < shiftDay(today, -patienceDays)) await noTracks(release.id);
        continue;
      }
      const wish = { source: 'watchlist', priority: wishPriority, now: now() };
      await wishRelease(db, deps.intake, { id: release.id, from: ['new'] }, tracks, wish, (trx, result) =>
        deps.activity.record(
          'watchlist',
          'release_found',
          {
            artist: artist ?? entry.artist_name,
            artist_key: entry.artist_key,
            release: release.title,
            release_date: release.release_date,
            tracks: result.tracks,
            wished: result.wished,
            already_wished: result.alreadyWished,
            already_owned: result.alreadyOwned,
          },
          trx,
        ),
      );
    }
  }

  async function noTracks(releaseId: number): Promise<void> {
    await db
      .updateTable('artist_releases')
      .set({ state: 'skipped', state_reason: 'no_tracks' })
      .where('id', '=', releaseId)
      .where('state', '=', 'new')
      .execute();
  }

  return { run };
}

const isNamed = (metadata: unknown): boolean =>
  typeof metadata === 'object' && metadata !== null && (metadata as { named?: unknown }).named === true;

/** What a source lists, in one word: the same word means that nothing has changed. */
function hashOf(source: string, remote: readonly RemoteRelease[]): string {
  const parts = remote.map((release) => `${release.sourceId}=${release.version}`).sort();
  return digest(source, ...parts);
}

/** A fault as the entry shows it. */
export function problemOf(fault: ServiceFault, at: Date): Problem {
  return { code: fault.code, sentence: fault.message, remedy: fault.remedy, at: at.toISOString() };
}
