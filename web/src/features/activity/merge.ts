import type { ActivityEvent, ActivityPage } from '../../api/index.ts';

/** What tells an event from another; the interface gives them no number. */
export function keyOf(event: ActivityEvent): string {
  return `${event.timestamp} ${event.type} ${event.status} ${JSON.stringify(event.details ?? null)}`;
}

/** Puts new events (newest first) before those of a page, as far as the filter wants them; none twice, at most `limit` in all. */
export function addEvents(
  page: ActivityPage,
  events: readonly ActivityEvent[],
  filter: { readonly type?: string },
  limit = Number.POSITIVE_INFINITY,
): ActivityPage {
  const known = new Set(page.items.map(keyOf));
  const fresh = events.filter(
    (event) => (filter.type === undefined || event.type === filter.type) && !known.has(keyOf(event)),
  );
  if (fresh.length === 0) return page;
  return { items: [...fresh, ...page.items].slice(0, limit), total_count: page.total_count + fresh.length };
}

/** Events of all pages, each once: new ones push older ones onto the next page while somebody reads. */
export function flattenEvents(pages: readonly ActivityPage[]): ActivityEvent[] {
  const known = new Map<string, ActivityEvent>();
  for (const page of pages)
    for (const event of page.items) if (!known.has(keyOf(event))) known.set(keyOf(event), event);
  return [...known.values()];
}
