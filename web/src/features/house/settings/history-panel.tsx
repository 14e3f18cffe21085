import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { historyQuery } from '../queries.ts';

/** What people changed while Harmony ran, newest first. */
export function HistoryPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const history = useQuery(historyQuery);
  const value = (text: string | null) =>
    text === null || text === '' ? (
      <span className="text-ink-faint">{t('settings.notSet')}</span>
    ) : (
      <code className="break-all">{/^\*+$/.test(text) ? '••••••' : text}</code>
    );
  return (
    <Panel title={t('settings.history.title')}>
      {history.data === undefined ? (
        history.error === null ? (
          <SkeletonRows rows={3} label={t('settings.loading')} />
        ) : (
          <ProblemNote problem={asProblem(history.error)} onRetry={() => void history.refetch()} />
        )
      ) : history.data.length === 0 ? (
        <p className="text-small text-ink-soft">{t('settings.history.none')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {history.data.map((change) => (
            <li key={`${change.changed_at}${change.key}`} className="py-2.5 text-small">
              <p className="flex flex-wrap justify-between gap-x-4">
                <code className="min-w-0 font-medium break-all">{change.key}</code>
                <span className="text-ink-faint">{formats.dateTime(change.changed_at)}</span>
              </p>
              <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-soft">
                {value(change.old_value)}
                <ArrowRight className="size-3.5 shrink-0 rtl:-scale-x-100" aria-hidden="true" />
                <span className="sr-only">{t('settings.history.became')}</span>
                {value(change.new_value)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
