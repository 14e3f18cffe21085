import type { DownloadRow } from '../download.store.ts';
import type { DownloadActions } from './actions.ts';
import type { DownloadFilter, DownloadQueries } from './download.queries.ts';

/** What can be done with many downloads at once. */
export const bulkDeeds = ['retry', 'cancel', 'priority'] as const;

/** One of them. */
export type BulkDeed = (typeof bulkDeeds)[number];

type State = DownloadRow['state'];
const under: readonly State[] = ['queued', 'downloading'];
/** States in which a deed means something; with a filter, only these are touched. */
const allowed: Record<BulkDeed, readonly State[]> = {
  retry: ['failed', 'cancelled', 'dead_letter'],
  cancel: under,
  priority: under,
};

const sentences: Record<string, string> = {
  not_found: 'There is no such download.',
  under_way: 'It is under way already.',
  ended: 'It has ended already.',
};

/** Why some were left alone. */
export interface BulkRefusal {
  readonly code: string;
  readonly sentence: string;
  readonly count: number;
}

/** What became of a portion. */
export interface BulkResult {
  readonly taken: number[];
  readonly refused: BulkRefusal[];
  /** The last download that was looked at; the next portion lies below it. */
  readonly last: number | null;
  /** Whether everything that was asked for was looked at. */
  readonly whole: boolean;
}

/** Where a portion begins and ends. */
interface Portion {
  /** Only downloads with smaller ids; what a retry makes is newer, so it is never met. */
  readonly below: number;
  readonly priority: number;
  readonly deadlineMs: number;
}

/**
 * Does the same with many downloads, newest first, each as if a person had asked for it alone: of several tries for one wish the newest goes on, the
 * others are left alone with the reason. Begins nothing after `deadlineMs`, so that no request lasts long; asked again, what was done is refused.
 */
export function createDownloadBulk(deps: {
  readonly queries: Pick<DownloadQueries, 'idsBelow' | 'countUpTo' | 'states'>;
  readonly actions: Pick<DownloadActions, 'retry' | 'requeue' | 'cancel' | 'prioritise'>;
  readonly now?: () => number;
}) {
  const { queries, actions } = deps;
  const now = deps.now ?? Date.now;

  /** `null`: done; else why not. */
  async function does(
    deed: BulkDeed,
    id: number,
    state: State,
    priority: number,
  ): Promise<Omit<BulkRefusal, 'count'> | null> {
    const refuse = (code: string) => ({ code, sentence: sentences[code] ?? '' });
    if (!allowed[deed].includes(state))
      return refuse(deed === 'retry' && under.includes(state) ? 'under_way' : 'ended');
    if (deed === 'retry') {
      const begun = await (state === 'dead_letter' ? actions.requeue(id) : actions.retry(id));
      if (begun === null) return refuse('not_found');
      return begun.kind === 'refused' ? { code: begun.reason, sentence: begun.sentence } : null;
    }
    const done = deed === 'cancel' ? await actions.cancel(id) : await actions.prioritise(id, priority);
    return done === null ? refuse('not_found') : done ? null : refuse('ended');
  }

  async function run(
    deed: BulkDeed,
    chosen: readonly (readonly [number, State | null])[],
    portion: Portion,
  ): Promise<BulkResult> {
    const end = now() + portion.deadlineMs;
    const taken: number[] = [];
    const refused = new Map<string, BulkRefusal>();
    let last: number | null = null;
    for (const [id, state] of chosen) {
      if (last !== null && now() >= end) return { taken, refused: [...refused.values()], last, whole: false };
      last = id;
      const why =
        state === null
          ? { code: 'not_found', sentence: sentences['not_found'] ?? '' }
          : await does(deed, id, state, portion.priority);
      if (why === null) taken.push(id);
      else refused.set(why.code, { ...why, count: (refused.get(why.code)?.count ?? 0) + 1 });
    }
    return { taken, refused: [...refused.values()], last, whole: true };
  }

  const among = (deed: BulkDeed, { states, ...filter }: DownloadFilter): DownloadFilter => ({
    ...filter,
    states: allowed[deed].filter((state) => states === null || states.includes(state)),
  });

  return {
    /** How many a filter means for a deed; counts no further than `most`. */
    async count(deed: BulkDeed, filter: DownloadFilter, most: number): Promise<number> {
      const narrowed = among(deed, filter);
      return narrowed.states?.length === 0 ? 0 : await queries.countUpTo(narrowed, most);
    },
    /** Named downloads below `below`, newest first. */
    async ofIds(deed: BulkDeed, ids: readonly number[], portion: Portion): Promise<BulkResult> {
      const sorted = [...new Set(ids)].filter((id) => id < portion.below).toSorted((a, b) => b - a);
      const states = await queries.states(sorted);
      return await run(
        deed,
        sorted.map((id) => [id, states.get(id) ?? null] as const),
        portion,
      );
    },
    /** At most `limit` downloads that match, newest first. */
    async ofFilter(
      deed: BulkDeed,
      filter: DownloadFilter,
      portion: Portion & { readonly limit: number },
    ): Promise<BulkResult> {
      const narrowed = among(deed, filter);
      if (narrowed.states?.length === 0) return { taken: [], refused: [], last: null, whole: true };
      const chosen = await queries.idsBelow(narrowed, portion.below, portion.limit);
      const result = await run(
        deed,
        chosen.map(({ id, state }) => [id, state] as const),
        portion,
      );
      return { ...result, whole: result.whole && chosen.length < portion.limit };
    },
  };
}
