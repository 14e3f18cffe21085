import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type HealthCheck } from '../../../api/index.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { checkQuery } from '../queries.ts';
import { CheckRow } from './check-row.tsx';

/** A way to a page of Harmony beside a check. */
export function placeLink(address: string, children: ReactNode): ReactNode {
  return (
    <Link to={address} className="font-medium text-sea-strong underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}

/** What the doctor says about these things; those that this house does not look at are left out. */
export function CheckList({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  const looks = useQueries({ queries: ids.map((id) => ({ ...checkQuery(id), retry: false })) });
  const found = looks.flatMap((look): HealthCheck[] => (look.data === undefined ? [] : [look.data]));
  const failed = looks.find(({ error }) => error !== null && asProblem(error).status !== 404);
  if (looks.some(({ isPending }) => isPending)) return <SkeletonRows rows={2} label={t('doctor.looking')} />;
  if (failed?.error) return <ProblemNote problem={asProblem(failed.error)} onRetry={() => void failed.refetch()} />;
  return (
    <ul className="-my-3 divide-y divide-line">
      {found.map((check) => (
        <CheckRow key={check.id} check={check} />
      ))}
    </ul>
  );
}
