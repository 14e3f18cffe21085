import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import {
  listWishes,
  readProof,
  readWish,
  readWishStats,
  type Wish,
  type WishDetail,
  type WishPage,
} from '../../api/index.ts';
import { mergeWishes, placeWishes, sameFilter, type WishFilter } from './merge.ts';

const pageSize = 100;

/** The top of the list as it is now, past the cache. */
export async function readTopOfList(filter: WishFilter): Promise<Wish[]> {
  return (await listWishes({ limit: pageSize, ...filter }, new AbortController().signal)).items;
}

/** The list of wishes under a filter, page by page. */
export function wishListQuery(filter: WishFilter) {
  return infiniteQueryOptions({
    queryKey: ['wishes', 'list', filter] as const,
    queryFn: ({ pageParam, signal }) =>
      listWishes(
        {
          limit: pageSize,
          ...filter,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: WishPage) => last.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How many wishes are in each state, whatever is filtered. */
export const wishCountsQuery = queryOptions({
  queryKey: ['wishes', 'counts'] as const,
  queryFn: async ({ signal }) => (await listWishes({ limit: 1 }, signal)).counts,
  staleTime: Number.POSITIVE_INFINITY,
});

/** How many wishes under way stand at each station; read again together with the counts. */
export const wishStagesQuery = queryOptions({
  queryKey: [...wishCountsQuery.queryKey, 'stages'] as const,
  queryFn: async ({ signal }) => (await readWishStats(signal)).by_stage,
  staleTime: Number.POSITIVE_INFINITY,
});

/** A wish with its proof. */
export function wishDetailQuery(id: number) {
  return queryOptions({
    queryKey: ['wishes', 'detail', id] as const,
    queryFn: ({ signal }) => readWish(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What checking the files of a wish found; read again whenever the wish has moved on. */
export function wishProofQuery(wish: Wish) {
  return queryOptions({
    queryKey: ['wishes', 'proof', wish.id, wish.updated_at] as const,
    queryFn: ({ signal }) => readProof(wish.id, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/**
 * Brings changed wishes into every list and opened proof in the cache.
 * @returns wishes that the shown list wants but has not loaded, when `onTop` is false
 */
export function applyWishes(
  client: QueryClient,
  changed: ReadonlyMap<number, Wish>,
  shown: WishFilter,
  onTop: boolean,
  keep: ReadonlySet<number>,
): Wish[] {
  let held: Wish[] = [];
  for (const [key, data] of client.getQueriesData<InfiniteData<WishPage, string | null>>({
    queryKey: ['wishes', 'list'],
  })) {
    if (data === undefined) continue;
    const filter = key[2] as WishFilter;
    const isShown = sameFilter(filter, shown);
    const merged = mergeWishes(data, changed, filter, isShown ? keep : undefined);
    if (isShown && !onTop) held = merged.fresh;
    const next = isShown && !onTop ? merged.data : placeWishes(merged.data, merged.fresh);
    if (next !== data) client.setQueryData(key, next);
  }
  for (const [id, wish] of changed) {
    client.setQueryData<WishDetail>(['wishes', 'detail', id], (known) => known && { ...known, ...wish });
  }
  return held;
}

/** Whether anything was ever wished for; the first visit looks different. */
export const hasWishesQuery = queryOptions({
  ...wishCountsQuery,
  select: (counts: WishPage['counts']) => Object.values(counts).some((count) => count > 0),
});
