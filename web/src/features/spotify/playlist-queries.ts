import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listPlaylistItems, type PlaylistItemPage, readBackfill, readPlaylists } from '../../api/index.ts';

const pageSize = 50;

/** The account's playlists; read again when a sync or a file is reported. */
export const playlistsQuery = queryOptions({
  queryKey: ['playlists', 'all'] as const,
  queryFn: ({ signal }) => readPlaylists(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Rows of one playlist, page by page. */
export function playlistItemsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['playlists', 'items', id] as const,
    queryFn: ({ pageParam, signal }) => listPlaylistItems(id, { limit: pageSize, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: PlaylistItemPage, pages) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && read < last.total ? read : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The latest backfill; read again every two seconds while it works, because its steps are no events. */
export const backfillQuery = queryOptions({
  queryKey: ['playlists', 'backfill'] as const,
  queryFn: ({ signal }) => readBackfill(signal),
  refetchInterval: ({ state: { data } }) => (isUnderWay(data?.state) && data?.resume_at === null ? 2000 : false),
});

/** Whether a backfill still has something to do and is not waiting for Spotify. */
export function isUnderWay(state: string | undefined): boolean {
  return state === 'running' || state === 'queued';
}
