import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useNow } from '../../ui/clock.ts';
import { cn } from '../../ui/cn.ts';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { serverStatusQuery } from './queries.ts';
import { sortWorkers } from './worker-words.ts';

const dots: Record<string, string> = { running: 'bg-sea', stale: 'bg-amber-fill', stopped: 'bg-coral-fill' };

type Row = ReturnType<typeof sortWorkers>['all'][number];

function Worker({ worker }: { worker: Row }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const state = dynamicText(t, `dashboard.workers.${worker.status}`, worker.status).text;
  return (
    <li className="flex items-baseline gap-3 py-1.5">
      <span
        aria-hidden="true"
        className={cn('size-2 shrink-0 rounded-full', dots[worker.status] ?? 'bg-line-strong')}
      />
      <span className="min-w-0 flex-1 truncate">
        {dynamicText(t, `dashboard.workers.names.${worker.name}`, worker.name.replaceAll('_', ' ')).text}
      </span>
      <span className="nums shrink-0 text-small text-ink-soft">
        {worker.queue > 0 && t('dashboard.workers.queue', { count: worker.queue })}
        {worker.status === 'running' && worker.queue === 0 && state}
        {worker.status !== 'running' && (
          <>
            {worker.queue > 0 && ' · '}
            <span className={worker.status === 'stale' ? 'text-amber' : 'text-coral'}>{state}</span>
            {worker.last_seen !== null && (
              <>
                {' · '}
                <time dateTime={worker.last_seen} title={formats.dateTime(worker.last_seen)}>
                  {formats.relative(worker.last_seen, now)}
                </time>
              </>
            )}
          </>
        )}
      </span>
    </li>
  );
}

/** Who works in the background: trouble and work in view, the rest behind a word. */
export function WorkersPanel() {
  const { t } = useTranslation();
  const status = useQuery(serverStatusQuery);
  if (status.data === undefined) {
    return (
      <Panel title={t('dashboard.workers.title')}>
        {status.error === null ? (
          <SkeletonLines lines={3} label={t('dashboard.workers.loading')} />
        ) : (
          <ProblemNote problem={asProblem(status.error)} onRetry={() => void status.refetch()} />
        )}
      </Panel>
    );
  }
  const { all, troubled, busy, idle } = sortWorkers(status.data.workers);
  const running = all.length - troubled.length;
  return (
    <Panel
      title={t('dashboard.workers.title')}
      aside={
        <Badge tone={troubled.length === 0 ? 'sea' : running === 0 ? 'coral' : 'amber'}>
          {t('dashboard.workers.runningOf', { running, total: all.length })}
        </Badge>
      }
    >
      {troubled.length > 0 && (
        <p className="mb-2 text-small text-ink-soft">
          {running === 0 ? t('dashboard.workers.noneText') : t('dashboard.workers.someText')}
        </p>
      )}
      {troubled.length + busy.length === 0 && (
        <p className="text-small text-ink-soft">{t('dashboard.workers.idleText')}</p>
      )}
      <ul>
        {(running === 0 ? troubled.slice(0, 3) : troubled).map((worker) => (
          <Worker key={worker.name} worker={worker} />
        ))}
        {busy.slice(0, 6).map((worker) => (
          <Worker key={worker.name} worker={worker} />
        ))}
      </ul>
      {idle.length > 0 && (
        <details className="group mt-2">
          <summary className="inline-flex rounded-sm text-small font-medium text-sea-strong underline-offset-4 hover:underline">
            {t('dashboard.workers.idle', { count: idle.length })}
          </summary>
          <ul className="mt-1">
            {idle.map((worker) => (
              <Worker key={worker.name} worker={worker} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
