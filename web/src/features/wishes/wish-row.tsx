import { ArrowUp, Check } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type Wish } from '../../api/index.ts';
import { Artwork } from '../../ui/artwork.tsx';
import { cn } from '../../ui/cn.ts';
import { Truncate } from '../../ui/truncate.tsx';
import { WishDetail } from './detail/wish-detail.tsx';
import { WishActions } from './wish-actions.tsx';
import { WishStatus, WishSteps } from './wish-status.tsx';
import { artistLine } from './wish-words.ts';

/** One wish: a line that tells everything at a glance, and the proof below when opened. */
export const WishRow = memo(function WishRow({
  wish,
  open,
  reachable,
  wide,
  choosing,
  onToggle,
}: {
  wish: Wish;
  open: boolean;
  /** Whether the Tab key stops here; one row of the list does, arrows move between them. */
  reachable: boolean;
  /** Columns side by side; otherwise stacked for a phone. */
  wide: boolean;
  /** Whether rows are chosen in place of opened, and whether this one is. */
  choosing: boolean | null;
  /** `range`: from the row that was touched last to this one. */
  onToggle: (id: number, range: boolean) => void;
}) {
  const { t } = useTranslation();
  const artists = artistLine(wish);
  return (
    <div className={cn('border-b border-line', open && 'bg-surface', choosing === true && 'bg-sea-soft/40')}>
      <div
        className={cn(
          'relative grid grid-cols-[2.75rem_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-3 transition-colors duration-150 sm:px-4 md:h-18 md:grid-cols-[2.75rem_minmax(0,1.1fr)_3.25rem_minmax(0,1fr)_4.75rem] md:gap-x-4 md:py-0',
          !open && 'hover:bg-hover',
        )}
      >
        {choosing === null ? (
          <Artwork
            artist={wish.artists[0] ?? ''}
            work={wish.album ?? wish.title}
            src={addressOf(wish.file?.artwork_url)}
            className={cn('self-start md:self-auto', wish.state === 'cancelled' && 'opacity-40 grayscale')}
          />
        ) : (
          <span
            aria-hidden="true"
            className={cn(
              'mx-auto grid size-5 place-items-center rounded-xs border',
              choosing ? 'border-sea bg-sea text-surface' : 'border-line-strong bg-surface',
            )}
          >
            {choosing && <Check className="size-4" strokeWidth={3} />}
          </span>
        )}
        <div className="min-w-0">
          <button
            type="button"
            data-wish={wish.id}
            tabIndex={reachable ? 0 : -1}
            {...(choosing === null
              ? {
                  'aria-expanded': open,
                  'aria-controls': open ? `proof-${wish.id}` : undefined,
                  'aria-label': t('wishes.open', { title: `${wish.title}, ${artists}` }),
                }
              : {
                  role: 'checkbox',
                  'aria-checked': choosing,
                  'aria-label': t('bulk.choose', { title: `${wish.title}, ${artists}` }),
                })}
            onClick={(event) => onToggle(wish.id, event.shiftKey)}
            className="flex w-full items-center gap-1.5 text-start text-body font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-sea"
          >
            <Truncate className={cn(wish.state === 'cancelled' && 'text-ink-soft line-through')}>{wish.title}</Truncate>
            {wish.priority > 0 && wish.state !== 'done' && (
              <ArrowUp className="size-3.5 shrink-0 text-coral" strokeWidth={2.5} aria-hidden="true" />
            )}
          </button>
          <Truncate className="text-small text-ink-soft">
            <bdi>{artists}</bdi>
            {wish.album !== null && (
              <span className="text-ink-faint">
                {' · '}
                <bdi>{wish.album}</bdi>
              </span>
            )}
          </Truncate>
          {!wide && (
            <div className="mt-2">
              <WishStatus wish={wish} />
            </div>
          )}
        </div>
        {wide && <WishSteps wish={wish} />}
        {wide && <WishStatus wish={wish} />}
        <div className="flex flex-col items-end self-start md:self-auto">
          <WishActions wish={wish} tabIndex={reachable ? 0 : -1} />
          {!wide && <WishSteps wish={wish} className="mt-2 mr-2.5" />}
        </div>
      </div>
      {open && <WishDetail wish={wish} />}
    </div>
  );
});
