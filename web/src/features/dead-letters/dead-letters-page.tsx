import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { LetterList } from './letter-list.tsx';
import { letterOfDownload, letterOfJob, plainWord } from './letters.ts';
import { deadDownloadsQuery, deadJobsQuery, deadTotalsQuery } from './queries.ts';

/** What the address says of the page. */
export interface DeadLettersSearch {
  readonly kind?: 'jobs' | undefined;
  readonly reason?: string | undefined;
  readonly page?: number | undefined;
}

/** Events come in bursts; the list is read again at most this often. */
const refreshMs = 2000;

function useLiveLetters(feed: LiveFeed): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['dead-letters'] });
    };
    const gather = (): void => {
      timer ??= window.setTimeout(refresh, refreshMs);
    };
    const stops = [feed.on('wish', gather), feed.on('activity', gather), feed.onGap(refresh)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client, feed]);
}

function Letters({
  kind,
  reason,
  page,
  onSearch,
}: {
  kind: 'downloads' | 'jobs';
  reason: string | undefined;
  page: number;
  onSearch: (search: DeadLettersSearch) => void;
}) {
  const { t } = useTranslation();
  const filter = { page, ...(reason === undefined ? {} : { reason }) };
  const downloads = useQuery({ ...deadDownloadsQuery(filter), enabled: kind === 'downloads' });
  const jobs = useQuery({ ...deadJobsQuery(filter), enabled: kind === 'jobs' });
  const list = kind === 'jobs' ? jobs : downloads;
  if (list.data === undefined) {
    if (list.error === null) return <SkeletonRows rows={5} label={t('dead.loading')} />;
    return <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />;
  }
  const letters =
    kind === 'jobs' ? (jobs.data?.items ?? []).map(letterOfJob) : (downloads.data?.items ?? []).map(letterOfDownload);
  if (letters.length === 0) {
    return (
      <Notice
        heading="output"
        icon={<MailCheck className="size-8" strokeWidth={1.5} />}
        title={reason === undefined ? t(`dead.empty.${kind}`) : t('dead.empty.filter')}
        actions={
          reason === undefined && page === 1 ? undefined : (
            <Button onClick={() => onSearch({ kind: kind === 'jobs' ? 'jobs' : undefined })}>
              {t('dead.showAll')}
            </Button>
          )
        }
      >
        {t('dead.empty.text')}
      </Notice>
    );
  }
  return (
    <LetterList
      // Another list has other rows to choose from.
      key={`${kind} ${reason ?? ''} ${page}`}
      kind={kind}
      letters={letters}
      total={list.data.total}
      page={page}
      onPage={(next) => onSearch({ kind: kind === 'jobs' ? 'jobs' : undefined, reason, page: next })}
    />
  );
}

/** Downloads and jobs that nobody will try again by themselves: what happened, what was tried, what can be done, alone or together. */
export function DeadLettersPage({
  feed,
  search,
  onSearch,
}: {
  feed: LiveFeed;
  search: DeadLettersSearch;
  onSearch: (search: DeadLettersSearch) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const totals = useQuery(deadTotalsQuery);
  useLiveLetters(feed);
  const kind = search.kind ?? 'downloads';
  const count = (value: number | undefined) =>
    value !== undefined && <Badge tone={value > 0 ? 'coral' : 'neutral'}>{formats.number(value)}</Badge>;
  const reasons = Object.entries(totals.data?.byReason ?? {}).toSorted(([, a], [, b]) => b - a);
  return (
    <>
      <PageHeader title={t('dead.heading')} intro={t('dead.intro')} className="mb-4">
        {totals.data !== undefined && totals.data.last24h > 0 && (
          <p className="nums mt-1 text-small text-ink-faint">{t('dead.lastDay', { count: totals.data.last24h })}</p>
        )}
      </PageHeader>
      <Tabs
        label={t('dead.kinds')}
        value={kind}
        options={[
          { value: 'downloads', label: t('dead.downloads'), aside: count(totals.data?.downloads) },
          { value: 'jobs', label: t('dead.jobs'), aside: count(totals.data?.jobs) },
        ]}
        onChange={(next) => onSearch({ kind: next === 'jobs' ? 'jobs' : undefined })}
      >
        {kind === 'downloads' && reasons.length > 1 && (
          <fieldset
            aria-label={t('dead.reason')}
            className="-mx-4 mb-2 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
          >
            {reasons.map(([name, number]) => (
              <Chip
                key={name}
                pressed={search.reason === name}
                onPress={() => onSearch({ reason: search.reason === name ? undefined : name })}
              >
                <span className="max-w-64 truncate">{dynamicText(t, `reasons.${name}`, plainWord(name)).text}</span>
                <span className="nums font-normal">{formats.number(number)}</span>
              </Chip>
            ))}
          </fieldset>
        )}
        <Letters kind={kind} reason={search.reason} page={search.page ?? 1} onSearch={onSearch} />
      </Tabs>
    </>
  );
}
