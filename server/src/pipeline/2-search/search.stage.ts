import { AsyncLocalStorage } from 'node:async_hooks';
import PQueue from 'p-queue';
import { JobFailure } from '#jobs';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { StageOutcome, StageRunner, Wish } from '#wishes';
import { groupQuestions } from './group.ts';
import { failSearch, noPlace, openSearch, takeBackSearch, withPlace } from './ledger.ts';
import { answers, nextQuestion, type Question } from './plan.ts';
import type { NetworkAnswer, SearchNetwork, WaitingWishes } from './ports.ts';
import { resultsOf, unusedAnswers } from './results.ts';
import { answeredIn, presentRound, type Round } from './rounds.ts';
import { closeSearch, countCandidates, interruptedSearches, storeFinds } from './search.store.ts';
import type { SearchSettings } from './settings.ts';
import { type Judge, sieve, sieveShared } from './sieve.ts';
import { createTurns } from './turns.ts';
import { askedWords } from './words.ts';

/** When a wish for which nobody offers anything is searched again, by rounds so far, in hours. */
const againHours = [1, 4, 24, 72, 168];

/** Answers of a daemon that did not send the question on. */
/** Faults after which the question certainly has not left the house. */
const unsentFaults: ReadonlySet<string> = new Set(['paused', 'switched_off', 'unreachable']);
const unsentCodes: ReadonlySet<string> = new Set(['not_logged_in', 'daemon_busy']);

/** What the search stage needs. */
export interface SearchStageDeps {
  readonly db: Db;
  readonly network: SearchNetwork;
  readonly settings: SearchSettings;
  /** Questions for one wanted track, best first. */
  readonly planQueries: (wanted: WantedTrack) => readonly Question[];
  readonly judge: Judge;
  readonly waiting: WaitingWishes;
  readonly now?: () => Date;
}

