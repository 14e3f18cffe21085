import type { WishState } from '../types.ts';
import type { WishFilter, WishLists } from '../wishes.list.ts';
import type { WishRow } from '../wishes.rows.ts';

/** What can be done with many wishes at once. */
export const deeds = ['retry', 'requeue', 'cancel', 'restore', 'priority'] as const;

/** One of them. */
export type Deed = (typeof deeds)[number];

const under = ['queued', 'active', 'waiting', 'review'] as const;
/** States in which a deed means something; with a filter, only these are touched. */
const allows: Record<Deed, readonly WishState[]> = {
  retry: ['waiting', 'review', 'cancelled'],
  requeue: ['waiting'],
  cancel: under,
  restore: ['queued', 'active', 'cancelled'],
  priority: under,
};

const sentences: Record<string, string> = {
  not_found: 'There is no such wish.',
  under_way: 'It is under way already.',
  not_waiting: 'It does not wait for another try.',
  already_filed: 'It is filed already.',
  already_cancelled: 'It is cancelled already.',
  nothing_to_take_back: 'Nothing was done with it that can be taken back now.',
  moved_on: 'It has moved on meanwhile.',
};

/** Why some were left alone. */
export interface Refusal {
  readonly code: string;
  readonly sentence: string;
  readonly count: number;
}

/** What became of a portion. */
export interface BulkResult {
  readonly taken: number[];
  /** Of those: how many start again with their search because nothing of before is left. */
  readonly anew: number;
  readonly refused: Refusal[];
  /** The last wish that was looked at. */
  readonly last: number | null;
  /** Whether everything that was asked for was looked at. */
  readonly whole: boolean;
}

/** The single deeds; each answers whether the wish allowed it. */
export interface BulkActions {
  retry(id: number): Promise<boolean>;
  requeue(id: number): Promise<boolean>;
  cancel(id: number): Promise<boolean>;
  prioritise(id: number, priority: number): Promise<boolean>;
  restore(id: number): Promise<'as_before' | 'anew' | null>;
}

/** Deeds that run at the same time. */
const together = 4;

function refusalOf(deed: Deed, state: WishState): string {
  if (state === 'done') return 'already_filed';
  if (deed === 'restore') return 'nothing_to_take_back';
  if (state === 'cancelled') return 'already_cancelled';
  return deed === 'requeue' ? 'not_waiting' : 'under_way';
}

/**
 * Does the same with many wishes, each in a transaction of its own as if a person had asked for it alone, so that a kill in between leaves
 * whole wishes; asked again, what was done is refused. Begins nothing after `deadlineMs`, so that no request lasts long.
 */
export function createBulk(deps: {
  readonly lists: Pick<WishLists, 'idsAfter' | 'countUpTo'>;
  readonly rowsById: (ids: readonly number[]) => Promise<readonly WishRow[]>;
  readonly actions: BulkActions;
  readonly now?: () => number;
}) {
  const now = deps.now ?? Date.now;

  async function does(deed: Deed, id: number, priority: number): Promise<'as_before' | 'anew' | null> {
    if (deed === 'restore') return await deps.actions.restore(id);
    if (deed === 'priority') return (await deps.actions.prioritise(id, priority)) ? 'as_before' : null;
    return (await deps.actions[deed](id)) ? 'as_before' : null;
  }

  async function run(
    deed: Deed,
    chosen: readonly { readonly id: number; readonly state: WishState | null }[],
    priority: number,
    deadlineMs: number,
  ): Promise<BulkResult> {
    const end = now() + deadlineMs;
    const taken: number[] = [];
    const refused = new Map<string, number>();
    let anew = 0;
    let next = 0;
    const refuse = (code: string): void => void refused.set(code, (refused.get(code) ?? 0) + 1);
    const work = async (): Promise<void> => {
      for (let at = next++; at < chosen.length && now() < end; at = next++) {
        const wish = chosen[at];
        if (wish === undefined) return;
        if (wish.state === null) refuse('not_found');
        else if (!allows[deed].includes(wish.state)) refuse(refusalOf(deed, wish.state));
        else {
          const done = await does(deed, wish.id, priority);
          if (done === null) refuse(deed === 'restore' ? 'nothing_to_take_back' : 'moved_on');
          else taken.push(wish.id);
          if (done === 'anew') anew += 1;
        }
        looked = Math.max(looked, at + 1);
      }
    };
    let looked = 0;
    await Promise.all(Array.from({ length: together }, work));
    return {
      taken: taken.toSorted((a, b) => a - b),
      anew,
      refused: [...refused].map(([code, count]) => ({ code, sentence: sentences[code] ?? '', count })),
      last: chosen[looked - 1]?.id ?? null,
      whole: looked === chosen.length,
    };
  }

  return {
    /** How many a filter means for a deed; counts no further than `most`. */
    count: (deed: Deed, filter: WishFilter, most: number): Promise<number> =>
      deps.lists.countUpTo(filter, allows[deed], most),
    /** Named wishes from behind `after`, in the order of their ids. */
    async ofIds(
      deed: Deed,
      ids: readonly number[],
      { after, priority, deadlineMs }: { after: number; priority: number; deadlineMs: number },
    ): Promise<BulkResult> {
      const sorted = [...new Set(ids)].filter((id) => id > after).toSorted((a, b) => a - b);
      const states = new Map((await deps.rowsById(sorted)).map((row) => [row.id, row.state]));
      const chosen = sorted.map((id) => ({ id, state: states.get(id) ?? null }));
      return await run(deed, chosen, priority, deadlineMs);
    },
    /** At most `limit` wishes that match, from behind `after`. */
    async ofFilter(
      deed: Deed,
      filter: WishFilter,
      { after, limit, priority, deadlineMs }: { after: number; limit: number; priority: number; deadlineMs: number },
    ): Promise<BulkResult> {
      const chosen = await deps.lists.idsAfter(filter, allows[deed], after, limit);
      const result = await run(deed, chosen, priority, deadlineMs);
      return { ...result, whole: result.whole && chosen.length < limit };
    },
  };
}
