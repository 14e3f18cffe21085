import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem, runBackfill } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { backfillQuery, isUnderWay } from './playlist-queries.ts';

/** Giving what was imported its Spotify ids: begin, watch, and what the last run found. */
export function BackfillPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useQueryClient();
  const { data: run } = useQuery(backfillQuery);
  const begin = useMutation({
    mutationFn: runBackfill,
    onSettled: () => client.invalidateQueries({ queryKey: backfillQuery.queryKey }),
  });
  const working = isUnderWay(run?.state);
  return (
    <Panel
      title={t('playlists.backfill.title')}
      aside={
        <Button size="small" disabled={working || begin.isPending} onClick={() => begin.mutate()}>
          {t(working ? 'playlists.backfill.running' : 'playlists.backfill.action')}
        </Button>
      }
    >
      <p className="max-w-prose text-ink-soft">{t('playlists.backfill.text')}</p>
      {run !== undefined && run !== null && (
        <div className="mt-4">
          {working && run.counts.requested > 0 && (
            <ProgressBar
              className="mb-2 w-full max-w-sm"
              value={(100 * run.counts.processed) / run.counts.requested}
              label={t('playlists.backfill.title')}
            />
          )}
          <p className="nums text-small text-ink-soft">
            {t('playlists.backfill.counts', { count: run.counts.matched, processed: run.counts.processed })}
            {run.counts.expanded_playlists > 0 &&
              ` · ${t('playlists.backfill.expanded', { count: run.counts.expanded_playlists })}`}
            {` · ${formats.dateTime(run.created_at)}`}
          </p>
          {run.resume_at !== null && (
            <p className="mt-2 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber">
              {t('playlists.resumes', { when: formats.dateTime(run.resume_at) })}
            </p>
          )}
          {run.error !== null && (
            <Told
              as="p"
              className="mt-2 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral"
              said={run.error.message}
            />
          )}
        </div>
      )}
      {begin.error !== null && (
        <div className="mt-4">
          <ProblemNote problem={asProblem(begin.error)} onRetry={() => begin.mutate()} />
        </div>
      )}
    </Panel>
  );
}
