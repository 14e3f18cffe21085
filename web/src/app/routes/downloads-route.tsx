import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { DownloadFilter } from '../../api/index.ts';
import { DownloadsPage } from '../../features/downloads/index.ts';
import { useFeed } from '../feed.ts';
import { WishPlaces } from '../wish-places.tsx';

/** The downloads under their address. */
export function DownloadsRoute() {
  const navigate = useNavigate();
  const { status } = useSearch({ from: '/downloads' });
  const onFilter = useCallback(
    (filter: DownloadFilter) =>
      void navigate({
        to: '/downloads',
        search: { status: filter === 'running' ? undefined : filter },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return <DownloadsPage feed={useFeed()} filter={status ?? 'running'} places={<WishPlaces />} onFilter={onFilter} />;
}
