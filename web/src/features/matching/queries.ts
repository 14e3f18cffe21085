import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type CasePage,
  listActivity,
  listAliases,
  listCases,
  listWishes,
  readProof,
  readServerStatus,
  readStoredSettings,
  readWish,
  type Wish,
} from '../../api/index.ts';

/** Heartbeats tell no events; they are read again while somebody looks, never in a hidden tab. */
const everyMs = 20_000;
const batchesMost = 20;
const reviewMost = 200;
const casesPage = 50;

/** The server and its workers; the overview keeps the same answer. */
export const workerQuery = queryOptions({
  queryKey: ['server', 'status'] as const,
  queryFn: ({ signal }) => readServerStatus(signal),
  refetchInterval: everyMs,
});

/** What the matcher notes of itself. */
export const metricsQuery = queryOptions({
  queryKey: ['settings', 'stored'] as const,
  queryFn: ({ signal }) => readStoredSettings(signal),
});

/** The latest batches. */
export const batchesQuery = queryOptions({
  queryKey: ['matching', 'batches'] as const,
  queryFn: ({ signal }) =>
    listActivity({ type: 'metadata', status: 'matching_batch', limit: batchesMost, offset: 0 }, signal),
});

/** Wishes that wait for a decision, oldest import last. */
export const reviewQuery = queryOptions({
  queryKey: ['matching', 'review'] as const,
  queryFn: ({ signal }) => listWishes({ state: 'review', limit: reviewMost }, signal),
});

/** One of them with its offers. */
export const offersQuery = (wish: Wish) =>
  queryOptions({
    queryKey: ['matching', 'offers', wish.id, wish.updated_at] as const,
    queryFn: ({ signal }) => readWish(wish.id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One of them with what checking its file found. */
export const checksQuery = (wish: Wish) =>
  queryOptions({
    queryKey: ['matching', 'checks', wish.id, wish.updated_at] as const,
    queryFn: ({ signal }) => readProof(wish.id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Other names of artists. */
export const aliasesQuery = queryOptions({
  queryKey: ['matching', 'aliases'] as const,
  queryFn: ({ signal }) => listAliases(signal),
});

/** Reported decisions, page by page. */
export const casesQuery = infiniteQueryOptions({
  queryKey: ['matching', 'cases'] as const,
  queryFn: ({ pageParam, signal }) => listCases({ after_id: pageParam, limit: casesPage }, signal),
  initialPageParam: 0,
  getNextPageParam: (last: CasePage) => last.next_after_id,
});
