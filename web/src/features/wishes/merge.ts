import type { Wish, WishPage, WishState } from '../../api/index.ts';

/** What a list shows. */
export interface WishFilter {
  readonly state?: WishState;
  readonly query?: string;
}

/** Pages as the query cache holds them. */
export interface WishPages {
  readonly pages: readonly WishPage[];
  readonly pageParams: readonly unknown[];
}

/**
 * Brings changed wishes into loaded pages without moving anything that a person may be reading: known wishes change where they are,
 * wishes that left the filter go, wishes that are not loaded come back as `fresh` for the caller to put on top at a good moment.
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
      if (filter.state === undefined || next.state === filter.state || keep.has(next.id)) items.push(next);
    }
    touched ||= pageTouched;
    return pageTouched ? { ...page, items } : page;
  });
  const fresh = filter.query
    ? []
    : [...changed.values()].filter(
        (wish) => !seen.has(wish.id) && (filter.state === undefined || wish.state === filter.state),
      );
  return { data: touched ? { ...data, pages } : data, fresh };
}

/** Puts wishes on top of the first page, latest first. */
export function prependWishes<Pages extends WishPages>(data: Pages, fresh: readonly Wish[]): Pages {
  const [first, ...rest] = data.pages;
  if (first === undefined || fresh.length === 0) return data;
  const ids = new Set(fresh.map((wish) => wish.id));
  const pages = [first, ...rest].map((page, index) => {
    const kept = page.items.filter((wish) => !ids.has(wish.id));
    if (index > 0) return kept.length === page.items.length ? page : { ...page, items: kept };
    return { ...page, items: [...fresh.toReversed(), ...kept] };
  });
  return { ...data, pages };
}

/** All loaded wishes in order, each once: a wish may move to another page while people scroll. */
export function flattenWishes(pages: readonly WishPage[]): Wish[] {
  const known = new Map<number, Wish>();
  for (const page of pages) for (const wish of page.items) if (!known.has(wish.id)) known.set(wish.id, wish);
  return [...known.values()];
}
