import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed, type Playlists, syncPlaylists } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { playlistsQuery } from './playlist-queries.ts';
import { PlaylistRow } from './playlist-row.tsx';

/** Files report one by one; the playlists are read again at most this often. */
const refreshMs = 1000;

/** The account's playlists: what is in them, what we have, and which are mirrored. */
export function PlaylistsPanel({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const lists = useQuery(playlistsQuery);
  const [open, setOpen] = useState<string | null>(null);
  const sync = useMutation({
    mutationFn: syncPlaylists,
    onSettled: () => client.invalidateQueries({ queryKey: ['playlists'] }),
  });
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['playlists'] });
    };
    const soon = (): void => {
      timer ??= window.setTimeout(refresh, refreshMs);
    };
    const stops = [
      feed.on('activity', (event) => {
        if ((event as { type?: unknown } | null)?.type === 'sync') soon();
      }),
      feed.on('wish', soon),
      feed.onGap(refresh),
    ];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
    };
  }, [client, feed]);
  const running = sync.isPending || lists.data?.sync?.state === 'running';
  return (
    <Panel
      title={t('playlists.title')}
      aside={
        <Button size="small" disabled={running} onClick={() => sync.mutate()}>
          <RefreshCw
            className={running ? 'size-4 animate-spin motion-reduce:animate-none' : 'size-4'}
            aria-hidden="true"
          />
          {t(running ? 'playlists.syncing' : 'playlists.syncNow')}
        </Button>
      }
    >
      {sync.error !== null && (
        <div className="mb-4">
          <ProblemNote problem={asProblem(sync.error)} onRetry={() => sync.mutate()} />
        </div>
      )}
      {lists.data === undefined ? (
        lists.error === null ? (
          <SkeletonRows rows={3} label={t('playlists.loading')} />
        ) : (
          <ProblemNote problem={asProblem(lists.error)} onRetry={() => void lists.refetch()} />
        )
      ) : (
        <>
          <p className="mb-1 max-w-prose text-ink-soft">{t('playlists.mirrorText')}</p>
          <LastSync sync={lists.data.sync} />
          {lists.data.playlists.length === 0 ? (
            <p className="max-w-prose text-ink-soft">
              {t(lists.data.sync === null ? 'playlists.notRead' : 'playlists.none')}
            </p>
          ) : (
            <ul className="-mx-2 -mb-3 border-t border-line">
              {lists.data.playlists.map((list) => (
                <PlaylistRow
                  key={list.id}
                  list={list}
                  open={open === list.id}
                  onToggle={() => setOpen(open === list.id ? null : list.id)}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </Panel>
  );
}

function LastSync({ sync }: { sync: Playlists['sync'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  if (sync === null || sync.state === 'running') return null;
  if (sync.state === 'waiting')
    return (
      <p className="mb-4 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber">
        <Told said={sync.reason ?? ''} />{' '}
        {sync.resume_at !== null && t('playlists.resumes', { when: formats.dateTime(sync.resume_at) })}
      </p>
    );
  return (
    <p className="nums mb-4 text-small text-ink-faint">
      {t(sync.state === 'partial' ? 'playlists.partial' : 'playlists.synced', {
        when: formats.relative(sync.finished_at ?? sync.started_at, now),
      })}
    </p>
  );
}
