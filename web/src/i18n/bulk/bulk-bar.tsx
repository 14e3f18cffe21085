import { useQuery } from '@tanstack/react-query';
import { ListChecks, type LucideIcon, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/overlays/confirm.tsx';
import { Menu, MenuDivider, MenuItem } from '../../ui/overlays/menu.tsx';
import { useFormats } from '../format.ts';
import type { Which } from './run-bulk.ts';
import type { Selection } from './selection.ts';
import type { Bulk } from './use-bulk.ts';

/** The server counts no further. */
const countMost = 10_000;

/** A deed that the bar offers. */
export interface BulkDeed<Row, Deed> {
  readonly name: Deed;
  readonly Icon: LucideIcon;
  readonly label: string;
  readonly danger?: boolean;
  /** Whether it means something for a row; the server says the same of each. */
  readonly allows: (row: Row) => boolean;
  /** What is asked before. `number` is the count as it is written. */
  readonly ask: (count: number, number: string) => string;
  /** What will happen. */
  readonly text: string;
}

/** Asks before a deed: how many it concerns, and what will happen. */
function Question<Row, Deed extends string, Filter>({
  deed,
  filter,
  known,
  count,
  onDo,
  onClose,
}: {
  deed: BulkDeed<Row, Deed>;
  filter: Filter;
  /** How many, when it need not be asked. */
  known: number | null;
  count: (deed: Deed, filter: Filter) => Promise<number | null>;
  onDo: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery({
    queryKey: ['bulk', 'count', deed.name, filter] as const,
    queryFn: () => count(deed.name, filter),
    enabled: known === null,
    staleTime: 0,
  });
  const matched = known ?? data ?? null;
  const number = matched === null ? '…' : `${formats.number(matched)}${matched >= countMost ? '+' : ''}`;
  return (
    <Confirm
      open
      title={deed.ask(matched ?? 2, number)}
      action={deed.label}
      cancel={t('bulk.leave')}
      closeLabel={t('app.close')}
      onClose={onClose}
      onConfirm={onDo}
    >
      <p>{deed.text}</p>
    </Confirm>
  );
}

/** What is chosen and what can be done with it, at the lower edge of the window. */
export function BulkBar<Row extends { readonly id: number }, Deed extends string, Filter>({
  label,
  selection,
  rows,
  filter,
  more,
  deeds,
  bulk,
  count,
  onAll,
  onEverything,
  onEnd,
}: {
  label: string;
  selection: Selection;
  rows: readonly Row[];
  filter: Filter;
  /** Whether more match than the list has loaded. */
  more: boolean;
  deeds: readonly BulkDeed<Row, Deed>[];
  bulk: Bulk<Deed, Filter>;
  /** How many a filter means for a deed. */
  count: (deed: Deed, filter: Filter) => Promise<number | null>;
  onAll: () => void;
  onEverything: () => void;
  onEnd: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asked, setAsked] = useState<BulkDeed<Row, Deed> | null>(null);
  const { ids, everything } = selection;
  const { run, stop, done } = bulk;
  const chosen = rows.filter(({ id }) => ids.has(id));
  const whichFor = (deed: BulkDeed<Row, Deed>): Which<Filter> =>
    everything ? { filter } : { ids: chosen.filter(deed.allows).map(({ id }) => id) };
  const possible = deeds.filter((deed) => everything || chosen.some(deed.allows));
  const full = rows.length > 0 && chosen.length === rows.length;
  return (
    <section
      aria-label={label}
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
              {possible.map((deed) => (
                <span key={deed.name} className="contents">
                  {deed.danger === true && possible.length > 1 && <MenuDivider />}
                  <MenuItem
                    danger={deed.danger === true}
                    icon={<deed.Icon className="size-4" />}
                    onSelect={() => setAsked(deed)}
                  >
                    {deed.label}
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
          deed={asked}
          filter={filter}
          known={everything ? null : chosen.filter(asked.allows).length}
          count={count}
          onClose={() => setAsked(null)}
          onDo={() => run({ deed: asked.name, which: whichFor(asked) })}
        />
      )}
    </section>
  );
}
