import PQueue from 'p-queue';
import { JobFailure } from '#jobs';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { StageOutcome, StageRunner, Wish } from '#wishes';
import { albumQuery, albumSiblings, hasSharedFinds, type Sibling, shareAnswer } from './album.ts';
import { failSearch, noPlace, openSearch, takeBackSearch, withPlace } from './ledger.ts';
import type { NetworkAnswer, SearchNetwork } from './ports.ts';
import { askedQueries, candidateCounts, interruptedSearches, storeAnswer } from './search.store.ts';
import type { SearchSettings } from './settings.ts';
import { type Judge, sieve } from './sieve.ts';
import { createTurns } from './turns.ts';

/** When a wish for which nobody offers anything is searched again, by rounds so far, in hours. */
const againHours = [1, 4, 24, 72, 168];

/** Answers of a daemon that did not send the question on. */
const unsentCodes: ReadonlySet<string> = new Set(['not_logged_in', 'daemon_busy']);

/** What the search stage needs. */
export interface SearchStageDeps {
  readonly db: Db;
  readonly network: SearchNetwork;
  readonly settings: SearchSettings;
  /** Questions for one wanted track, best first. */
  readonly planQueries: (wanted: WantedTrack) => readonly string[];
  readonly judge: Judge;
  readonly now?: () => Date;
}

/**
 * The search stage: asks rung by rung until a file is found that may be fetched without asking. What was found is stored as candidates;
 * only when the whole ladder brought nothing at all, the wish waits. Running out of budget or a daemon that is not ready costs no
 * attempt: the job comes again at a time.
 */
