import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { DownloadFilter } from '../../api/index.ts';
import { DownloadsPage } from '../../features/downloads/index.ts';
import { useFeed } from '../feed.ts';
import { WishPlaces } from '../wish-places.tsx';

/** The downloads under their address. */
export function DownloadsRoute() {
  const navigate = useNavigate();
  const { status, q } = useSearch({ from: '/downloads' });
  const go = useCallback(
    (search: { status: DownloadFilter | undefined; q: string | undefined }) =>
      void navigate({ to: '/downloads', search, replace: true, resetScroll: false }),
    [navigate],
  );
  const onFilter = useCallback(
    (filter: DownloadFilter) => go({ status: filter === 'running' ? undefined : filter, q }),
    [go, q],
  );
  const onText = useCallback((text: string) => go({ status, q: text || undefined }), [go, status]);
  return (
    <DownloadsPage
      feed={useFeed()}
      filter={status ?? 'running'}
      text={q ?? ''}
      places={<WishPlaces />}
      onFilter={onFilter}
      onText={onText}
    />
  );
}
