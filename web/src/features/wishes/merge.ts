import type { Wish, WishPage, WishQuery } from '../../api/index.ts';

/** What a list shows. */
export type WishFilter = WishQuery;

/** Whether a wish belongs into the list, as far as it says so itself: text and list are asked of the server. */
export function fits(wish: Pick<Wish, 'state' | 'stage'>, { state, stage }: WishFilter): boolean {
  return (state === undefined || wish.state === state) && (stage === undefined || wish.stage === stage);
}

/** Whether only the server knows what belongs into the list. */
export function isAsked({ query, list }: WishFilter): boolean {
  return Boolean(query) || list !== undefined;
}

/** Whether two filters mean the same list. */
export function sameFilter(a: WishFilter, b: WishFilter): boolean {
  return a.state === b.state && a.stage === b.stage && a.list === b.list && (a.query ?? '') === (b.query ?? '');
}

/** Pages as the query cache holds them. */
export interface WishPages {
  readonly pages: readonly WishPage[];
  readonly pageParams: readonly unknown[];
}

/**
 * Brings changed wishes into loaded pages without moving anything that a person may be reading: known wishes change where they are,
 * wishes that left the filter go, wishes that are not loaded come back as `fresh` for the caller to place at a good moment.
 * Pages and wishes that did not change keep their identity, so that only touched rows are drawn again.
 */
export function mergeWishes<Pages extends WishPages>(
  data: Pages,
  changed: ReadonlyMap<number, Wish>,
  filter: WishFilter,
  keep: ReadonlySet<number> = new Set(),
): { data: Pages; fresh: Wish[] } {
  const seen = new Set<number>();
  let touched = false;
  const pages = data.pages.map((page) => {
    let pageTouched = false;
    const items: Wish[] = [];
    for (const known of page.items) {
      const next = changed.get(known.id);
      if (next === undefined) {
        items.push(known);
        continue;
      }
      seen.add(known.id);
      pageTouched = true;
      if (fits(next, filter) || keep.has(next.id)) items.push(next);
    }
    touched ||= pageTouched;
    return pageTouched ? { ...page, items } : page;
  });
  const fresh = isAsked(filter) ? [] : [...changed.values()].filter((wish) => !seen.has(wish.id) && fits(wish, filter));
  return { data: touched ? { ...data, pages } : data, fresh };
}

/** The server's order: newest import first, within an import as in the list. */
function inOrder(a: Wish, b: Wish): number {
  return Date.parse(b.created_at) - Date.parse(a.created_at) || a.id - b.id;
}

/**
 * Puts wishes where the server would show them. Those that belong behind what is loaded are left out: they come with their page
 * when somebody scrolls there.
 */
export function placeWishes<Pages extends WishPages>(data: Pages, fresh: readonly Wish[]): Pages {
  const last = data.pages.at(-1);
  if (last === undefined || fresh.length === 0) return data;
  const end = last.items.at(-1);
  const known = new Set(data.pages.flatMap((page) => page.items.map((wish) => wish.id)));
  const waiting = fresh
    .filter((wish) => !known.has(wish.id))
    .filter((wish) => last.next_cursor === null || (end !== undefined && inOrder(wish, end) < 0))
    .toSorted(inOrder);
  if (waiting.length === 0) return data;
  const pages = data.pages.map((page, index) => {
    const pageEnd = page.items.at(-1);
    const isLast = index === data.pages.length - 1;
    let count = 0;
    for (const wish of waiting) {
      if (!isLast && (pageEnd === undefined || inOrder(wish, pageEnd) > 0)) break;
      count += 1;
    }
    const mine = waiting.splice(0, count);
    return mine.length === 0 ? page : { ...page, items: [...page.items, ...mine].toSorted(inOrder) };
  });
  return { ...data, pages };
}

/** All loaded wishes in order, each once: a wish may move to another page while people scroll. */
export function flattenWishes(pages: readonly WishPage[]): Wish[] {
  const known = new Map<number, Wish>();
  for (const page of pages) for (const wish of page.items) if (!known.has(wish.id)) known.set(wish.id, wish);
  return [...known.values()];
}