export function createSearchStage(deps: SearchStageDeps): StageRunner {
  const { db, network, settings, judge } = deps;
  const now = deps.now ?? (() => new Date());
  const gate = new PQueue({ concurrency: settings.parallel });
  const turns = createTurns((settings.budgetWindowS * 1000) / settings.budgetCount, now);

  /** Albums that are being asked for in this process. */
  const albums = new Set<string>();

  const later = (code: string, sentence: string, ms: number, cause?: unknown): JobFailure =>
    new JobFailure({
      code,
      sentence,
      patience: { at: new Date(now().getTime() + ms) },
      ...(cause === undefined ? {} : { cause }),
    });

  async function ask(
    wish: Wish,
    query: string,
    rung: number,
    signal: AbortSignal,
    siblings: readonly Sibling[] = [],
  ): Promise<readonly string[]> {
    const ledger = await openSearch(db, { wishId: wish.id, query, rung }, settings);
    if (ledger.kind === 'spent') {
      const ms = ledger.waitMs + turns.spread(wish.priority);
      throw later('search_budget_spent', 'Waiting its turn: Soulseek allows only so many searches in a while.', ms);
    }
    let answer: NetworkAnswer;
    try {
      answer = await network.search({ id: ledger.daemonSearchId, text: query, signal });
    } catch (error) {
      const unsent = error instanceof ServiceFault && (error.code === 'paused' || error.code === 'unreachable');
      if (unsent) await takeBackSearch(db, ledger.searchId);
      else await failSearch(db, ledger.searchId, error instanceof Error ? error.message : String(error));
      throw error;
    }
    if (answer.kind === 'answered') {
      const { stored } = await candidateCounts(db, wish.id);
      const room = Math.max(Math.ceil(settings.maxCandidates / 6), settings.maxCandidates - stored);
      const { kept, auto } = sieve(wish.track, answer.files, judge, room);
      const { responseCount, fileCount } = answer;
      const found = await storeAnswer(db, { id: ledger.searchId, wishId: wish.id, responseCount, fileCount }, kept);
      const shared = { searchId: ledger.searchId, files: answer.files };
      await shareAnswer(db, siblings, shared, { judge, limit: Math.ceil(settings.maxCandidates / 6) });
      return found.filter((each) => each.untried && auto.has(each.fileId)).map((each) => each.fileId);
    }
    if (unsentCodes.has(answer.code)) await takeBackSearch(db, ledger.searchId);
    else await failSearch(db, ledger.searchId, `${answer.code}: ${answer.sentence}`);
    if (answer.kind === 'not-now') throw later(answer.code, answer.sentence, answer.retryAfterMs + turns.afterFault());
    return [];
  }

  /** One question for all waiting wishes of an album, before any of them is asked for alone; whether it brought this one a file. */
  async function askForAlbum(wish: Wish, rung: number, signal: AbortSignal): Promise<boolean> {
    const query = albumQuery(wish.track);
    if (query === null) return false;
    if (albums.has(query)) throw later('album_searched', 'Its album is just being searched for.', turns.shortly());
    albums.add(query);
    try {
      const siblings = await albumSiblings(db, wish, query);
      if (siblings.length === 0) return false;
      const good = await withPlace(db, settings.parallel, () => ask(wish, query, rung, signal, siblings));
      if (good === noPlace) throw later('search_busy', 'Waiting for other searches to end.', turns.shortly());
      return good.length > 0;
    } finally {
      albums.delete(query);
    }
  }

  async function climb(wish: Wish, plan: readonly string[], signal: AbortSignal): Promise<StageOutcome> {
    for (const search of await interruptedSearches(db, { wishId: wish.id })) {
      if (search.daemonSearchId !== null) await network.abandon(search.daemonSearchId, signal);
      await failSearch(db, search.id, 'interrupted: The program was stopped during the search.');
    }
    if (await hasSharedFinds(db, wish.id)) return { kind: 'next' };
    if (await askForAlbum(wish, plan.length, signal)) return { kind: 'next' };
    const asked = await askedQueries(db, wish.id, plan);
    for (const [rung, query] of plan.entries()) {
      if (asked.has(query)) continue;
      const good = await withPlace(db, settings.parallel, () => ask(wish, query, rung, signal));
      if (good === noPlace) throw later('search_busy', 'Waiting for other searches to end.', turns.shortly());
      if (good.length > 0) return { kind: 'next' };
    }
    const { stored } = await candidateCounts(db, wish.id);
    // Even doubtful and failed finds go on: the match stage says why none is right, or when one is tried again.
    if (stored > 0) return { kind: 'next' };
    const hours = againHours[Math.min(wish.attempts, againHours.length - 1)] ?? 168;
    return {
      kind: 'wait',
      cause: {
        code: 'nothing_found',
        sentence: `Nobody offers it now (${plan.length === 1 ? 'one search' : `${plan.length} searches`}). Searched again later.`,
      },
      until: new Date(now().getTime() + hours * 3_600_000),
    };
  }

  return {
    stage: 'search',
    async run(wish, { signal }) {
      const plan = deps.planQueries(wish.track);
      if (plan.length === 0) {
        const sentence = 'Artist and title hold no words that can be searched for. Correct them, or cancel the wish.';
        return { kind: 'review', cause: { code: 'cannot_be_searched', sentence } };
      }
      try {
        return await gate.add(() => climb(wish, plan, signal));
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        const wait = error.retryAt === null ? 15_000 : Math.max(0, error.retryAt.getTime() - now().getTime());
        throw later(`slskd_${error.code}`, error.message, wait + turns.afterFault(), error);
      }
    },
  };
}

/**
 * Stops and closes searches of any wish that a dead process left running; for the start and now and then. Answers how many.
 * Throws `ServiceFault` when the daemon cannot be asked.
 */
export async function sweepInterruptedSearches(
  deps: Pick<SearchStageDeps, 'db' | 'network'>,
  signal: AbortSignal,
): Promise<number> {
  const left = await interruptedSearches(deps.db, 'any-old');
  for (const search of left) {
    if (search.daemonSearchId !== null) await deps.network.abandon(search.daemonSearchId, signal);
    await failSearch(deps.db, search.id, 'interrupted: The program was stopped during the search.');
  }
  return left.length;
}
