import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ArtistPage, ArtistsPage, CalendarPage } from '../../features/artists/index.ts';
import { useFeed } from '../feed.ts';

/** The watched artists under their address. */
export function ArtistsRoute() {
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/artists' });
  const onQuery = useCallback(
    (query: string) =>
      void navigate({ to: '/artists', search: { q: query || undefined }, replace: true, resetScroll: false }),
    [navigate],
  );
  return <ArtistsPage feed={useFeed()} query={q ?? ''} onQuery={onQuery} />;
}

/** One artist under its key. */
export function ArtistRoute() {
  const { key } = useParams({ from: '/artists/$key' });
  return <ArtistPage key={key} feed={useFeed()} artistKey={key} />;
}

/** The calendar of releases under its address. */
export function CalendarRoute() {
  return <CalendarPage feed={useFeed()} />;
}
