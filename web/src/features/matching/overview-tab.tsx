import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useNow } from '../../ui/clock.ts';
import { cn } from '../../ui/cn.ts';
import { toneOfConfidence } from '../../ui/confidence.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Batch, concernOf, orderBatches, readMetrics } from './batches.ts';
import { batchesQuery, metricsQuery, workerQuery } from './queries.ts';

/** A part that loads by itself, with its way to try again. */
function Loaded<Data>({
  query,
  children,
}: {
  query: { readonly data: Data | undefined; readonly error: unknown; readonly refetch: () => unknown };
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Skeleton className="w-60" />;
  return <ProblemNote problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
}

const workerTones = { well: 'sea', look: 'amber', act: 'coral' } as const;
const banners = { look: 'bg-amber-soft text-amber', act: 'bg-coral-soft text-coral' };

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-small text-ink-soft">{name}</dt>
      <dd className="nums mt-0.5 text-title font-semibold">{children}</dd>
    </div>
  );
}

function WorkerPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const query = useQuery(workerQuery);
  const worker = query.data?.workers['matching'];
  const concern = concernOf(worker?.status ?? 'unavailable');
  const queue = typeof worker?.queue_size === 'number' ? worker.queue_size : 0;
  return (
    <Panel
      title={t('matchingPage.worker.title')}
      aside={
        query.data !== undefined && (
          <Badge tone={workerTones[concern]}>
            {dynamicText(t, `matchingPage.worker.${worker?.status ?? 'unavailable'}`, worker?.status ?? '').text}
          </Badge>
        )
      }
    >
      <Loaded query={query}>
        {() => (
          <>
            {concern !== 'well' && (
              <p role="alert" className={cn('mb-4 rounded-md px-3 py-2.5 text-small', banners[concern])}>
                {t(concern === 'look' ? 'matchingPage.worker.lookText' : 'matchingPage.worker.actText')}
              </p>
            )}
            <dl className="grid grid-cols-2 gap-4">
              <Figure name={t('matchingPage.worker.seen')}>
                {worker?.last_seen ? formats.relative(worker.last_seen, now) : '–'}
              </Figure>
              <Figure name={t('matchingPage.worker.queue')}>{formats.number(queue)}</Figure>
            </dl>
            {queue > 0 && (
              <p className="mt-3 text-small text-ink-soft">{t('matchingPage.worker.backlog', { count: queue })}</p>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function MetricsPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const query = useQuery(metricsQuery);
  return (
    <Panel title={t('matchingPage.metrics.title')}>
      <Loaded query={query}>
        {({ settings }) => {
          const { average, saved, discarded, lastDiscarded } = readMetrics(settings);
          const tone = average === null ? 'neutral' : toneOfConfidence(average);
          const colour = { sea: 'text-sea-strong', coral: 'text-coral', amber: 'text-amber', neutral: 'text-ink' }[
            tone
          ];
          return (
            <>
              <dl className="grid grid-cols-2 gap-4">
                <Figure name={t('matchingPage.metrics.average')}>
                  <span className={colour}>{average === null ? '–' : formats.percent(average)}</span>
                </Figure>
                <Figure name={t('matchingPage.metrics.lastDiscarded')}>{formats.number(lastDiscarded)}</Figure>
                <Figure name={t('matchingPage.metrics.saved')}>{formats.number(saved)}</Figure>
                <Figure name={t('matchingPage.metrics.discarded')}>{formats.number(discarded)}</Figure>
              </dl>
              {tone === 'coral' && <p className="mt-3 text-small text-coral">{t('matchingPage.metrics.low')}</p>}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function BatchRow({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const tones = { all: 'coral', some: 'amber', none: 'sea' } as const;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[8rem_9rem_minmax(0,1fr)_auto]">
      <time dateTime={batch.at} title={formats.dateTime(batch.at)} className="nums text-small text-ink-faint">
        {formats.relative(batch.at, now)}
      </time>
      <span className="justify-self-end sm:justify-self-start">
        <Badge tone={tones[batch.loss]}>{t(`matchingPage.batches.${batch.loss}`)}</Badge>
      </span>
      <span className="nums text-small text-ink-soft">
        {t('matchingPage.batches.figures', {
          saved: formats.number(batch.saved),
          discarded: formats.number(batch.discarded),
        })}
      </span>
      {batch.average !== null && (
        <span className="justify-self-end">
          <Badge tone={toneOfConfidence(batch.average)}>{formats.percent(batch.average)}</Badge>
        </span>
      )}
    </li>
  );
}

function BatchesPanel() {
  const { t } = useTranslation();
  const query = useQuery(batchesQuery);
  return (
    <Panel title={t('matchingPage.batches.title')}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-small text-ink-soft">{t('matchingPage.batches.empty')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {orderBatches(items).map((batch) => (
                <BatchRow key={batch.at} batch={batch} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

/** How the matcher is, how sure it was lately, and what became of its latest batches. */
export function OverviewTab({ feed }: { feed: LiveFeed }) {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = (): void => {
      void client.invalidateQueries({ queryKey: ['matching', 'batches'] });
      void client.invalidateQueries({ queryKey: ['settings', 'stored'] });
    };
    const stops = [
      feed.on('activity', (data) => {
        if ((data as { status?: unknown }).status === 'matching_batch') refresh();
      }),
      feed.onGap(refresh),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, feed]);
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <WorkerPanel />
      <MetricsPanel />
      <div className="lg:col-span-2">
        <BatchesPanel />
      </div>
    </div>
  );
}
