import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Ban, FastForward, ListChecks, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeWishes, type Wish } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/overlays/confirm.tsx';
import { Menu, MenuDivider, MenuItem } from '../../../ui/overlays/menu.tsx';
import type { WishFilter } from '../merge.ts';
import type { Deed, Which } from './run-bulk.ts';
import type { Selection } from './selection.ts';
import { useBulk } from './use-bulk.ts';

const deeds = [
  { name: 'retry', Icon: RotateCcw },
  { name: 'requeue', Icon: FastForward },
  { name: 'first', Icon: ArrowUp },
  { name: 'normal', Icon: ArrowDown },
  { name: 'cancel', Icon: Ban },
] as const;
type Name = (typeof deeds)[number]['name'];

/** Priority that “first” gives; a higher number goes first. */
const first = 100;
/** The server counts no further. */
const countMost = 10_000;

function orderOf(name: Name): { deed: Deed; priority?: number } {
  if (name === 'first') return { deed: 'priority', priority: first };
  if (name === 'normal') return { deed: 'priority', priority: 0 };
  return { deed: name };
}

/** Whether a deed means something for a wish; the server says the same of each. */
function allows(name: Name, { state, priority }: Wish): boolean {
  if (name === 'retry') return state === 'waiting' || state === 'review' || state === 'cancelled';
  if (name === 'requeue') return state === 'waiting';
  const open = state !== 'done' && state !== 'cancelled';
  if (name === 'first') return open && priority < first;
  return open && (name === 'cancel' || priority !== 0);
}

/** Asks before a deed: how many it concerns, and what will happen. */
function Question({
  name,
  which,
  known,
  onDo,
  onClose,
}: {
  name: Name;
  which: Which;
  /** How many, when it need not be asked. */
  known: number | null;
  onDo: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery({
    queryKey: ['wishes', 'bulk-count', orderOf(name), which],
    queryFn: async () => {
      const { deed, ...more } = orderOf(name);
      return (await changeWishes({ action: deed, ...more, ...which, dry_run: true })).matched;
    },
    enabled: known === null,
    staleTime: 0,
  });
  const count = known ?? data ?? null;
  const number = count === null ? '…' : `${formats.number(count)}${count >= countMost ? '+' : ''}`;
  return (
    <Confirm
      open
      title={t(`bulk.ask.${name}`, { count: count ?? 2, number })}
      action={t(`bulk.deed.${name}`)}
      cancel={t('bulk.leave')}
      closeLabel={t('app.close')}
      onClose={onClose}
      onConfirm={onDo}
    >
      <p>{t(`bulk.text.${name}`)}</p>
    </Confirm>
  );
}

/** What is chosen and what can be done with it, at the lower edge of the window. */
export function BulkBar({
  selection,
  wishes,
  filter,
  more,
  onAll,
  onEverything,
  onEnd,
}: {
  selection: Selection;
  wishes: readonly Wish[];
  filter: WishFilter;
  /** Whether more match than the list has loaded. */
  more: boolean;
  onAll: () => void;
  onEverything: () => void;
  onEnd: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { run, stop, done } = useBulk();
  const [asked, setAsked] = useState<Name | null>(null);
  const { ids, everything } = selection;
  const chosen = wishes.filter(({ id }) => ids.has(id));
  const whichFor = (name: Name): Which =>
    everything ? { filter } : { ids: chosen.filter((wish) => allows(name, wish)).map(({ id }) => id) };
  const possible = deeds.filter(({ name }) => everything || chosen.some((wish) => allows(name, wish)));
  const full = wishes.length > 0 && chosen.length === wishes.length;
  return (
    <section
      aria-label={t('bulk.bar')}
      className="sticky bottom-20 z-30 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center justify-center gap-2 rounded-lg border border-line bg-surface p-2 shadow-float lg:bottom-4"
    >
      <output className="nums px-2 text-small font-medium">
        {done !== null
          ? t('bulk.running', { done: formats.number(done) })
          : everything
            ? t('bulk.everything')
            : t('bulk.chosen', { count: chosen.length })}
      </output>
      {done !== null ? (
        <Button size="small" onClick={stop}>
          {t('bulk.stop')}
        </Button>
      ) : (
        <>
          {!everything && !full && (
            <Button kind="quiet" size="small" onClick={onAll}>
              {t('bulk.allShown')}
            </Button>
          )}
          {!everything && full && more && (
            <Button kind="quiet" size="small" onClick={onEverything}>
              {t('bulk.allMatching')}
            </Button>
          )}
          {possible.length > 0 && (
            <Menu
              trigger={
                <Button kind="primary" size="small">
                  <ListChecks className="size-4" aria-hidden="true" />
                  {t('bulk.what')}
                </Button>
              }
            >
              {possible.map(({ name, Icon }) => (
                <span key={name} className="contents">
                  {name === 'cancel' && possible.length > 1 && <MenuDivider />}
                  <MenuItem
                    danger={name === 'cancel'}
                    icon={<Icon className="size-4" />}
                    onSelect={() => setAsked(name)}
                  >
                    {t(`bulk.deed.${name}`)}
                  </MenuItem>
                </span>
              ))}
            </Menu>
          )}
        </>
      )}
      <Button
        kind="quiet"
        size="icon"
        className="size-8"
        aria-label={t('bulk.end')}
        title={t('bulk.end')}
        onClick={onEnd}
      >
        <X className="size-4" aria-hidden="true" />
      </Button>
      {asked !== null && (
        <Question
          name={asked}
          which={whichFor(asked)}
          known={everything ? null : chosen.filter((wish) => allows(asked, wish)).length}
          onClose={() => setAsked(null)}
          onDo={() => run({ ...orderOf(asked), which: whichFor(asked) })}
        />
      )}
    </section>
  );
}
