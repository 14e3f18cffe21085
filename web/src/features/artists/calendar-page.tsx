import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarDays, CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type Calendar, type LiveFeed } from '../../api/index.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { CalendarAddresses } from './calendar-addresses.tsx';
import { Places } from './places.tsx';
import { calendarQuery } from './queries.ts';
import { ReleaseDay } from './release-day.tsx';
import { useLiveArtists } from './use-live-artists.ts';

type Entry = Calendar['items'][number];

/** What watched artists put out: what comes, and what has just come. */
export function CalendarPage({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  useLiveArtists(feed);
  const calendar = useQuery(calendarQuery);
  const [subscribing, setSubscribing] = useState(false);
  const items = calendar.data?.items;
  const coming = items?.filter((entry) => !entry.out) ?? [];
  const recent = items?.filter((entry) => entry.out).toReversed() ?? [];
  return (
    <>
      <PageHeader title={t('artists.calendar.heading')} intro={t('artists.calendar.intro')} aside={<Places />} />
      {items === undefined ? (
        calendar.error === null ? (
          <SkeletonRows rows={6} label={t('artists.calendar.loading')} />
        ) : (
          <ProblemNote large problem={asProblem(calendar.error)} onRetry={() => void calendar.refetch()} />
        )
      ) : (
        <>
          {items.length === 0 ? (
            <Notice
              icon={<CalendarDays className="size-8" strokeWidth={1.5} />}
              title={t('artists.calendar.empty')}
              actions={
                <Link to="/artists" className="font-medium text-sea-strong underline underline-offset-4">
                  {t('artists.calendar.emptyAction')}
                </Link>
              }
            >
              {t('artists.calendar.emptyText')}
            </Notice>
          ) : (
            <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
              <Entries title={t('artists.calendar.coming')} none={t('artists.calendar.noneComing')} entries={coming} />
              <Entries title={t('artists.calendar.recent')} none={t('artists.calendar.noneRecent')} entries={recent} />
            </div>
          )}
          <div className="mt-8 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
            <p className="max-w-prose text-small text-ink-soft">{t('artists.calendar.subscribeText')}</p>
            <Button size="small" onClick={() => setSubscribing(true)}>
              <CalendarPlus className="size-4" aria-hidden="true" />
              {t('artists.calendar.subscribe')}
            </Button>
          </div>
        </>
      )}
      {subscribing && <CalendarAddresses onClose={() => setSubscribing(false)} />}
    </>
  );
}

function Entries({ title, none, entries }: { title: string; none: string; entries: Entry[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 text-title font-semibold">{title}</h2>
      {entries.length === 0 ? (
        <p className="border-t border-line py-5 text-ink-soft">{none}</p>
      ) : (
        <ul className="border-t border-line">
          {entries.map((entry) => (
            <li
              key={entry.id}
              className="relative flex min-h-16 items-center gap-3 border-b border-line px-3 py-2.5 transition-colors duration-150 hover:bg-hover"
            >
              <Artwork artist={entry.artist} work={entry.title} className="size-10" />
              <div className="min-w-0 flex-1">
                <Link
                  to="/artists/$key"
                  params={{ key: entry.artist_key }}
                  className="block font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-sea"
                >
                  <Truncate>{entry.title}</Truncate>
                </Link>
                <Truncate className="text-small text-ink-soft">{entry.artist}</Truncate>
              </div>
              <span className="nums flex shrink-0 flex-col items-end gap-1 text-small text-ink-soft">
                <ReleaseDay text={cut(entry)} />
                <Badge tone={entry.state === 'wished' || entry.state === 'new' ? 'sea' : 'neutral'}>
                  {dynamicText(t, `artists.kind.${entry.release_type}`, entry.release_type).text}
                </Badge>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The day as exactly as it is known. */
function cut({ day, precision }: Entry): string {
  return precision === 'year' ? day.slice(0, 4) : precision === 'month' ? day.slice(0, 7) : day;
}
