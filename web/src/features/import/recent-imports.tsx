import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type IngestJob, type LiveFeed } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { cn } from '../../ui/cn.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { importLinksQuery, importsQuery, problemLinesQuery } from './queries.ts';

/** An import reports every batch; its figures are read again at most this often. */
const refreshMs = 500;

function ProblemLines({ jobId, state }: { jobId: string; state: 'failed' | 'skipped' }) {
  const { t } = useTranslation();
  const lines = useInfiniteQuery(problemLinesQuery(jobId, state));
  if (lines.data === undefined) {
    if (lines.error === null) return <Skeleton className="my-2 w-2/3" />;
    return <ProblemNote problem={asProblem(lines.error)} onRetry={() => void lines.refetch()} />;
  }
  return (
    <>
      <ul className="space-y-1.5 text-small">
        {lines.data.pages.flatMap((page) =>
          page.items.map((item) => {
            return (
              <li
                key={`${item.line} ${item.raw_line}`}
                className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[4.5rem_minmax(0,1fr)_minmax(0,1fr)]"
              >
                <span className="nums text-ink-faint">{t('import.line', { line: item.line })}</span>
                <Truncate>{item.raw_line?.trim() || item.title || t('import.noText')}</Truncate>
                <Told
                  className={cn('col-start-2 sm:col-start-3', state === 'failed' ? 'text-coral' : 'text-ink-soft')}
                  said={{ code: item.reason_code ?? '', sentence: item.reason ?? '' }}
                />
              </li>
            );
          }),
        )}
      </ul>
      {lines.hasNextPage && (
        <Button kind="quiet" size="small" disabled={lines.isFetching} onClick={() => void lines.fetchNextPage()}>
          {t('import.more')}
        </Button>
      )}
    </>
  );
}

/** The playlist links of an import: each with whether it was read, and why not. */
function Links({ jobId }: { jobId: string }) {
  const { t } = useTranslation();
  const links = useQuery(importLinksQuery(jobId));
  if (links.data === undefined) {
    if (links.error === null) return <Skeleton className="my-2 w-2/3" />;
    return <ProblemNote problem={asProblem(links.error)} onRetry={() => void links.refetch()} />;
  }
  return (
    <ul aria-label={t('import.linkList')} className="space-y-1.5 pb-2 text-small">
      {links.data.map((link) => {
        const state = dynamicText(t, `import.linkStates.${link.state}`, link.state);
        return (
          <li
            key={`${link.line} ${link.playlist_url}`}
            className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-x-3 sm:grid-cols-[6.5rem_minmax(0,1fr)_minmax(0,1fr)]"
          >
            <Badge tone={link.state === 'completed' ? 'sea' : link.state === 'failed' ? 'coral' : 'neutral'}>
              {state.text}
            </Badge>
            <Truncate>{(link.playlist_url ?? link.raw_line ?? '').replace(/^https:\/\//, '')}</Truncate>
            <Told
              className="col-start-2 text-ink-soft sm:col-start-3"
              said={{ code: link.reason_code ?? '', sentence: link.reason ?? '' }}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Job({ job }: { job: IngestJob }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const unmet = job.failed_tracks;
  const skipped = job.skipped_tracks + job.skipped.playlists;
  const links = job.accepted.playlists;
  const notes = [
    links > 0 && t('import.links', { count: links }),
    unmet > 0 && t('import.unmet', { count: unmet }),
    skipped > 0 && t('import.skippedLines', { count: skipped }),
  ].filter((note) => note !== false);
  return (
    <li className="border-b border-line py-2.5 last:border-b-0">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-56 sm:flex sm:items-baseline sm:gap-3">
          <Truncate className="text-body font-medium">{job.file_name ?? t('import.pasted')}</Truncate>
          <span className="nums block shrink-0 text-small text-ink-faint">
            <time dateTime={job.created_at} title={formats.dateTime(job.created_at)}>
              {formats.relative(job.created_at, now)}
            </time>
            {' · '}
            {t('import.jobTitles', { count: job.accepted.tracks })}
            {job.state !== 'completed' && job.state !== 'failed' && ` · ${t(`import.state.${job.state}`)}`}
          </span>
        </div>
        {notes.length > 0 && (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className={cn(
              'flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-small font-medium transition-colors duration-150',
              skipped > 0 ? 'bg-amber-soft text-amber' : 'bg-sunken text-ink-soft hover:text-ink',
            )}
          >
            <span className="nums">{notes.join(' · ')}</span>
            <ChevronDown
              className={cn('size-4 transition-transform duration-150', open && 'rotate-180')}
              aria-hidden="true"
            />
          </button>
        )}
      </div>
      {job.error !== null && <Told as="p" className="mt-1 text-small text-coral" said={job.error.message} />}
      {open && (
        <div className="rise mt-3 max-h-80 space-y-1.5 overflow-y-auto pb-1">
          {links > 0 && <Links jobId={job.id} />}
          {unmet > 0 && <ProblemLines jobId={job.id} state="failed" />}
          {skipped > 0 && <ProblemLines jobId={job.id} state="skipped" />}
        </div>
      )}
    </li>
  );
}

/** The latest imports, live, each with the lines that need a look. Says nothing as long as there are none. */
export function RecentImports({
  feed,
  all = false,
}: {
  feed: LiveFeed;
  /** Shows the older ones, too, rather than behind a button. */
  all?: boolean;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(importsQuery);
  const [older, setOlder] = useState(false);
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['imports'] });
      void client.invalidateQueries({ queryKey: ['import-lines'] });
    };
    const stopJobs = feed.on('ingest', () => {
      timer ??= window.setTimeout(refresh, refreshMs);
    });
    const stopGap = feed.onGap(refresh);
    return () => {
      stopJobs();
      stopGap();
      clearTimeout(timer);
    };
  }, [client, feed]);
  if (data === undefined || data.length === 0) return null;
  const shown = data.filter(
    (job, index) => all || older || index === 0 || job.state === 'queued' || job.state === 'normalized',
  );
  return (
    <section aria-labelledby="imports-heading">
      <div className="flex items-center justify-between gap-4">
        <h2 id="imports-heading" className={all ? 'text-lead font-semibold' : 'text-small font-medium text-ink-faint'}>
          {t(all ? 'importWays.latest' : 'import.recent')}
        </h2>
        {(older || shown.length < data.length) && (
          <Button kind="link" size="inline" aria-expanded={older} onClick={() => setOlder(!older)}>
            {older ? t('import.hideOlder') : t('import.older')}
          </Button>
        )}
      </div>
      <ul className={cn(all && 'mt-2 rounded-xl border border-line bg-surface px-4 shadow-rest sm:px-5')}>
        {shown.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}
