import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { ActivityRow, latestActivityQuery, useLiveActivity } from '../../features/activity/index.ts';
import {
  Attention,
  type AttentionItem,
  DiskPanel,
  type Service,
  ServicesPanel,
  serverStatusQuery,
  WorkersPanel,
} from '../../features/dashboard/index.ts';
import { deadTotalsQuery } from '../../features/dead-letters/index.ts';
import { useFirstRun } from '../../features/house/index.ts';
import { ImportBox } from '../../features/import/index.ts';
import { NewestAlbums } from '../../features/library/index.ts';
import {
  FirstVisit,
  hasWishesQuery,
  SearchesLeft,
  WishesInFlight,
  wishCountsQuery,
} from '../../features/wishes/index.ts';
import { saidText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Columns } from '../../ui/lists/columns.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useFeed } from '../feed.ts';
import { useGoToImport } from '../go-to-import.ts';
import { soulseekMood, soulseekStatusQuery, spotifyMood, spotifyStatusQuery } from '../services.ts';

const quiet = 'text-small font-medium text-sea-strong underline-offset-4 hover:underline';

/** What waits for a person: decisions, dead letters, a sign-in. */
function useAttention(): AttentionItem[] {
  const { t } = useTranslation();
  const review = useQuery(wishCountsQuery).data?.review ?? 0;
  const dead = useQuery(deadTotalsQuery).data;
  const spotify = useQuery(spotifyStatusQuery);
  const letters = (dead?.downloads ?? 0) + (dead?.jobs ?? 0);
  const items: (AttentionItem | false)[] = [
    review > 0 && {
      name: 'review',
      tone: 'coral',
      text: t('shell.signs.review', { count: review }),
      link: (className: string, children: ReactNode) => (
        <Link to="/wishes" search={{ state: 'review' }} className={className}>
          {children}
        </Link>
      ),
    },
    letters > 0 && {
      name: 'dead',
      tone: 'coral',
      text: t('shell.signs.dead', { count: letters }),
      link: (className: string, children: ReactNode) => (
        <Link to="/dead-letters" search={{ kind: dead?.downloads === 0 ? 'jobs' : undefined }} className={className}>
          {children}
        </Link>
      ),
    },
    spotifyMood(spotify) === 'signedOut' && {
      name: 'spotify',
      tone: 'amber',
      text: t(spotify.data?.account === null ? 'dashboard.signIn' : 'dashboard.signInAgain'),
      link: (className: string, children: ReactNode) => (
        <Link to="/spotify" className={className}>
          {children}
        </Link>
      ),
    },
  ];
  return items.filter((item) => item !== false);
}

/** The services with their moods, and the remedy when one is not well. */
function useServices(): Service[] {
  const { t } = useTranslation();
  const soulseek = useQuery(soulseekStatusQuery);
  const spotify = useQuery(spotifyStatusQuery);
  const server = useQuery(serverStatusQuery);
  const soulseekIs = soulseekMood(soulseek);
  const spotifyIs = spotifyMood(spotify);
  const told = (...parts: (string | null | undefined)[]) => {
    const sentence = parts.filter(Boolean).join(' ');
    return sentence === '' ? undefined : saidText(t, sentence);
  };
  const others = Object.entries(server.data?.connections ?? {}).filter(
    ([name]) => name !== 'slskd' && name !== 'soulseek' && name !== 'spotify',
  );
  return [
    {
      name: 'Soulseek',
      mood: soulseekIs,
      note:
        soulseekIs === 'limited' || soulseekIs === 'gone'
          ? told(soulseek.data?.detail, soulseek.data?.remedy)
          : undefined,
    },
    {
      name: 'Spotify',
      mood: spotifyIs,
      note:
        spotifyIs === 'off'
          ? { text: t('dashboard.services.spotifyOff') }
          : spotifyIs === 'limited' || spotifyIs === 'signedOut'
            ? told(spotify.data?.problem?.sentence, spotify.data?.problem?.remedy)
            : undefined,
      link: (
        <Link to="/spotify" className={quiet}>
          {t('dashboard.services.open')}
        </Link>
      ),
    },
    // The server answers such a question only with its database.
    { name: t('dashboard.services.database'), mood: server.data === undefined ? 'unknown' : 'well' },
    ...others.map(
      ([name, state]): Service => ({
        name: name.charAt(0).toUpperCase() + name.slice(1),
        mood: state === 'ok' ? 'well' : 'gone',
      }),
    ),
  ];
}

function LatestActivity() {
  const { t } = useTranslation();
  const latest = useQuery(latestActivityQuery);
  useLiveActivity(useFeed());
  return (
    <Panel
      title={t('dashboard.activity')}
      aside={
        <Link to="/activity" className={quiet}>
          {t('dashboard.activityAll')}
        </Link>
      }
    >
      {latest.data === undefined ? (
        latest.error === null ? (
          <SkeletonRows rows={3} label={t('activity.loading')} />
        ) : (
          <ProblemNote problem={asProblem(latest.error)} onRetry={() => void latest.refetch()} />
        )
      ) : latest.data.items.length === 0 ? (
        <p className="text-ink-soft">{t('activity.empty')}</p>
      ) : (
        <ol className="divide-y divide-line">
          {latest.data.items.map((event) => (
            <li key={`${event.timestamp} ${event.type} ${event.status} ${JSON.stringify(event.details)}`}>
              <ActivityRow event={event} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** The overview: write wishes down, what waits for somebody, what is being done, how the house is. */
export function DashboardRoute() {
  const { t } = useTranslation();
  const feed = useFeed();
  const goToImport = useGoToImport();
  const hasWishes = useQuery(hasWishesQuery);
  const attention = useAttention();
  const services = useServices();
  const first = useFirstRun(hasWishes.data);
  if (first.fresh && !first.begun) return <Navigate to="/welcome" replace />;
  return (
    <div className="space-y-6">
      {first.fresh && (
        <p className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-xl bg-sea-soft px-5 py-3.5">
          <span>{t('welcome.unfinished')}</span>
          <Link to="/welcome" className={quiet}>
            {t('welcome.goOn')}
          </Link>
        </p>
      )}
      <div>
        <h1 className="mb-4 text-display font-semibold text-balance lg:mb-5 lg:text-hero">{t('import.heading')}</h1>
        <ImportBox roomy={hasWishes.data === false} />
      </div>
      <Attention items={attention} />
      {hasWishes.data === false && <FirstVisit onImport={goToImport} />}
      <NewestAlbums
        feed={feed}
        more={
          <Link to="/library" className={quiet}>
            {t('dashboard.newestAll')}
          </Link>
        }
      />
      <Columns
        beside={
          <>
            <ServicesPanel services={services} />
            <WorkersPanel />
            <DiskPanel searches={<SearchesLeft />} />
          </>
        }
      >
        {hasWishes.data !== false && (
          <WishesInFlight
            feed={feed}
            more={
              <Link to="/wishes" className={quiet}>
                {t('dashboard.flight.all')}
              </Link>
            }
          />
        )}
        <LatestActivity />
      </Columns>
    </div>
  );
}
