import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { MatchingPage, type MatchingSearch } from '../../features/matching/index.ts';
import { useFeed } from '../feed.ts';

/** Matching under its address. */
export function MatchingRoute() {
  const navigate = useNavigate();
  const search = useSearch({ from: '/matching' });
  const onSearch = useCallback(
    (next: MatchingSearch) => void navigate({ to: '/matching', search: next, replace: true, resetScroll: false }),
    [navigate],
  );
  return <MatchingPage feed={useFeed()} search={search} onSearch={onSearch} />;
}
