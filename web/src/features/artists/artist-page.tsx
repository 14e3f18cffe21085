import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, RefreshCw, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type Artist, asProblem, type LiveFeed, syncArtist, watchArtist } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote, useProblemText } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { BackLink, CoverHeader } from '../../ui/cover-header.tsx';
import { Columns } from '../../ui/lists/columns.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ActivityPanel } from './activity-panel.tsx';
import { DiscographyPanel } from './discography-panel.tsx';
import { artistQuery, entryQuery } from './queries.ts';
import { ReleaseList } from './release-list.tsx';
import { useLiveArtists } from './use-live-artists.ts';
import { WatchPanel } from './watch-panel.tsx';

/** One artist: how it is watched, what it has put out, what we have of it. */
export function ArtistPage({ feed, artistKey }: { feed: LiveFeed; artistKey: string }) {
  const { t } = useTranslation();
  useLiveArtists(feed);
  const artist = useQuery({ ...artistQuery(artistKey), retry: false });
  const entry = useQuery({ ...entryQuery(artistKey), enabled: artist.data !== undefined });
  const problem = artist.error === null ? null : asProblem(artist.error);
  const back = <BackLink to="/artists">{t('artists.heading')}</BackLink>;
  return (
    <>
      {artist.data === undefined && back}
      {artist.data === undefined ? (
        problem === null ? (
          <SkeletonRows rows={7} label={t('artists.loading')} />
        ) : problem.status === 404 || problem.status === 400 ? (
          <Notice heading="h1" icon={<UserX className="size-8" strokeWidth={1.5} />} title={t('artists.unknown.title')}>
            {t('artists.unknown.text')}
          </Notice>
        ) : (
          <ProblemNote large problem={problem} onRetry={() => void artist.refetch()} />
        )
      ) : (
        <>
          <Heading artist={artist.data} back={back} />
          <Columns
            beside={
              <>
                {entry.data === null ? (
                  <NotWatched artist={artist.data} />
                ) : entry.data === undefined ? (
                  entry.error === null ? (
                    <SkeletonRows rows={3} label={t('artists.loading')} />
                  ) : (
                    <ProblemNote problem={asProblem(entry.error)} onRetry={() => void entry.refetch()} />
                  )
                ) : (
                  <WatchPanel entry={entry.data} />
                )}
                <DiscographyPanel artist={artist.data} entry={entry.data ?? null} />
                <ActivityPanel artist={artist.data} />
              </>
            }
          >
            <ReleaseList
              artistKey={artistKey}
              artist={artist.data.name}
              releases={artist.data.releases}
              total={artist.data.releases_total}
            />
          </Columns>
        </>
      )}
    </>
  );
}

function Heading({ artist, back }: { artist: Artist; back: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const explain = useProblemText();
  const now = useNow();
  const sync = useMutation({
    mutationFn: () => syncArtist(artist.artist_key),
    onSuccess: ({ already_enqueued: already }) =>
      toast.success(t(already ? 'artists.sync.already' : 'artists.sync.begun', { name: artist.name })),
    onError: (error) =>
      toast.error(t('artists.failed', { name: artist.name }), { description: explain(asProblem(error)).text }),
  });
  const owned = artist.releases.filter(
    ({ completion }) =>
      completion !== null && completion.total !== null && completion.total > 0 && completion.owned === completion.total,
  ).length;
  return (
    <CoverHeader
      artist={artist.name}
      work={artist.name}
      src={null}
      round
      back={back}
      aside={
        <div className="max-sm:w-full sm:text-end">
          <Button disabled={sync.isPending} onClick={() => sync.mutate()}>
            <RefreshCw className="size-4" aria-hidden="true" />
            {t('artists.sync.action')}
          </Button>
          <p className="nums mt-1.5 text-tiny text-ink-faint">
            {artist.last_synced_at === null
              ? t('artists.sync.never')
              : t('artists.sync.last', { when: formats.relative(artist.last_synced_at, now) })}
          </p>
        </div>
      }
    >
      <h1 className="text-display font-semibold text-balance break-words lg:text-hero" dir="auto">
        {artist.name}
      </h1>
      <p className="nums mt-1 text-ink-soft">
        {t('artists.releases.count', { count: artist.releases_total })}
        {owned > 0 && ` · ${t('artists.releases.completeCount', { count: owned })}`}
        {artist.genres.length > 0 && ` · ${artist.genres.slice(0, 3).join(', ')}`}
      </p>
    </CoverHeader>
  );
}

function NotWatched({ artist }: { artist: Artist }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const watch = useMutation({
    mutationFn: () => watchArtist({ artist_key: artist.artist_key }, false),
    onSettled: () => client.invalidateQueries({ queryKey: ['artists'] }),
  });
  return (
    <Panel title={t('artists.notWatched.title')}>
      <p className="text-ink-soft">{t('artists.notWatched.text')}</p>
      <Button kind="primary" className="mt-4" disabled={watch.isPending} onClick={() => watch.mutate()}>
        <Eye className="size-4" aria-hidden="true" />
        {t('artists.add.action')}
      </Button>
      {watch.error !== null && (
        <div className="mt-4">
          <ProblemNote problem={asProblem(watch.error)} onRetry={() => watch.mutate()} />
        </div>
      )}
    </Panel>
  );
}
