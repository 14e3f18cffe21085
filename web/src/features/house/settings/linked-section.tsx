import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { CheckList } from '../doctor/check-list.tsx';
import { SettingList } from './setting-list.tsx';

/** A section whose matters have a page of their own: how it is, the way there, and what of it is set here. */
export function LinkedSection({
  to,
  checks = [],
  names = [],
  setup,
}: {
  to: string;
  /** What the doctor looks at for it. */
  checks?: readonly string[];
  names?: readonly string[];
  /** The form for its connection. */
  setup?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="space-y-5">
      <Panel title={t('settings.state')}>
        {checks.length > 0 && (
          <div className="mb-6">
            <CheckList ids={checks} />
          </div>
        )}
        <Link
          to={to}
          className="inline-flex h-10 items-center gap-2 rounded-md border border-line bg-surface px-4 font-medium shadow-rest hover:bg-hover"
        >
          {t('settings.goThere')}
          <ArrowRight className="size-4 rtl:-scale-x-100" aria-hidden="true" />
        </Link>
      </Panel>
      {setup}
      {names.length > 0 && (
        <Panel title={t('settings.values')}>
          <SettingList names={names} />
        </Panel>
      )}
    </div>
  );
}
