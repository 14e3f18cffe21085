import { apiBase, client, unwrap } from './request.ts';
import type { BulkAnswer, BulkWishes, Wish, WishDetail, WishPage, WishProof, WishQuery, WishStats } from './types.ts';

// The contract names states as plain strings; what this client knows about them stands in `types.ts`.

/** One page of wishes. */
export async function listWishes(
  query: WishQuery & { limit: number; cursor?: string },
  signal: AbortSignal,
): Promise<WishPage> {
  return (await unwrap(client.GET('/wishes', { params: { query }, signal }))) as WishPage;
}

/** A wish with its proof. */
export async function readWish(id: number, signal: AbortSignal): Promise<WishDetail> {
  return (await unwrap(client.GET('/wishes/{id}', { params: { path: { id } }, signal }))) as WishDetail;
}

/** Starts the wish again from its search. */
export async function retryWish(id: number): Promise<Wish> {
  return (await unwrap(client.POST('/wishes/{id}/retry', { params: { path: { id } } }))) as Wish;
}

/** Ends the wish without a file. */
export async function cancelWish(id: number): Promise<Wish> {
  return (await unwrap(client.POST('/wishes/{id}/cancel', { params: { path: { id } } }))) as Wish;
}

/** Takes the offer that a person has chosen. */
export async function chooseCandidate(id: number, candidateId: number): Promise<Wish> {
  const body = { candidate_id: candidateId };
  return (await unwrap(client.POST('/wishes/{id}/choose', { params: { path: { id } }, body }))) as Wish;
}

/** A higher number goes first, 0 to 1000. */
export async function prioritiseWish(id: number, priority: number): Promise<Wish> {
  return (await unwrap(client.PATCH('/wishes/{id}', { params: { path: { id } }, body: { priority } }))) as Wish;
}

/** Everything that was decided and done for a wish, with what checking its files found. */
export async function readProof(id: number, signal: AbortSignal): Promise<WishProof> {
  return await unwrap(client.GET('/wishes/{id}/proof', { params: { path: { id } }, signal }));
}

/** Takes a checked file in spite of what was found. */
export async function keepFile(id: number, downloadId: number): Promise<Wish> {
  const body = { download_id: downloadId };
  return (await unwrap(client.POST('/wishes/{id}/keep', { params: { path: { id } }, body }))) as Wish;
}

/** Keeps the file under review aside and tries the next best peer. */
export async function declineFile(id: number): Promise<Wish> {
  return (await unwrap(client.POST('/wishes/{id}/decline', { params: { path: { id } } }))) as Wish;
}

/** The same for many wishes, a portion of them; `next` says where to go on. */
export function changeWishes(body: Omit<BulkWishes, 'dry_run'> & { dry_run?: boolean }): Promise<BulkAnswer> {
  return unwrap(client.POST('/wishes/bulk', { body: { dry_run: false, ...body } }));
}

/** Takes the last cancellation or choice of another offer back. */
export async function restoreWish(id: number): Promise<Wish> {
  const { taken, refused } = await changeWishes({ action: 'restore', ids: [id] });
  if (taken === 0) throw new Error(refused[0]?.sentence);
  return (await unwrap(client.GET('/wishes/{id}', { params: { path: { id } } }))) as Wish;
}

/** How many wishes are in each state, and at which station those under way stand. */
export async function readWishStats(signal: AbortSignal): Promise<WishStats> {
  return (await unwrap(client.GET('/wishes/stats', { signal }))) as WishStats;
}

/** Address of the wishes that match, as a file. */
export function wishExport(filter: WishQuery, format: 'csv' | 'json'): string {
  return `${apiBase}/wishes/export?${new URLSearchParams({ ...filter, format }).toString()}`;
}
