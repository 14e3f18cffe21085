import { ArrowDown, ArrowUp, Ban, FastForward, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type BulkWishes, changeWishes, type Wish } from '../../api/index.ts';
import type { BulkDeed } from '../../i18n/bulk/bulk-bar.tsx';
import { type Bulk, useBulk } from '../../i18n/bulk/use-bulk.ts';
import { dynamicText } from '../../i18n/index.ts';
import type { WishFilter } from './merge.ts';

const offered = [
  { name: 'retry', Icon: RotateCcw },
  { name: 'requeue', Icon: FastForward },
  { name: 'first', Icon: ArrowUp },
  { name: 'normal', Icon: ArrowDown },
  { name: 'cancel', Icon: Ban, danger: true },
] as const;

/** What can be done with many wishes; `restore` takes a cancellation back. */
type Deed = (typeof offered)[number]['name'] | 'restore';

/** Priority that “first” gives; a higher number goes first. */
const first = 100;

function orderOf(deed: Deed): Pick<BulkWishes, 'action' | 'priority'> {
  if (deed === 'first') return { action: 'priority', priority: first };
  if (deed === 'normal') return { action: 'priority', priority: 0 };
  return { action: deed };
}

/** Whether a deed means something for a wish; the server says the same of each. */
function allows(deed: Deed, { state, priority }: Wish): boolean {
  if (deed === 'retry') return state === 'waiting' || state === 'review' || state === 'cancelled';
  if (deed === 'requeue') return state === 'waiting';
  const open = state !== 'done' && state !== 'cancelled';
  if (deed === 'first') return open && priority < first;
  return open && (deed === 'cancel' || priority !== 0);
}

/** How many wishes a filter means for a deed. */
export async function countWishes(deed: Deed, filter: WishFilter): Promise<number | null> {
  return (await changeWishes({ ...orderOf(deed), filter, dry_run: true })).matched;
}

/** Deeds with many wishes. */
export function useWishBulk(): { deeds: BulkDeed<Wish, Deed>[]; bulk: Bulk<Deed, WishFilter> } {
  const { t } = useTranslation();
  const bulk = useBulk<Deed, WishFilter>({
    ask: (deed, part, from) => changeWishes({ ...orderOf(deed), ...part, after: from ?? 0 }),
    portion: 200,
    undo: { cancel: 'restore' },
    done: (deed, count) => t(`bulk.done.${deed}`, { count }),
    why: (code, sentence) => dynamicText(t, `bulk.refused.${code}`, sentence).text,
    key: 'wishes',
  });
  const deeds = offered.map(
    ({ name, ...look }): BulkDeed<Wish, Deed> => ({
      ...look,
      name,
      label: t(`bulk.deed.${name}`),
      allows: (wish) => allows(name, wish),
      ask: (count, number) => t(`bulk.ask.${name}`, { count, number }),
      text: t(`bulk.text.${name}`),
    }),
  );
  return { deeds, bulk };
}
