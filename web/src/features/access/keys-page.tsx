import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { KeyForm } from './key-form.tsx';
import { KeyRow } from './key-row.tsx';
import { keysQuery, sessionQuery } from './queries.ts';

/** Keys for programs and people: which there are, a new one, one revoked. */
export function KeysPage() {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const keys = useQuery(keysQuery);
  return (
    <>
      <PageHeader
        title={t('access.keys.heading')}
        intro={t(session.data?.required === false ? 'access.keys.introOpen' : 'access.keys.intro')}
      />
      <div className="space-y-8">
        <KeyForm />
        {keys.data === undefined ? (
          keys.error === null ? (
            <SkeletonRows rows={3} label={t('access.keys.loading')} className="border-t border-line" />
          ) : (
            <ProblemNote large problem={asProblem(keys.error)} onRetry={() => void keys.refetch()} />
          )
        ) : keys.data.length === 0 ? (
          <Notice icon={<KeyRound className="size-8" strokeWidth={1.5} />} title={t('access.keys.none')} />
        ) : (
          <ul aria-label={t('access.keys.heading')} className="border-t border-line">
            {keys.data.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
