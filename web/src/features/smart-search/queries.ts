import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listWishes, type SearchAnswer, type SearchRequest, searchEverywhere, type Wish } from '../../api/index.ts';
import { lengths, type SmartSearch, workKey } from './works.ts';

const pageSize = 100;
const wishesMost = 200;

function requestOf(search: SmartSearch & { readonly q: string }): SearchRequest {
  return {
    query: search.q,
    ...(search.type === undefined ? {} : { type: search.type }),
    ...(search.source === undefined ? {} : { sources: [search.source] }),
    ...(search.bitrate === undefined ? {} : { min_bitrate: search.bitrate }),
    ...(search.from === undefined ? {} : { year_from: search.from }),
    ...(search.to === undefined ? {} : { year_to: search.to }),
    ...(search.length === undefined ? {} : { duration_ms: [...lengths[search.length]] }),
    ...(search.sort === undefined ? {} : { sort: { by: search.sort } }),
  };
}

/** Results of all sources, page by page. A search costs budget, so it is never repeated by itself. */
export function searchQuery(search: SmartSearch & { readonly q: string }) {
  const request = requestOf(search);
  return infiniteQueryOptions({
    queryKey: ['smart-search', 'results', request] as const,
    queryFn: ({ pageParam, signal }) => searchEverywhere({ ...request, limit: pageSize, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: SearchAnswer) =>
      last.items.length > 0 && last.offset + last.items.length < last.total ? last.offset + last.items.length : null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Wishes that the words of a search find, by what they wish for. */
export function wishesOfSearch(q: string) {
  const words = q.split(/\s+[-–—]\s+/).at(-1) ?? q;
  return queryOptions({
    queryKey: ['smart-search', 'wishes', words] as const,
    queryFn: async ({ signal }) => {
      const { items } = await listWishes({ query: words.slice(0, 200), limit: wishesMost }, signal);
      return new Map(items.map((wish): [string, Wish] => [workKey('track', wish.artists[0] ?? '', wish.title), wish]));
    },
    staleTime: 30_000,
  });
}
