import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { DeadLettersPage, type DeadLettersSearch } from '../../features/dead-letters/index.ts';
import { useFeed } from '../feed.ts';

/** The dead letters under their address. */
export function DeadLettersRoute() {
  const navigate = useNavigate();
  const search = useSearch({ from: '/dead-letters' });
  const onSearch = useCallback(
    (next: DeadLettersSearch) =>
      void navigate({
        to: '/dead-letters',
        search: { ...next, page: next.page === 1 ? undefined : next.page },
        replace: true,
      }),
    [navigate],
  );
  return <DeadLettersPage feed={useFeed()} search={search} onSearch={onSearch} />;
}
