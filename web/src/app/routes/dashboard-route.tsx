import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportBox, RecentImports } from '../../features/import/index.ts';
import { hasWishesQuery, Wishes, type WishesSearch } from '../../features/wishes/index.ts';
import { useFeed } from '../feed.ts';
import { useGoToImport } from '../go-to-import.ts';

/** Write wishes down, see the latest imports, watch what becomes of them. */
export function DashboardRoute() {
  const { t } = useTranslation();
  const feed = useFeed();
  const navigate = useNavigate();
  const search = useSearch({ from: '/' });
  const goToImport = useGoToImport();
  const hasWishes = useQuery(hasWishesQuery);
  const onSearch = useCallback(
    (next: WishesSearch) => void navigate({ to: '/', search: next, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <div className="space-y-8 lg:space-y-10">
      <div>
        <h1 className="mb-4 text-display font-semibold text-balance lg:mb-5 lg:text-hero">{t('import.heading')}</h1>
        <div className="space-y-4">
          <ImportBox roomy={hasWishes.data === false} />
          <RecentImports feed={feed} />
        </div>
      </div>
      <Wishes feed={feed} search={search} onSearch={onSearch} onImport={goToImport} />
    </div>
  );
}
