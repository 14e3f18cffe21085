import { expect, it } from 'vitest';
import { sortWorkers } from './worker-words.ts';

const seen = '2026-01-01T00:00:00Z';

it('workers in trouble come apart from those with work, and those by how much they have', () => {
  const sorted = sortWorkers({
    sync: { status: 'running', last_seen: seen, queue_size: 3 },
    matching: { status: 'running', last_seen: seen, queue_size: 9 },
    scheduler: { status: 'running', last_seen: seen, queue_size: 'n/a' },
    artwork: { status: 'stale', last_seen: seen, queue_size: 5 },
    lyrics: { status: 'unavailable', last_seen: null, queue_size: 0 },
  });
  expect(sorted.troubled.map(({ name }) => name)).toEqual(['artwork', 'lyrics']);
  expect(sorted.busy.map(({ name }) => name)).toEqual(['matching', 'sync']);
  expect(sorted.idle.map(({ name }) => name)).toEqual(['scheduler']);
  expect(sorted.all).toHaveLength(5);
});
