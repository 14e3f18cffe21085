import type { Activity } from '#activity';
import { type Timer } from '#jobs';
import { createLibraryLookup, type FileJournal, fillLibraryKeys, type LibraryStore } from '#library';
import type { Judgement, OfferedFile, WantedTrack } from '#music';
import type { OwnedTracks } from '#pipeline';
import {
  aliasFrom,
  artistLikeness,
  candidateFile,
  candidateViews,
  compareRecordings,
  type MatchSettings,
  type PeerMemory,
  pinCandidate,
  type QualityProfile,
  rulesRevision,
  unpinCandidate,
} from '#pipeline/match';
import {
  createAliasBook,
  createAliasStore,
  createCaseStore,
  judgeByTaste,
  replayCandidates,
  storeMatches,
  tasteOf,
  transfersOf,
  wishesWithCandidates,
} from '#pipeline/match/api';
import { planQueries, searchViews } from '#pipeline/search';
import { verifiedOf } from '#pipeline/verify';
import type { Db } from '#platform/database';
import { eventsOf, trackOfRow, type WishStore } from '#wishes';
import type { tasteSettings } from '../house/overrides.ts';
import type { RouteDeps } from '../routes.ts';
import type { createWishViews } from './wish-views.ts';

/** What people changed through another process counts after this long at the latest. */
const freshForMs = 2_000;
const keysEveryMs = 10 * 60_000;

/** The matching engine as this house uses it: with people's settings and the names that they added. */
export function createMatching(deps: {
  readonly db: Db;
  readonly settings: MatchSettings;
  /** What people like now; what they changed on the page counts. */
  readonly taste: () => Promise<Pick<MatchSettings, keyof typeof tasteSettings>>;
  readonly confidenceThreshold: () => Promise<number>;
  readonly store: WishStore;
  readonly library: LibraryStore;
  readonly journal: FileJournal;
  readonly activity: Activity;
  readonly views: ReturnType<typeof createWishViews>;
  readonly originsOf: (wishId: number) => Promise<readonly Record<string, unknown>[]>;
}) {
  const { db, settings, store, library, journal } = deps;
  const aliases = createAliasStore(db);
  const book = createAliasBook(aliases);
  let liked = settings;
  let taste = tasteOf(settings);
  let readAt = Number.NEGATIVE_INFINITY;
  async function readTaste(): Promise<void> {
    liked = { ...settings, ...(await deps.taste()) };
    taste = tasteOf(liked);
    readAt = performance.now();
  }
  const lookup = createLibraryLookup({
    maxCandidates: settings.fuzzyMaxCandidates,
    likeness(wanted, owned) {
      if (artistLikeness(wanted.artists, owned.artists) < settings.minArtistSimilarity) return 0;
      const { match, score } = compareRecordings(wanted, owned);
      return match ? score : 0;
    },
  });
  const owned: OwnedTracks = {
    find: (trx, tracks) => lookup.find(trx, tracks),
    link: (trx, fileId, wishId) => library.link(trx, fileId, wishId),
  };
  /** The library's file that surely holds this recording: the same ISRC, or the same artist, song, version and length. */
  const sameRecording = (track: WantedTrack): Promise<number | null> =>
    db.transaction().execute(async (trx) => {
      const [found] = await lookup.find(trx, [track]);
      return found?.stage === 'isrc' || found?.stage === 'normalised' ? found.fileId : null;
    });
  const routes: Pick<RouteDeps, 'matching' | 'aliases' | 'whatIf' | 'cases' | 'proof'> = {
    matching: {
      settings,
      taste: () => taste,
      confidenceThreshold: deps.confidenceThreshold,
      store: (matches) => storeMatches(db, matches),
      name: (wanted) => book.name(wanted),
      record: (details) => deps.activity.record('metadata', 'matching_batch', details),
    },
    aliases: { store: aliases, book },
    whatIf: {
      settings: () => liked,
      wishesAfter: (id, limit) => wishesWithCandidates(db, id, limit),
      async wishes(ids) {
        const rows = await store.rowsById(ids);
        return rows.map((row) => ({ id: row.id, track: trackOfRow(row), state: row.state }));
      },
      candidatesOf: (id, most) => replayCandidates(db, id, most),
      name: (wanted) => book.name(wanted),
    },
    cases: {
      store: createCaseStore(db),
      async wish(id) {
        const [row] = await store.rowsById([id]);
        return row === undefined ? null : trackOfRow(row);
      },
      fileOf: (wishId, candidateId) => candidateFile(db, wishId, candidateId),
      name: (wanted) => book.name(wanted),
    },
    proof: {
      view: async (id) => (await deps.views.byId([id]))[0] ?? null,
      searchesOf: (id) => searchViews(db, id),
      candidatesOf: (id) => candidateViews(db, id),
      transfersOf: (id) => transfersOf(db, id),
      verifiedOf: (id) => verifiedOf(db, id),
      fileOf: (id) => library.proofOfWish(id),
      movesOf: (id) => journal.movesOf(id),
      eventsOf: (id) => eventsOf(db, id),
      originsOf: deps.originsOf,
    },
  };
  const timer: Timer = {
    name: 'library_keys',
    everyMs: keysEveryMs,
    work: (signal) => fillLibraryKeys(db, signal),
  };

  /** Takes a choice back, and forgets the name that it taught. */
  async function unpin(trx: Db, wishId: number): Promise<void> {
    await unpinCandidate(trx, wishId);
    await aliases.unlearnOf(trx, wishId);
  }

  /** Pins what a person chose; when only the artist's name kept the engine from taking it, that name is learned. */
  async function pin(trx: Db, wish: { id: number; track: WantedTrack }, candidateId: number): Promise<boolean> {
    if (!(await pinCandidate(trx, wish.id, candidateId))) return false;
    const [artist] = wish.track.artists;
    const chosen = await candidateFile(trx, wish.id, candidateId);
    const alias = chosen === null ? null : aliasFrom(book.name(wish.track), chosen);
    if (artist !== undefined && alias !== null && chosen !== null)
      await aliases.learn(trx, { artist, alias, path: chosen.path, wishId: wish.id });
    return true;
  }

  return {
    routes,
    owned,
    pin,
    unpin,
    /** Of everything that verdicts depend on. */
    fingerprint: () => JSON.stringify([rulesRevision, taste, book.fingerprint()]),
    timer,
    /** Judges with people's taste and the names that they added. */
    judge: (
      wanted: WantedTrack,
      files: readonly OfferedFile[],
      memory: PeerMemory | null = null,
    ): readonly Judgement[] => judgeByTaste(book.name(wanted), files, taste, memory),
    sameRecording,
    profile: (): QualityProfile => taste.profile,
    planQueries: (wanted: WantedTrack) => planQueries(book.name(wanted)),
    /** Reads again what people changed, maybe through another process: the names that they added, and what they like. */
    refresh: async (): Promise<void> => {
      await Promise.all([book.refresh(), readTaste()]);
    },
    /** Reads again what people like, unless that was done a moment ago: before a stage judges. */
    fresh: async (): Promise<void> => {
      if (performance.now() - readAt >= freshForMs) await readTaste();
    },
  };
}
