import { expect, it } from 'vitest';
import type { WishProof } from '../../../api/index.ts';
import { shortened, timelineOf } from './timeline.ts';

const at = (minute: number): string => `2026-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const proof = (parts: object): WishProof =>
  ({
    wish: { created_at: at(0) },
    origins: [],
    searches: [],
    candidates: [],
    transfers: [],
    verified: [],
    moves: [],
    events: [],
    file: null,
    ...parts,
  }) as never;

it('tells in the order of time what each room knows', () => {
  const entries = timelineOf(
    proof({
      origins: [{ list: 'import:j', name: 'Summer.csv', line: 7, at: at(1) }],
      searches: [
        { query: 'second', started_at: at(6) },
        { query: 'first', started_at: at(2) },
      ],
      candidates: [
        { id: 4, verdict: 'auto' },
        { id: 5, verdict: 'auto' },
        { id: 6, verdict: 'reject' },
      ],
      transfers: [{ id: 9, candidate_id: 4, created_at: at(3), enqueued_at: at(4) }],
      verified: [{ download_id: 9, at: at(7) }],
      moves: [{ kind: 'place', begun_at: at(8), to: 'a.flac' }],
      events: [{ id: 1, kind: 'done', at: at(9) }],
    }),
  );
  expect(entries.map(({ kind }) => kind)).toEqual([
    'wished',
    'searched',
    'asked',
    'searched',
    'checked',
    'moved',
    'told',
  ]);
  expect(entries[2]).toMatchObject({ candidate: { id: 4 }, fitting: 2 });
});

it('a wish of no list begins with its own moment, and what has no time is left out', () => {
  const entries = timelineOf(
    proof({ verified: [{ download_id: 1, at: null }], moves: [{ kind: 'tag', begun_at: null, to: 'x' }] }),
  );
  expect(entries).toMatchObject([{ kind: 'wished', origin: null, at: at(0) }]);
});

it('what happened in one moment is told in the order of the journey', () => {
  const entries = timelineOf(
    proof({
      events: [{ id: 1, kind: 'done', at: at(1) }],
      moves: [{ kind: 'place', begun_at: at(1), to: 'a' }],
      searches: [{ query: 'q', started_at: at(1) }],
    }),
  );
  expect(entries.map(({ kind }) => kind)).toEqual(['wished', 'searched', 'moved', 'told']);
});

it('a long story keeps its beginning and its end, and says how much is between', () => {
  const searches = Array.from({ length: 30 }, (_, minute) => ({ query: `q${minute}`, started_at: at(minute + 1) }));
  const entries = timelineOf(proof({ searches }));
  const { shown, left } = shortened(entries, 10);
  expect([shown.length, left, shown[0]?.kind]).toEqual([10, 21, 'wished']);
  expect(shown.at(-1)).toBe(entries.at(-1));
  expect(shortened(entries.slice(0, 11), 10)).toMatchObject({ left: 0 });
});
