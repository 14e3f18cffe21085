import { beside, unwrap } from './request.ts';
import type { paths } from './schema.generated.ts';

type Answer<Path extends keyof paths, Method extends 'get' | 'post'> = paths[Path] extends {
  [M in Method]: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** Whether beets works, and where it keeps things. */
export type BeetsStatus = Answer<'/beets/status', 'get'>;
/** How an import went. */
export type BeetsImport = Answer<'/beets/import', 'post'>;
/** What an update would do, or did. */
export type BeetsUpdate = Answer<'/beets/update', 'post'>;

/** Whether beets works. */
export function readBeetsStatus(signal?: AbortSignal | null): Promise<BeetsStatus> {
  return unwrap(beside.GET('/beets/status', { signal: signal ?? null }));
}

/** Statistics of its library, as it prints them. */
export async function readBeetsStats(signal: AbortSignal): Promise<Record<string, string>> {
  return (await unwrap(beside.GET('/beets/stats', { signal }))).stats;
}

/** Imports a file or folder. Throws a `Problem` whose message says what is wrong with the path. */
export function importIntoBeets(path: string, autotag: boolean): Promise<BeetsImport> {
  const body = { path, autotag, quiet: true, fallback: 'skip' as const, singletons: false };
  return unwrap(beside.POST('/beets/import', { body }));
}

/** Compares the library of beets with its files. With `confirm`, forgets so many files that are gone. */
export function updateBeets(preview: boolean, confirm?: number): Promise<BeetsUpdate> {
  return unwrap(beside.POST('/beets/update', { body: { preview, ...(confirm === undefined ? {} : { confirm }) } }));
}
