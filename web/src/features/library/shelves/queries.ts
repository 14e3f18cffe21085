import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  listAlbumTracks,
  listAllAlbums,
  listDuplicates,
  listLibraryAlbums,
  listLibraryArtists,
  listMissing,
} from '../../../api/index.ts';

const pageSize = 100;
const fewer = 20;
// everything below `library` is read again when files come or go
const staleTime = Number.POSITIVE_INFINITY;

/** Artists by name, page by page. */
export function artistsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['library', 'artists', search] as const,
    queryFn: ({ pageParam, signal }) => listLibraryArtists(search, { after: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime,
  });
}

/** Albums of an artist, newest first, page by page. */
export function albumsQuery(artist: string) {
  return infiniteQueryOptions({
    queryKey: ['library', 'albums', artist] as const,
    queryFn: ({ pageParam, signal }) => listLibraryAlbums(artist, { after: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime,
  });
}

/** All albums by artist, page by page. */
export function wallQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['library', 'wall', search] as const,
    queryFn: ({ pageParam, signal }) => listAllAlbums(search, { after: pageParam, limit: pageSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime,
  });
}

/** The files of an album. */
export function tracksQuery(artist: string, album: string) {
  return queryOptions({
    queryKey: ['library', 'tracks', artist, album] as const,
    queryFn: ({ signal }) => listAlbumTracks(artist, album, signal),
    staleTime,
  });
}

type Counted = { readonly items: readonly unknown[]; readonly total: number };
const nextOffset = (last: Counted, pages: readonly Counted[]): number | null => {
  const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
  return last.items.length > 0 && loaded < last.total ? loaded : null;
};

/** Recordings of which there are several files. */
export const duplicatesQuery = infiniteQueryOptions({
  queryKey: ['library', 'duplicates'] as const,
  queryFn: ({ pageParam, signal }) => listDuplicates({ limit: fewer, offset: pageParam }, signal),
  initialPageParam: 0,
  getNextPageParam: nextOffset,
  staleTime,
});

/** Files that are not in the music folder any more. */
export const missingQuery = infiniteQueryOptions({
  queryKey: ['library', 'missing'] as const,
  queryFn: ({ pageParam, signal }) => listMissing({ limit: pageSize, offset: pageParam }, signal),
  initialPageParam: 0,
  getNextPageParam: nextOffset,
  staleTime,
});
