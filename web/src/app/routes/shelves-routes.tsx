import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { LibraryPage, TrashPage } from '../../features/library/index.ts';
import {
  DuplicatesPage,
  LibraryAlbumPage,
  LibraryAlbumsPage,
  LibraryArtistPage,
  LibraryArtistsPage,
  MissingPage,
  ShelfNav,
} from '../../features/library/shelves/index.ts';
import { useFeed } from '../feed.ts';
import { useGoToImport } from '../go-to-import.ts';

/** The library under its address: its artists. */
export function LibraryRoute() {
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/library' });
  const onQuery = useCallback(
    (query: string) =>
      void navigate({ to: '/library', search: { q: query || undefined }, replace: true, resetScroll: false }),
    [navigate],
  );
  return <LibraryArtistsPage feed={useFeed()} query={q ?? ''} onQuery={onQuery} onImport={useGoToImport()} />;
}

/** All albums of the library under their address. */
export function LibraryAlbumsRoute() {
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/library/albums' });
  const onQuery = useCallback(
    (query: string) =>
      void navigate({ to: '/library/albums', search: { q: query || undefined }, replace: true, resetScroll: false }),
    [navigate],
  );
  return <LibraryAlbumsPage feed={useFeed()} query={q ?? ''} onQuery={onQuery} onImport={useGoToImport()} />;
}

/** All files of the library under their address. */
export function LibraryFilesRoute() {
  const navigate = useNavigate();
  const { q } = useSearch({ from: '/library/files' });
  const onQuery = useCallback(
    (query: string) =>
      void navigate({ to: '/library/files', search: { q: query || undefined }, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <LibraryPage feed={useFeed()} query={q ?? ''} aside={<ShelfNav />} onQuery={onQuery} onImport={useGoToImport()} />
  );
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

/** The deleted files under their address. */
export function TrashRoute() {
  return <TrashPage feed={useFeed()} aside={<ShelfNav />} />;
}
