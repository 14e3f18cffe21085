import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem, type DeclaredSetting } from '../../../api/index.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { declaredQuery } from '../queries.ts';
import { SettingRow } from './setting-row.tsx';

/** The settings of these names, in this order; those that the server does not have are left out. */
export function SettingList({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  const declared = useQuery(declaredQuery);
  if (declared.data === undefined) {
    return declared.error === null ? (
      <SkeletonRows rows={Math.min(4, names.length)} label={t('settings.loading')} />
    ) : (
      <ProblemNote problem={asProblem(declared.error)} onRetry={() => void declared.refetch()} />
    );
  }
  const byName = new Map(declared.data.items.map((item) => [item.name, item]));
  const shown = names.map((name) => byName.get(name)).filter((item): item is DeclaredSetting => item !== undefined);
  return (
    <ul>
      {shown.map((setting) => (
        <SettingRow key={setting.name} setting={setting} />
      ))}
    </ul>
  );
}
