import { ChevronRight, Heart, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FoundItem, Wish } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { Artwork } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { toneOfAnswer } from '../../ui/confidence.ts';
import { Truncate } from '../../ui/truncate.tsx';
import { OfferRow } from './offer-row.tsx';
import { sourceNames, type Work } from './works.ts';

/** What can be done with a work. */
export interface WorkActions {
  readonly busy: boolean;
  readonly wish: (work: Work) => void;
  readonly fetch: (item: FoundItem, work: Work) => void;
  /** Looks for the songs of an album or artist. */
  readonly look: (work: Work) => void;
  readonly watch: (artist: string) => void;
}

/** Whether it is there already, or wished for. */
function OwnedMark({ work, wish }: { work: Work; wish: Wish | undefined }) {
  const { t } = useTranslation();
  const owned = work.items.some((item) => item.source === 'library') || wish?.state === 'done';
  if (owned) return <Badge tone="sea">{t('smartSearch.owned')}</Badge>;
  if (wish === undefined || wish.state === 'cancelled') return null;
  return <Badge tone="amber">{t('smartSearch.wanted', { state: t(`wishes.state.${wish.state}`) })}</Badge>;
}

function Action({ work, wish, actions }: { work: Work; wish: Wish | undefined; actions: WorkActions }) {
  const { t } = useTranslation();
  if (work.type === 'artist') {
    return (
      <Button size="small" onClick={() => actions.watch(work.title)}>
        {t('smartSearch.watch')}
      </Button>
    );
  }
  if (work.type === 'album') {
    return (
      <Button size="small" onClick={() => actions.look(work)}>
        <Search className="size-4" aria-hidden="true" />
        {t('smartSearch.look')}
      </Button>
    );
  }
  if (work.artist === '' || (wish !== undefined && wish.state !== 'cancelled')) return null;
  return (
    <Button
      size="small"
      disabled={actions.busy}
      aria-label={t('smartSearch.wishOf', { title: `${work.artist} – ${work.title}` })}
      onClick={() => actions.wish(work)}
    >
      <Heart className="size-4" aria-hidden="true" />
      {t('smartSearch.wish')}
    </Button>
  );
}

/** One work: what it is, how sure, whether it is there; every source and offer unfolds. */
export function WorkRow({
  work,
  wish,
  open,
  onOpen,
  actions,
}: {
  work: Work;
  wish: Wish | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
  actions: WorkActions;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const offers = work.items.filter((item) => item.source === 'soulseek').length;
  const sources = sourceNames.filter((name) => work.items.some((item) => item.source === name));
  const facts = [
    work.type === 'artist' ? null : work.artist,
    work.album !== work.title ? work.album : null,
    work.year === null ? null : String(work.year),
    work.durationMs === null ? null : formats.duration(work.durationMs),
  ].filter((fact) => fact !== null && fact !== '');
  const id = `work-${work.key}`;
  return (
    <li className="border-b border-line">
      <div className="relative grid grid-cols-[2.75rem_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-1 py-3 transition-colors duration-150 hover:bg-hover sm:px-3">
        <Artwork artist={work.artist} work={work.album ?? work.title} className="size-11" />
        <div className="min-w-0">
          <button
            type="button"
            data-work=""
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => onOpen(!open)}
            className="flex w-full items-center gap-1 text-start font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-sea"
          >
            <Truncate>{work.title}</Truncate>
            <ChevronRight
              className={cn('size-4 shrink-0 text-ink-faint transition-transform duration-150', open && 'rotate-90')}
              aria-hidden="true"
            />
          </button>
          <Truncate className="nums text-small text-ink-soft">{facts.join(' · ')}</Truncate>
          <p className="mt-1 flex flex-wrap items-center gap-1.5">
            <Badge tone={toneOfAnswer(work.score)}>
              {t('smartSearch.sure', { share: formats.percent(work.score) })}
            </Badge>
            <OwnedMark work={work} wish={wish} />
            <span className="nums text-tiny text-ink-faint">
              {sources.map((name) => t(`smartSearch.sources.${name}`)).join(', ')}
              {offers > 0 && ` · ${t('smartSearch.offers', { count: offers })}`}
            </span>
          </p>
        </div>
        <div className="relative z-10">
          <Action work={work} wish={wish} actions={actions} />
        </div>
      </div>
      {open && (
        <ul
          id={id}
          aria-label={t('smartSearch.found', { title: work.title })}
          className="rise mb-3 ms-1 rounded-md border border-line bg-surface px-3 sm:ms-18"
        >
          {work.items.slice(0, 60).map((item) => (
            <OfferRow key={item.id} item={item} busy={actions.busy} onFetch={(chosen) => actions.fetch(chosen, work)} />
          ))}
        </ul>
      )}
    </li>
  );
}
