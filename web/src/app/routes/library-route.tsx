import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { LibraryPage } from '../../features/library/index.ts';
import { ShelfNav } from '../../features/library/shelves/index.ts';
import { useFeed } from '../feed.ts';
import { useGoToImport } from '../go-to-import.ts';

/** The library under its address. */
export function LibraryRoute() {
  const feed = useFeed();
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/library' });
  const goToImport = useGoToImport();
  const onQuery = useCallback(
    (query: string) =>
      void navigate({ to: '/library', search: { q: query || undefined }, replace: true, resetScroll: false }),
    [navigate],
  );
  return <LibraryPage feed={feed} query={q ?? ''} aside={<ShelfNav />} onQuery={onQuery} onImport={goToImport} />;
}
