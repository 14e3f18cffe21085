import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../api/types.ts';
import { addEvents, flattenEvents } from './merge.ts';

const event = (minute: number, type = 'wish', status = 'done'): ActivityEvent => ({
  timestamp: `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`,
  type,
  status,
});
const page = (...items: ActivityEvent[]) => ({ items, total_count: items.length });

describe('bringing live events into the history', () => {
  it('puts new ones on top and counts them', () => {
    expect(addEvents(page(event(1)), [event(3), event(2)], {})).toEqual({
      items: [event(3), event(2), event(1)],
      total_count: 3,
    });
  });

  it('takes only what the filter wants, and none twice', () => {
    const before = page(event(1));
    expect(addEvents(before, [event(1), event(2, 'worker')], { type: 'wish' })).toBe(before);
  });

  it('keeps a short list short', () => {
    expect(addEvents(page(event(2), event(1)), [event(3)], {}, 2).items).toEqual([event(3), event(2)]);
  });

  it('shows an event once that slipped onto the next page', () => {
    expect(flattenEvents([page(event(2), event(1)), page(event(1), event(0))])).toHaveLength(3);
  });
});
