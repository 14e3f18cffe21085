import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Wishes, type WishesSearch, WishPage } from '../../features/wishes/index.ts';
import { NotFound } from '../fallbacks.tsx';
import { useFeed } from '../feed.ts';
import { useGoToImport } from '../go-to-import.ts';
import { WishPlaces } from '../wish-places.tsx';

/** The wishes under their address. */
export function WishesRoute() {
  const navigate = useNavigate();
  const search = useSearch({ from: '/wishes' });
  const onSearch = useCallback(
    (next: WishesSearch) => void navigate({ to: '/wishes', search: next, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Wishes feed={useFeed()} search={search} places={<WishPlaces />} onSearch={onSearch} onImport={useGoToImport()} />
  );
}

/** One wish under its id. */
export function WishRoute() {
  const { id } = useParams({ from: '/wishes/$id' });
  const feed = useFeed();
  return /^[1-9]\d{0,15}$/.test(id) ? <WishPage key={id} feed={feed} wishId={Number(id)} /> : <NotFound />;
}