/** A wish at work with what its round knows. */
interface Task {
  readonly wish: Wish;
  readonly ladder: readonly Question[];
  readonly round: Round;
  /** Every word that one of its questions holds: an answer to other words holds nothing for it. */
  readonly words: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * The search stage: looks through what was found for others, asks together with its album or artist, then question by question, until a file is found that
 * may be fetched without asking. What was found is stored as candidates; only when nothing at all was found, the wish waits. Running out of budget or a
 * daemon that is not ready costs no attempt: the job comes again at a time.
 */
export function createSearchStage(deps: SearchStageDeps): StageRunner {
  const { db, network, settings, judge, waiting } = deps;
  const now = deps.now ?? (() => new Date());
  const gate = new PQueue({ concurrency: settings.parallel });
  const turns = createTurns((settings.budgetWindowS * 1000) / settings.budgetCount, now);

  const later = (code: string, sentence: string, ms: number, cause?: unknown): JobFailure =>
    new JobFailure({
      code,
      sentence,
      patience: { at: new Date(now().getTime() + ms) },
      ...(cause === undefined ? {} : { cause }),
    });

  async function roomFor(wishId: number): Promise<number> {
    const stored = await countCandidates(db, wishId);
    return Math.max(Math.ceil(settings.maxCandidates / 6), settings.maxCandidates - stored);
  }

  /** Asks the network; whether it brought a file that may be fetched. */
  async function send({ wish, signal }: Task, question: Question, rung: number): Promise<boolean> {
    const subject = question.kind === 'album' || question.kind === 'artist' ? question.kind : 'track';
    const ledger = await openSearch(
      db,
      {
        wishId: wish.id,
        query: question.text,
        rung,
        subject,
        words: askedWords(question.text),
        urgent: wish.priority > 0,
      },
      settings,
      () => waiting.anyPatient(),
    );
    if (ledger.kind === 'running')
      throw later(
        'search_shared',
        'Somebody else is just being asked for the same; the answer serves both.',
        turns.shortly(),
      );
    if (ledger.kind === 'spent') {
      const ms = ledger.waitMs + turns.spread(wish);
      throw later('search_budget_spent', 'Waiting its turn: Soulseek allows only so many searches in a while.', ms);
    }
    const { searchId } = ledger;
    let answer: NetworkAnswer;
    try {
      answer = await network.search({ id: ledger.daemonSearchId, text: question.text, signal });
    } catch (error) {
      const unsent = error instanceof ServiceFault && unsentFaults.has(error.code);
      if (unsent) await takeBackSearch(db, searchId);
      else await failSearch(db, searchId, error instanceof Error ? error.message : String(error));
      throw error;
    }
    if (answer.kind === 'answered') {
      const choose = subject === 'track' ? sieve : sieveShared;
      const sieved = await choose(wish.track, answer.files, judge, await roomFor(wish.id));
      const closing = { id: searchId, ...answer };
      return closeSearch(db, closing, async (trx) => {
        const good = await storeFinds(trx, { id: searchId, wishId: wish.id }, sieved);
        return good.length > 0;
      });
    }
    if (unsentCodes.has(answer.code)) await takeBackSearch(db, searchId);
    else await failSearch(db, searchId, `${answer.code}: ${answer.sentence}`);
    if (answer.kind === 'not-now') throw later(answer.code, answer.sentence, answer.retryAfterMs + turns.afterFault());
    return false;
  }

  async function ask(task: Task, question: Question, rung: number): Promise<boolean> {
    const good = await withPlace(db, settings.parallel, () => send(task, question, rung));
    if (good === noPlace) throw later('search_busy', 'Waiting for other searches to end.', turns.shortly());
    return good;
  }

  /** Looks through what others have found; whether there is a file that may be fetched. */
  async function useStored({ wish, round, words, signal }: Task): Promise<boolean> {
    for (const searchId of await unusedAnswers(db, wish.id, round, words)) {
      signal.throwIfAborted();
      const files = await resultsOf(db, searchId);
      const sieved = await sieveShared(wish.track, files, judge, Math.ceil(settings.maxCandidates / 6));
      const good = await db.transaction().execute((trx) => storeFinds(trx, { id: searchId, wishId: wish.id }, sieved));
      if (good.length > 0) return true;
    }
    return false;
  }

  /** One question for all that wait for the same album or artist, before any of them is asked for alone. */
  async function askTogether(task: Task): Promise<boolean> {
    const { wish, round, words, ladder } = task;
    // Whoever has waited once comes back at a time of its own.
    if (wish.attempts > 0) return false;
    for (const question of groupQuestions(wish.track, await waiting.companions(wish.track))) {
      const given = await answeredIn(db, wish.id, round, words);
      if (given.some((each) => each.own)) return false;
      if (given.some((each) => answers(each, askedWords(question.text)))) continue;
      if (await ask(task, question, ladder.length)) return true;
    }
    return false;
  }

  async function climb(task: Task): Promise<StageOutcome> {
    const { wish, ladder, round, words, signal } = task;
    for (const search of await interruptedSearches(db, { wishId: wish.id })) {
      if (search.daemonSearchId !== null) await network.abandon(search.daemonSearchId, signal);
      await failSearch(db, search.id, 'interrupted: The program was stopped during the search.');
    }
    if (await useStored(task)) return { kind: 'next' };
    if (await askTogether(task)) return { kind: 'next' };
    for (;;) {
      const answered = await answeredIn(db, wish.id, round, words);
      const hasCandidates = (await countCandidates(db, wish.id)) > 0;
      const question = nextQuestion(ladder, { round: wish.attempts, answered, hasCandidates });
      if (question === null) break;
      if (await ask(task, question, ladder.indexOf(question))) return { kind: 'next' };
    }
    // Even doubtful and failed finds go on: the match stage says why none is right, or when one is tried again.
    if ((await countCandidates(db, wish.id)) > 0) return { kind: 'next' };
    const hours = againHours[Math.min(wish.attempts, againHours.length - 1)] ?? 168;
    return {
      kind: 'wait',
      cause: { code: 'nothing_found', sentence: 'Nobody offers it now. Searched again later.' },
      until: new Date(now().getTime() + hours * 3_600_000),
    };
  }

  return {
    stage: 'search',
    async run(wish, { signal }) {
      const ladder = deps.planQueries(wish.track);
      if (ladder.length === 0) {
        const sentence = 'Artist and title hold no words that can be searched for. Correct them, or cancel the wish.';
        return { kind: 'review', cause: { code: 'cannot_be_searched', sentence } };
      }
      try {
        // in the name of who waits, not of whom it follows
        const turn = AsyncLocalStorage.bind(async () => {
          const round = await presentRound(db, wish);
          return await climb({ wish, ladder, round, words: wordsOf(wish.track, ladder), signal });
        });
        return await gate.add(turn);
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        const wait = error.retryAt === null ? 15_000 : Math.max(0, error.retryAt.getTime() - now().getTime());
        throw later(`slskd_${error.code}`, error.message, wait + turns.afterFault(), error);
      }
    },
  };
}

/** All words that a question for this track, its album or its artist may hold. */
function wordsOf({ artists, album }: WantedTrack, ladder: readonly Question[]): readonly string[] {
  return askedWords([artists[0] ?? '', album ?? '', ...ladder.map(({ text }) => text)].join(' '));
}

/**
 * Whether searching on may bring other peers to a wish: something found for others has not been looked through, or a question of the present round is left.
 * Questions that failed count as asked, so that each return to the search stage uses one up.
 */
export async function canSearchOn(
  deps: Pick<SearchStageDeps, 'db' | 'planQueries'>,
  wish: Pick<Wish, 'id' | 'track' | 'attempts'>,
): Promise<boolean> {
  const { db } = deps;
  const ladder = deps.planQueries(wish.track);
  const words = wordsOf(wish.track, ladder);
  const round = await presentRound(db, wish);
  if ((await unusedAnswers(db, wish.id, round, words)).length > 0) return true;
  const answered = await answeredIn(db, wish.id, round, words, true);
  return nextQuestion(ladder, { round: wish.attempts, answered, hasCandidates: true }) !== null;
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
