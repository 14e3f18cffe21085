import type { Capabilities } from '../limits/capabilities.ts';
import type { Asking, Json, SpotifyPage } from '../types.ts';
import { arrayOf, countOf, objectOf, textOf } from '../wire.ts';
import { type Caller, LimitRefused, type Question } from './caller.ts';

/** One page as Spotify gave it; entries may be null. */
interface WirePage {
  readonly entries: readonly unknown[];
  readonly offset: number;
  readonly total: number | null;
  readonly next: number | null;
  /** The whole answer. */
  readonly json: Json;
}

/** Reads lists page by page, in pages as large as this app is allowed. */
export interface Pages {
  /** One page from `offset`, at most `limit` entries. `within` finds the page in the answer. */
  page(
    question: Question & { readonly family: { readonly page: { readonly wide: number; readonly narrow: number } } },
    at: { readonly offset: number; readonly limit?: number; readonly within?: (json: Json) => Json },
    asking: Asking,
  ): Promise<WirePage>;
}

/** How far a search can be paged; Spotify refuses more. */
export const searchEnd = 1000;

/** Pages over a caller; the largest page is found out once and remembered. */
export function createPages(caller: Caller, capabilities: Capabilities): Pages {
  return {
    async page(question, at, asking) {
      const { family } = question;
      const { clientId } = await caller.app();
      const most = (await capabilities.pageLimit(clientId, family)) ?? family.page.wide;
      const wanted = Math.min(at.limit ?? most, most);
      const ask = (limit: number): Promise<Json> =>
        caller.ask({ ...question, query: { ...question.query, limit, offset: at.offset } }, asking);
      let json: Json;
      let asked = wanted;
      try {
        json = await ask(wanted);
      } catch (error) {
        if (!(error instanceof LimitRefused) || wanted <= family.page.narrow) throw error;
        await capabilities.rememberPageLimit(clientId, family, family.page.narrow);
        asked = family.page.narrow;
        json = await ask(asked);
      }
      const page = (at.within ?? ((whole: Json) => whole))(json);
      const entries = arrayOf(page['items']);
      const given = countOf(page['limit']);
      // some refuse a page that is too large, others cut it without a word
      if (given !== null && given > 0 && given < asked) await capabilities.rememberPageLimit(clientId, family, given);
      const offset = countOf(page['offset']) ?? at.offset;
      // `total` counts what may not be seen: the end is where nothing comes, or where Spotify says so
      const hasMore = entries.length > 0 && textOf(page['next']) !== null;
      return { entries, offset, total: countOf(page['total']), next: hasMore ? offset + entries.length : null, json };
    },
  };
}

/** Reads the entries of a page; those that are none are left out. */
export function readPage<T>(page: WirePage, read: (entry: unknown) => T | null): SpotifyPage<T> {
  return {
    items: page.entries.flatMap((entry) => read(entry) ?? []),
    offset: page.offset,
    total: page.total,
    next: page.next,
  };
}

/** Follows pages to their end. */
export async function allOf<T>(
  from: (offset: number) => Promise<SpotifyPage<T>>,
  most = 20_000,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let offset: number | null = 0; offset !== null && items.length < most; ) {
    const page: SpotifyPage<T> = await from(offset);
    items.push(...page.items);
    offset = page.next;
  }
  return items;
}

/** The part of an answer under a name. */
export const within =
  (name: string) =>
  (json: Json): Json =>
    objectOf(json[name]);
