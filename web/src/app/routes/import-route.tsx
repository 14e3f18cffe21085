import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportBox, RecentImports, WaysIn } from '../../features/import/index.ts';
import { useFeed } from '../feed.ts';

/** Write wishes down or hand in lists, and see what became of the latest ones. */
export function ImportRoute() {
  const { t } = useTranslation();
  const wanted = useLocation({ select: ({ hash }) => hash === 'write' });
  useEffect(() => {
    if (wanted) document.querySelector<HTMLElement>('[data-import-field]')?.focus();
  }, [wanted]);
  return (
    <>
      <h1 className="mb-4 text-display font-semibold text-balance lg:mb-5 lg:text-hero">{t('import.heading')}</h1>
      <div className="space-y-8">
        <ImportBox roomy />
        <RecentImports feed={useFeed()} all />
        <WaysIn />
      </div>
    </>
  );
}
