import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type Examination, examineOne, type HealthCheck, makeBackup } from '../../../api/index.ts';
import { useProblemText } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { cn } from '../../../ui/cn.ts';
import { checkQuery, doctorQuery } from '../queries.ts';
import { CheckState } from './check-state.tsx';
import { placeOf, wordsOf } from './check-words.ts';

/** The one deed that may put a check right at once. */
const deeds: Readonly<
  Record<string, { readonly text: 'settings.backups.make'; readonly act: () => Promise<unknown> }>
> = { 'backups.recent': { text: 'settings.backups.make', act: makeBackup } };

/** One check: what was found, what to do, and looking again. `link` leads to a page of Harmony. */
export function CheckRow({
  check,
  link,
}: {
  check: HealthCheck;
  link?: ((address: string, children: ReactNode) => ReactNode) | undefined;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  const { name, sentence, remedy } = wordsOf(t, check);
  const deed = check.state === 'ok' ? undefined : deeds[check.id];
  const place = placeOf(check);
  const again = useMutation({
    mutationFn: async (act: (() => Promise<unknown>) | undefined) => {
      await act?.();
      return await examineOne(check.id);
    },
    onSuccess(fresh) {
      client.setQueryData(checkQuery(check.id).queryKey, fresh);
      client.setQueryData(doctorQuery.queryKey, (all: Examination | undefined) =>
        all === undefined ? all : { ...all, checks: all.checks.map((each) => (each.id === fresh.id ? fresh : each)) },
      );
    },
    onError: (error) => toast.error(explain(asProblem(error)).text),
  });
  const well = check.state === 'ok';
  return (
    <li className="group flex items-start gap-3 py-3">
      <CheckState state={check.state} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="font-medium" lang={name.lang}>
          {name.text}
        </p>
        <p className={cn('text-small break-words', well ? 'text-ink-soft' : 'text-ink')} lang={sentence.lang}>
          {sentence.text}
        </p>
        {remedy !== null && (
          <p className="mt-1 max-w-prose text-small break-words text-ink-soft" lang={remedy.lang}>
            {remedy.text}
          </p>
        )}
        {!well && (
          <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
            {deed !== undefined && (
              <Button kind="link" size="inline" disabled={again.isPending} onClick={() => again.mutate(deed.act)}>
                {t(deed.text)}
              </Button>
            )}
            {place !== null && link?.(place, t('doctor.open'))}
            <span className="text-ink-faint">
              {t('doctor.docs')} <code className="break-all">docs/{check.docs}</code>
            </span>
          </p>
        )}
      </div>
      <Button
        kind="quiet"
        size="icon"
        className={cn(
          '-my-1',
          // a column of thirty arrows would be all that one sees
          well &&
            '[@media(hover:hover)]:opacity-0 group-hover:opacity-100 focus-visible:opacity-100 disabled:opacity-100',
        )}
        disabled={again.isPending}
        aria-label={t('doctor.again', { name: name.text })}
        onClick={() => again.mutate(undefined)}
      >
        <RotateCw className={cn('size-4', again.isPending && 'animate-spin')} aria-hidden="true" />
      </Button>
    </li>
  );
}
