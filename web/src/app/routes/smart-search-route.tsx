import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type SmartSearch, SmartSearchPage } from '../../features/smart-search/index.ts';

/** Smart Search under its address: each search can be shared and gone back to. */
export function SmartSearchRoute() {
  const navigate = useNavigate();
  const search = useSearch({ from: '/search' });
  const onSearch = useCallback(
    (next: SmartSearch) => void navigate({ to: '/search', search: next, resetScroll: false }),
    [navigate],
  );
  const onWatch = useCallback((artist: string) => void navigate({ to: '/artists', search: { q: artist } }), [navigate]);
  return <SmartSearchPage search={search} onSearch={onSearch} onWatch={onWatch} />;
}
