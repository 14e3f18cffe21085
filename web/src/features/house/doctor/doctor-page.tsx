import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asProblem, type HealthCheck } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { cn } from '../../../ui/cn.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { doctorQuery } from '../queries.ts';
import { placeLink } from './check-list.tsx';
import { CheckRow } from './check-row.tsx';
import { CheckState } from './check-state.tsx';
import { worstFirst } from './check-words.ts';

/** What does not work and what to do, then what only needs a look, then what is well. */
export function DoctorPage() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const doctor = useQuery(doctorQuery);
  const { data } = doctor;
  return (
    <>
      <PageHeader
        title={t('doctor.heading')}
        intro={t('doctor.intro')}
        aside={
          <Button disabled={doctor.isFetching} onClick={() => void doctor.refetch()}>
            <RotateCw className={cn('size-4', doctor.isFetching && 'animate-spin')} aria-hidden="true" />
            {t(doctor.isFetching ? 'doctor.looking' : 'doctor.lookAgain')}
          </Button>
        }
      />
      {doctor.error !== null && !doctor.isFetching ? (
        <ProblemNote large problem={asProblem(doctor.error)} onRetry={() => void doctor.refetch()} />
      ) : data === undefined ? (
        <SkeletonRows rows={6} label={t('doctor.looking')} />
      ) : (
        <div className="space-y-6">
          <Summary checks={data.checks} said={formats.relative(data.checked_at, now)} />
          {worstFirst.map((state) => {
            const found = data.checks.filter((check) => check.state === state);
            return (
              found.length > 0 && (
                <Panel key={state} title={t(`doctor.group.${state}`)}>
                  <ul
                    className={cn(
                      '-my-3',
                      state === 'ok' ? 'gap-x-10 lg:columns-2 [&>li]:break-inside-avoid' : 'divide-y divide-line',
                    )}
                  >
                    {found.map((check) => (
                      <CheckRow key={check.id} check={check} link={placeLink} />
                    ))}
                  </ul>
                </Panel>
              )
            );
          })}
        </div>
      )}
    </>
  );
}

function Summary({ checks, said }: { checks: readonly HealthCheck[]; said: string }) {
  const { t } = useTranslation();
  const worst = worstFirst.find((state) => checks.some((check) => check.state === state)) ?? 'ok';
  const count = checks.filter(({ state }) => state === worst).length;
  const ground = { ok: 'bg-sea-soft', warn: 'bg-amber-soft', problem: 'bg-coral-soft', unknown: 'bg-sunken' }[worst];
  return (
    <output className={cn('flex items-center gap-4 rounded-xl px-5 py-4 sm:px-6', ground)}>
      <CheckState state={worst} className="size-7" />
      <span>
        <span className="block text-lead font-semibold">{t(`doctor.summary.${worst}`, { count })}</span>
        <span className="block text-small text-ink-soft">
          {t('doctor.looked', { count: checks.length, when: said })}
        </span>
      </span>
    </output>
  );
}
