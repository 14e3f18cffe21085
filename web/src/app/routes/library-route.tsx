import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { LibraryPage } from '../../features/library/index.ts';
import { useFeed } from '../feed.ts';
import { useGoToImport } from '../go-to-import.ts';

/** The library under its address. */
export function LibraryRoute() {
  const { t } = useTranslation();
  const feed = useFeed();
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/library' });
  const goToImport = useGoToImport();
  const onQuery = useCallback(
    (query: string) =>
      void navigate({ to: '/library', search: { q: query || undefined }, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <LibraryPage
      feed={feed}
      query={q ?? ''}
      aside={
        <Link
          to="/library/trash"
          className="inline-flex items-center gap-1.5 rounded-sm text-small font-medium text-sea-strong underline-offset-4 hover:underline"
        >
          <Trash2 className="size-4" aria-hidden="true" />
          {t('trash.heading')}
        </Link>
      }
      onQuery={onQuery}
      onImport={goToImport}
    />
  );
}
