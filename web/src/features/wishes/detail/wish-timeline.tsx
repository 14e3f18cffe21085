import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type Wish } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { cn } from '../../../ui/cn.ts';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { wishProofQuery } from '../queries.ts';
import { CheckedLines, MovedLines, SearchLines, ToldLines, TransferLines, WishedLines } from './entry-lines.tsx';
import { type Entry, shortened, timelineOf } from './timeline.ts';

/** As many as this are shown at first; a wish that is tried for months has many more. */
const most = 12;

type Tone = 'sea' | 'amber' | 'coral' | 'faint';
const dots: Record<Tone, string> = {
  sea: 'bg-sea',
  amber: 'bg-amber-fill',
  coral: 'bg-coral-fill',
  faint: 'border border-line-strong bg-surface',
};

function toneOf(entry: Entry): Tone {
  switch (entry.kind) {
    case 'wished':
    case 'searched':
      return 'faint';
    case 'moved':
      return entry.move.state === 'done' ? 'sea' : 'amber';
    case 'asked': {
      const { state } = entry.transfer;
      if (state === 'dead_letter') return 'coral';
      if (state === 'failed') return 'amber';
      return state === 'cancelled' ? 'faint' : 'sea';
    }
    case 'checked':
      if (entry.check.verdict === 'accepted' || entry.check.kept) return 'sea';
      return entry.check.verdict === 'review' ? 'coral' : 'amber';
    case 'told':
      if (entry.event.kind === 'done') return 'sea';
      if (entry.event.kind === 'review') return 'coral';
      return entry.event.kind === 'waiting' ? 'amber' : 'faint';
  }
}

function Lines({ entry, wish }: { entry: Entry; wish: Wish }) {
  switch (entry.kind) {
    case 'wished':
      return <WishedLines origin={entry.origin} />;
    case 'searched':
      return <SearchLines search={entry.search} />;
    case 'asked':
      return <TransferLines entry={entry} wish={wish} />;
    case 'checked':
      return <CheckedLines check={entry.check} />;
    case 'moved':
      return <MovedLines move={entry.move} />;
    case 'told':
      return <ToldLines event={entry.event} wish={wish} />;
  }
}

/** What happened to a wish, told in order and in plain words; lives by the events that the list listens to. */
export function WishTimeline({ wish, onChoose }: { wish: Wish; onChoose: (() => void) | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(wishProofQuery(wish));
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows rows={3} label={t('timeline.loading')} />
    ) : (
      <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
    );
  }
  const entries = timelineOf(data);
  const { shown, left } = all ? { shown: entries, left: 0 } : shortened(entries, most);
  const dead = data.transfers.some(({ state }) => state === 'dead_letter') && wish.state !== 'done';
  return (
    <>
      <ol aria-label={t('timeline.heading')} className="text-small">
        {shown.map((entry, index) => (
          <li key={entry.key} className="relative grid grid-cols-[0.75rem_minmax(0,1fr)] gap-x-3 pb-4 last:pb-1">
            {index < shown.length - 1 && (
              <span aria-hidden="true" className="absolute start-[0.3125rem] top-3 -bottom-1 w-px bg-line" />
            )}
            <span aria-hidden="true" className={cn('relative mt-1.5 size-2.5 rounded-full', dots[toneOf(entry)])} />
            <div className="min-w-0">
              <Lines entry={entry} wish={wish} />
              <time dateTime={entry.at} className="nums block text-tiny text-ink-faint">
                {formats.dateTime(entry.at)}
              </time>
            </div>
            {index === 0 && left > 0 && (
              <Button kind="quiet" size="small" className="col-start-2 mt-2 w-fit" onClick={() => setAll(true)}>
                {t('timeline.between', { count: left })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div className="mt-2 flex flex-wrap gap-2 ps-6">
        {onChoose !== undefined && (
          <Button size="small" onClick={onChoose}>
            {t('timeline.choose')}
          </Button>
        )}
        {dead && (
          <Link to="/dead-letters" className="flex h-8 items-center text-small font-medium text-sea-strong underline">
            {t('timeline.deadLetters')}
          </Link>
        )}
      </div>
    </>
  );
}
