import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { SoulseekPage, type SoulseekSearch } from '../../features/soulseek/index.ts';
import { useFeed } from '../feed.ts';

/** Soulseek under its address. */
export function SoulseekRoute() {
  const navigate = useNavigate();
  const search = useSearch({ from: '/soulseek' });
  const onSearch = useCallback(
    (next: SoulseekSearch) => void navigate({ to: '/soulseek', search: next, resetScroll: false }),
    [navigate],
  );
  return <SoulseekPage feed={useFeed()} search={search} onSearch={onSearch} />;
}
