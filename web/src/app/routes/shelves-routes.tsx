import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import {
  DuplicatesPage,
  LibraryAlbumPage,
  LibraryArtistPage,
  LibraryArtistsPage,
  MissingPage,
} from '../../features/library/shelves/index.ts';
import { useFeed } from '../feed.ts';
import { useGoToImport } from '../go-to-import.ts';

/** The artists of the library under their address. */
export function LibraryArtistsRoute() {
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/library/artists' });
  const onQuery = useCallback(
    (query: string) =>
      void navigate({ to: '/library/artists', search: { q: query || undefined }, replace: true, resetScroll: false }),
    [navigate],
  );
  return <LibraryArtistsPage feed={useFeed()} query={q ?? ''} onQuery={onQuery} onImport={useGoToImport()} />;
}

/** One artist of the library under its name. */
export function LibraryArtistRoute() {
  const { name } = useSearch({ from: '/library/artist' });
  return <LibraryArtistPage key={name} feed={useFeed()} name={name ?? ''} />;
}

/** One album of the library under artist and title. */
export function LibraryAlbumRoute() {
  const { artist, album } = useSearch({ from: '/library/album' });
  return <LibraryAlbumPage key={`${artist}|${album}`} feed={useFeed()} artist={artist ?? ''} album={album ?? ''} />;
}

/** Recordings with several files under their address. */
export function DuplicatesRoute() {
  return <DuplicatesPage feed={useFeed()} />;
}

/** Files that are gone under their address. */
export function MissingRoute() {
  return <MissingPage feed={useFeed()} />;
}
