import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type AutosyncRun, type AutosyncStatus, asProblem, runAutosync } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Panel } from '../../ui/panel.tsx';

const tones = { running: 'sea', completed: 'sea', partial: 'amber', blocked: 'amber' } as const;
const states = ['running', 'completed', 'partial', 'blocked'] as const;
type State = (typeof states)[number];
const counted = ['tracks', 'owned', 'owned_elsewhere', 'wished', 'already_wished', 'skipped', 'filtered'] as const;

/** The last run, the next one, and the button that begins one. */
export function RunPanel({ status }: { status: AutosyncStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: runAutosync,
    onSettled: () => client.invalidateQueries({ queryKey: ['autosync'] }),
  });
  const working = run.isPending || status.last_run?.state === 'running';
  return (
    <Panel
      title={t('autosync.run.title')}
      aside={
        <Button size="small" disabled={working || status.blocked !== null} onClick={() => run.mutate()}>
          <RefreshCw
            className={working ? 'size-4 animate-spin motion-reduce:animate-none' : 'size-4'}
            aria-hidden="true"
          />
          {t(working ? 'autosync.run.working' : 'autosync.run.now')}
        </Button>
      }
    >
      {status.blocked !== null && (
        <Told
          as="p"
          className="mb-4 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber"
          said={status.blocked.reason}
        />
      )}
      {status.last_run === null ? (
        <p className="text-ink-soft">{t('autosync.run.never')}</p>
      ) : (
        <LastRun run={status.last_run} />
      )}
      <p className="nums mt-4 text-small text-ink-soft">
        {status.next_run_at === null
          ? t('autosync.run.noNext')
          : t('autosync.run.next', { when: formats.dateTime(status.next_run_at) })}
      </p>
      {run.error !== null && (
        <div className="mt-4">
          <ProblemNote problem={asProblem(run.error)} onRetry={() => run.mutate()} />
        </div>
      )}
    </Panel>
  );
}

function LastRun({ run }: { run: AutosyncRun }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const state: State = states.find((known) => known === run.state) ?? 'partial';
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[state]}>{t(`autosync.states.${state}`)}</Badge>
        <span className="nums text-small text-ink-soft">
          {formats.relative(run.finished_at ?? run.started_at, now)}
        </span>
      </p>
      {run.reason !== null && state !== 'blocked' && (
        <Told as="p" className="mt-3 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber" said={run.reason} />
      )}
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-2 text-small sm:grid-cols-3 xl:grid-cols-1">
        {counted
          .filter((name) => name === 'tracks' || name === 'wished' || (run.counters[name] ?? 0) > 0)
          .map((name) => (
            <div key={name} className="flex justify-between gap-3 border-b border-line py-1">
              <dt className="text-ink-soft">{t(`autosync.counters.${name}`)}</dt>
              <dd className="nums font-medium">{formats.number(run.counters[name] ?? 0)}</dd>
            </div>
          ))}
      </dl>
      <ul className="mt-4 flex flex-wrap gap-1.5">
        {Object.entries(run.parts).map(([name, part]) => (
          <li key={name}>
            <Badge tone={part.state === 'failed' ? 'coral' : 'neutral'}>
              {`${name}: ${t(part.state === 'failed' ? 'autosync.partFailed' : 'autosync.partOk')}`}
            </Badge>
          </li>
        ))}
      </ul>
    </>
  );
}
