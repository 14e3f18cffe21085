import { useQuery } from '@tanstack/react-query';
import { PackageX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asProblem, type BeetsStatus, type Problem } from '../../api/index.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ImportPanel } from './import-panel.tsx';
import { beetsStatsQuery, beetsStatusQuery } from './queries.ts';
import { UpdatePanel } from './update-panel.tsx';

/** beets: whether it works, what it holds, importing a folder and comparing its library with the files. */
export function BeetsPage() {
  const { t } = useTranslation();
  const status = useQuery(beetsStatusQuery);
  const again = (): void => void status.refetch();
  return (
    <>
      <PageHeader title="beets" intro={t('beets.intro')} />
      {status.data === undefined ? (
        status.error === null ? (
          <SkeletonRows rows={4} label={t('beets.loading')} />
        ) : (
          <Unreachable problem={asProblem(status.error)} onRetry={again} />
        )
      ) : status.data.problem === null ? (
        <div className="space-y-5">
          <StatePanel status={status.data} />
          <ImportPanel folders={status.data.folders} />
          <UpdatePanel />
        </div>
      ) : (
        <Notice
          icon={<PackageX className="size-8" strokeWidth={1.5} />}
          title={t('beets.gone')}
          actions={<Button onClick={again}>{t('problem.retry')}</Button>}
        >
          <Told as="p" said={`${status.data.problem.message} ${status.data.problem.remedy}`} />
        </Notice>
      )}
    </>
  );
}

/** Where it is switched off, its routes do not exist. */
function Unreachable({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation();
  if (problem.code !== 'NOT_FOUND') return <ProblemNote large problem={problem} onRetry={onRetry} />;
  return (
    <Notice icon={<PackageX className="size-8" strokeWidth={1.5} />} title={t('beets.off')}>
      {t('beets.offText')}
    </Notice>
  );
}

function StatePanel({ status }: { status: BeetsStatus }) {
  const { t } = useTranslation();
  const stats = useQuery(beetsStatsQuery);
  const rows: (readonly [string, string])[] = [
    [t('beets.directory'), status.directory ?? ''],
    [t('beets.database'), status.library ?? ''],
    [t('beets.publish'), t(`beets.publishes.${status.publish as 'off'}`)],
  ];
  const counted = Object.entries(stats.data ?? {}).map(([name, value]): Fact => {
    const { text, own } = dynamicText(t, `beets.stats.${name.toLowerCase().replaceAll(' ', '_')}`, name);
    return [text, value, own ? undefined : 'en'];
  });
  return (
    <Panel
      title={t('beets.state')}
      aside={<Badge tone="sea">{t('beets.version', { version: status.version ?? '?' })}</Badge>}
    >
      <Facts rows={[...rows, ...counted]} />
      {stats.error !== null && (
        <div className="mt-4">
          <ProblemNote problem={asProblem(stats.error)} onRetry={() => void stats.refetch()} />
        </div>
      )}
    </Panel>
  );
}
