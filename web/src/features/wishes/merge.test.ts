import { describe, expect, it } from 'vitest';
import type { Wish, WishPage } from '../../api/types.ts';
import { flattenWishes, mergeWishes, placeWishes } from './merge.ts';

const counts = { queued: 0, active: 0, waiting: 0, review: 0, done: 0, cancelled: 0 };
const wish = (id: number, state: Wish['state'] = 'queued'): Wish => ({
  id,
  title: `Title ${id}`,
  artists: ['Artist'],
  album: null,
  duration_ms: null,
  stage: 'search',
  state,
  reason: null,
  priority: 0,
  attempts: 0,
  next_attempt_at: null,
  download: null,
  file: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  settled_at: null,
});
const page = (...items: Wish[]): WishPage => ({ items, next_cursor: null, counts });
const pages = (...all: WishPage[]) => ({ pages: all, pageParams: all.map(() => null) });
const changes = (...all: Wish[]) => new Map(all.map((item) => [item.id, item]));
const ids = (data: { pages: readonly WishPage[] }) => data.pages.map((item) => item.items.map((row) => row.id));

describe('merging live wishes into a list', () => {
  it('changes a known wish where it stands and leaves other pages untouched', () => {
    const before = pages(page(wish(3), wish(2)), page(wish(1)));
    const { data, fresh } = mergeWishes(before, changes(wish(2, 'active')), {});
    expect(ids(data)).toEqual([[3, 2], [1]]);
    expect(data.pages[0]?.items[1]?.state).toBe('active');
    expect(data.pages[1]).toBe(before.pages[1]);
    expect(fresh).toEqual([]);
  });

  it('takes a wish out of a filtered list when it leaves the state', () => {
    const before = pages(page(wish(2, 'active'), wish(1, 'active')));
    expect(ids(mergeWishes(before, changes(wish(2, 'done')), { state: 'active' }).data)).toEqual([[1]]);
  });

  it('keeps a wish that a person has open, even when it leaves the filter', () => {
    const before = pages(page(wish(2, 'active')));
    const { data } = mergeWishes(before, changes(wish(2, 'done')), { state: 'active' }, new Set([2]));
    expect(ids(data)).toEqual([[2]]);
  });

  it('hands back wishes that are not loaded, but only those that the filter wants', () => {
    const before = pages(page(wish(1, 'active')));
    const { fresh, data } = mergeWishes(before, changes(wish(8, 'done'), wish(9, 'active')), { state: 'active' });
    expect(fresh.map((item) => item.id)).toEqual([9]);
    expect(data).toBe(before);
  });

  it('never guesses whether a new wish matches a search', () => {
    expect(mergeWishes(pages(page()), changes(wish(9)), { query: 'bj' }).fresh).toEqual([]);
  });

  const at = (minute: number, item: Wish): Wish => ({ ...item, created_at: `2026-01-01T00:0${minute}:00Z` });

  it('places new wishes as the server does: newest import first, within an import as in the list', () => {
    const before = pages(page(at(5, wish(7)), at(5, wish(8))), page(at(2, wish(3))));
    const data = placeWishes(before, [at(9, wish(11)), at(5, wish(9)), at(9, wish(10)), at(3, wish(5))]);
    expect(ids(data)).toEqual([
      [10, 11, 7, 8],
      [9, 5, 3],
    ]);
  });

  it('leaves out what belongs behind the loaded pages, and appends it when there are no more', () => {
    const more = { ...page(at(5, wish(7))), next_cursor: 'more' };
    expect(placeWishes(pages(more), [at(1, wish(1))])).toEqual(pages(more));
    expect(ids(placeWishes(pages(page(at(5, wish(7)))), [at(1, wish(1))]))).toEqual([[7, 1]]);
    expect(ids(placeWishes(pages(page()), [at(1, wish(1))]))).toEqual([[1]]);
  });

  it('never shows a wish twice', () => {
    expect(ids(placeWishes(pages(page(wish(1))), [wish(1)]))).toEqual([[1]]);
  });

  it('shows a wish once although it slipped onto a second page', () => {
    expect(flattenWishes([page(wish(2), wish(1)), page(wish(1), wish(0))]).map((item) => item.id)).toEqual([2, 1, 0]);
  });
});
