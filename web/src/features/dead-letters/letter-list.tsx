import { ChevronLeft, ChevronRight, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/form/checkbox.tsx';
import { Confirm } from '../../ui/overlays/confirm.tsx';
import { Menu, MenuItem } from '../../ui/overlays/menu.tsx';
import { LetterRow } from './letter-row.tsx';
import type { Letter } from './letters.ts';
import { pageSize } from './queries.ts';
import { useDeadActions } from './use-dead-actions.ts';

const ages = [1, 7, 30] as const;
const dayMs = 86_400_000;

/** A page of dead letters: choose some and try them again, or remove them for good. */
export function LetterList({
  kind,
  letters,
  total,
  page,
  onPage,
}: {
  kind: 'downloads' | 'jobs';
  letters: readonly Letter[];
  total: number;
  page: number;
  onPage: (page: number) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<'chosen' | (typeof ages)[number] | null>(null);
  const { requeue, purge, busy } = useDeadActions(kind, () => setMarked(new Set()));
  // Letters that are gone since are no longer chosen.
  const chosen = letters.filter(({ id }) => marked.has(id)).map(({ id }) => id);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setMarked(next);
  };
  return (
    <>
      <div className="sticky top-14 z-20 -mx-4 flex min-h-12 flex-wrap items-center gap-2 border-b border-line bg-paper/92 px-4 py-2 backdrop-blur-md sm:mx-0 sm:px-0 lg:top-0">
        <Checkbox
          checked={chosen.length === 0 ? false : chosen.length === letters.length ? true : 'some'}
          label={t('dead.chooseAll')}
          onChange={(all) => setMarked(all ? new Set(letters.map(({ id }) => id)) : new Set())}
        />
        <span className="nums me-auto text-small text-ink-soft" aria-live="polite">
          {chosen.length > 0 ? t('dead.chosen', { count: chosen.length }) : t('dead.total', { count: total })}
        </span>
        {chosen.length > 0 && (
          <>
            <Button size="small" kind="primary" disabled={busy} onClick={() => requeue(chosen)}>
              <RotateCcw className="size-4" aria-hidden="true" />
              {t('dead.requeue')}
            </Button>
            <Button size="small" disabled={busy} onClick={() => setAsked('chosen')}>
              <Trash2 className="size-4" aria-hidden="true" />
              {t('dead.purge')}
            </Button>
          </>
        )}
        {chosen.length === 0 && (
          <Menu
            trigger={
              <Button size="small" disabled={busy}>
                <Trash2 className="size-4" aria-hidden="true" />
                {t('dead.clean')}
              </Button>
            }
          >
            {ages.map((days) => (
              <MenuItem key={days} danger onSelect={() => setAsked(days)}>
                {t('dead.olderThan', { count: days })}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <ul aria-label={t('dead.heading')}>
        {letters.map((letter) => (
          <LetterRow
            key={letter.id}
            letter={letter}
            chosen={marked.has(letter.id)}
            busy={busy}
            onChoose={() => toggle(letter.id)}
            onRequeue={() => requeue([letter.id])}
          />
        ))}
      </ul>
      {pages > 1 && (
        <nav aria-label={t('dead.pages')} className="mt-5 flex items-center justify-center gap-3">
          <Button size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft className="size-4" aria-hidden="true" />
            {t('dead.previous')}
          </Button>
          <span className="nums text-small text-ink-soft">
            {t('dead.pageOf', { page: formats.number(page), pages: formats.number(pages) })}
          </span>
          <Button size="small" disabled={page >= pages} onClick={() => onPage(page + 1)}>
            {t('dead.next')}
            <ChevronRight className="size-4" aria-hidden="true" />
          </Button>
        </nav>
      )}
      <Confirm
        open={asked !== null}
        title={
          asked === 'chosen'
            ? t('dead.confirmChosen', { count: chosen.length })
            : t('dead.confirmAge', { count: asked ?? 1 })
        }
        action={t('dead.purge')}
        cancel={t('dead.keep')}
        closeLabel={t('app.close')}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked === 'chosen') purge({ ids: chosen });
          else if (asked !== null) purge({ older_than: new Date(Date.now() - asked * dayMs).toISOString() });
        }}
      >
        <p>{kind === 'downloads' ? t('dead.confirmText') : t('dead.confirmJobsText')}</p>
      </Confirm>
    </>
  );
}
