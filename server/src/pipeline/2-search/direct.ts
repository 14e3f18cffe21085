import { setTimeout as sleep } from 'node:timers/promises';
import type { OfferedFile } from '#music';
import type { Db } from '#platform/database';
import { failSearch, noPlace, openSearch, takeBackSearch, withPlace } from './ledger.ts';
import type { SearchNetwork } from './ports.ts';
import { closeSearch } from './search.store.ts';
import type { SearchSettings } from './settings.ts';
import { askedWords } from './words.ts';

/** What a search by hand brought. */
export type DirectAnswer =
  | {
      readonly kind: 'answered';
      readonly files: readonly OfferedFile[];
      readonly responseCount: number;
      readonly fileCount: number;
    }
  /** The budget is spent, other searches run, or the daemon is not ready. */
  | { readonly kind: 'not-now'; readonly code: string; readonly sentence: string; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string };

/** Asks the network once; throws `ServiceFault`. */
export type DirectSearch = (text: string, signal: AbortSignal) => Promise<DirectAnswer>;

const patienceMs = 10_000;
const lookEveryMs = 250;

/** A search that a person asks for: it belongs to no wish, but takes a place and counts in the budget like every other. */
export function createDirectSearch(deps: {
  readonly db: Db;
  readonly network: SearchNetwork;
  readonly settings: SearchSettings;
}): DirectSearch {
  const { db, network, settings } = deps;

  async function ask(text: string, signal: AbortSignal): Promise<DirectAnswer> {
    const intent = {
      wishId: null,
      query: text,
      rung: 0,
      subject: 'hand',
      words: askedWords(text),
      urgent: true,
    } as const;
    const ledger = await openSearch(db, intent, settings);
    if (ledger.kind === 'running') throw new Error('A search by hand waits for no other.');
    if (ledger.kind === 'spent') {
      const sentence = 'Soulseek allows only so many searches in a while, and wishes have used them up.';
      return { kind: 'not-now', code: 'search_budget_spent', sentence, retryAfterMs: ledger.waitMs };
    }
    const { searchId, daemonSearchId } = ledger;
    try {
      const answer = await network.search({ id: daemonSearchId, text, signal });
      if (answer.kind === 'answered') await closeSearch(db, { id: searchId, ...answer }, async () => undefined);
      else if (answer.kind === 'not-now' && answer.code !== 'search_lost') await takeBackSearch(db, searchId);
      else await failSearch(db, searchId, `${answer.code}: ${answer.sentence}`);
      return answer;
    } catch (error) {
      await failSearch(db, searchId, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  return async (text, signal) => {
    const end = Date.now() + patienceMs;
    for (;;) {
      const answer = await withPlace(db, settings.parallel, () => ask(text, signal));
      if (answer !== noPlace) return answer;
      if (Date.now() >= end) {
        const sentence = 'Other searches are running.';
        return { kind: 'not-now', code: 'search_busy', sentence, retryAfterMs: 5_000 };
      }
      await sleep(lookEveryMs, undefined, { signal });
    }
  };
}
