import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox, RotateCcw, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, cancelDownload, type Download, type LiveFeed, retryDownload } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { problemText } from '../../i18n/problem-text.ts';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/clock.ts';
import { VirtualRows } from '../../ui/lists/virtual-rows.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { type DownloadView, downloadsQuery, transfersQuery } from './queries.ts';
import { TransferRow } from './transfer-row.tsx';
import { splitPath } from './transfers.ts';

/** Transfers report in bursts; the list is read again at most this often. */
const refreshMs = 2000;

const tones = {
  queued: 'neutral',
  downloading: 'sea',
  completed: 'sea',
  failed: 'amber',
  dead_letter: 'coral',
  cancelled: 'neutral',
} as const;

function useLive(feed: LiveFeed): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['soulseek', 'downloads'] });
    };
    const stops = [
      feed.on('wish', () => {
        timer ??= window.setTimeout(refresh, refreshMs);
      }),
      feed.onGap(refresh),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client, feed]);
}

function OurDownload({ download, onUser }: { download: Download; onUser: (username: string) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (again: boolean) => (again ? retryDownload(download) : cancelDownload(download.id)),
    onSuccess: (_answer, again) => toast.success(t(again ? 'downloads.retried' : 'downloads.cancelled')),
    onError: (error) => toast.error(t('downloads.failedAction'), { description: problemText(t, error).text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['soulseek', 'downloads'] }),
  });
  const { state, username } = download;
  const { folder, name } = splitPath(download.filename);
  const ended = state === 'failed' || state === 'dead_letter' || state === 'cancelled';
  const facts = [
    download.priority === 0 ? null : t('soulseekPage.priority', { priority: formats.number(download.priority) }),
    download.retry_count > 0 ? t('downloads.retries', { count: download.retry_count }) : null,
    download.next_retry_at === null || state !== 'failed'
      ? null
      : t('downloads.next', { when: formats.relative(download.next_retry_at, now) }),
    formats.relative(download.updated_at, now),
  ].filter((fact) => fact !== null);
  const label = ended ? t('wishes.actions.retryOf', { title: name }) : t('soulseekPage.stopOf', { name });
  return (
    <div className="grid min-h-18 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-b border-line px-1 py-3 md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_2.25rem]">
      <div className="min-w-0">
        <Truncate className="font-semibold">{name}</Truncate>
        <p className="flex min-w-0 gap-2 text-small text-ink-soft">
          {username !== null && (
            <Button kind="link" size="inline" className="shrink-0" onClick={() => onUser(username)}>
              <bdi>{username}</bdi>
            </Button>
          )}
          <Truncate className="min-w-0 text-ink-faint">{folder}</Truncate>
        </p>
      </div>
      <div className="min-w-0 max-md:order-last max-md:col-span-2">
        <p className="nums flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-soft">
          <Badge tone={tones[state as keyof typeof tones]}>
            {dynamicText(t, `downloads.state.${state}`, state).text}
          </Badge>
          <span>{facts.join(' · ')}</span>
          {state === 'downloading' && (
            <span className="ms-auto text-ink">{formats.percent(download.progress / 100)}</span>
          )}
        </p>
        {state === 'downloading' && (
          <ProgressBar
            className="mt-2 block w-full"
            value={download.progress}
            label={t('wishes.progress', { title: name })}
          />
        )}
        {download.last_error !== null && state !== 'completed' && (
          <Told as="p" className="mt-1 line-clamp-2 text-small text-ink-soft" said={download.last_error} />
        )}
      </div>
      {state !== 'completed' && (
        <Button
          kind="quiet"
          size="icon"
          disabled={act.isPending}
          aria-label={label}
          title={label}
          onClick={() => act.mutate(ended)}
        >
          {ended ? (
            <RotateCcw className="size-4" aria-hidden="true" />
          ) : (
            <Square className="size-4" aria-hidden="true" />
          )}
        </Button>
      )}
    </div>
  );
}

function Empty({ view, onAll }: { view: DownloadView | 'daemon'; onAll: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice
      heading="output"
      icon={<Inbox className="size-8" strokeWidth={1.5} />}
      title={t('soulseekPage.noDownloads')}
      actions={view === 'active' ? <Button onClick={onAll}>{t('soulseekPage.allDownloads')}</Button> : undefined}
    >
      {t('downloads.emptyText')}
    </Notice>
  );
}

function Ours({ view, onUser, onAll }: { view: DownloadView; onUser: (username: string) => void; onAll: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(downloadsQuery(view));
  if (data === undefined) {
    if (error !== null) return <ProblemNote large problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <SkeletonRows rows={5} label={t('downloads.loading')} className="border-t border-line" />;
  }
  if (data.length === 0) return <Empty view={view} onAll={onAll} />;
  return (
    <VirtualRows rows={data} label={t('soulseekPage.tabs.downloads')} height={73} keyOf={({ id }) => id}>
      {(download) => <OurDownload download={download} onUser={onUser} />}
    </VirtualRows>
  );
}

function Daemons({ onUser, onAll }: { onUser: (username: string) => void; onAll: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(transfersQuery('downloads/all'));
  if (data === undefined) {
    if (error !== null) return <ProblemNote large problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <SkeletonRows rows={5} label={t('downloads.loading')} className="border-t border-line" />;
  }
  if (data.length === 0) return <Empty view="daemon" onAll={onAll} />;
  return (
    <VirtualRows rows={data} label={t('soulseekPage.tabs.downloads')} height={73} keyOf={({ id }) => id}>
      {(transfer) => <TransferRow transfer={transfer} onUser={onUser} />}
    </VirtualRows>
  );
}

/** Our downloads with priority, tries and last error, and what slskd itself lists. */
export function DownloadsTab({ feed, onUser }: { feed: LiveFeed; onUser: (username: string) => void }) {
  const { t } = useTranslation();
  const [view, setView] = useState<DownloadView | 'daemon'>('active');
  useLive(feed);
  const onAll = (): void => setView('all');
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <Chip pressed={view === 'active'} onPress={() => setView('active')}>
          {t('soulseekPage.activeDownloads')}
        </Chip>
        <Chip pressed={view === 'all'} onPress={onAll}>
          {t('soulseekPage.allDownloads')}
        </Chip>
        <Chip pressed={view === 'daemon'} onPress={() => setView('daemon')}>
          {t('soulseekPage.daemonDownloads')}
        </Chip>
      </div>
      {view === 'daemon' ? (
        <Daemons onUser={onUser} onAll={onAll} />
      ) : (
        <Ours view={view} onUser={onUser} onAll={onAll} />
      )}
    </>
  );
}
