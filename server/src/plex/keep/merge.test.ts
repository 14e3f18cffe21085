import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merge, movesBetween, type PlacedRow } from './merge.ts';

const wanted = (keys: string) => [...keys].map((key) => ({ key, ratingKey: `r${key}` }));
const placed = (keys: string, settled = true): PlacedRow[] =>
  [...keys].map((key, position) => ({ key, itemId: `i${key}`, position, settled }));
/** The list afterwards, rows as letters; by hand added ones are digits. */
const after = (source: string, before: string, atPlex: string, left = ''): string =>
  merge(
    wanted(source),
    placed(before),
    [...atPlex].map((key) => `i${key}`),
    new Set(left),
  )
    .order.map((entry) => ('key' in entry ? entry.key : entry.itemId.slice(1)))
    .join('');

describe('the list afterwards', () => {
  test.each([
    ['a row that is new in the source comes behind the one in front of it', 'axbc', 'abc', 'abc', 'axbc'],
    ['a new first row comes to the top', 'xabc', 'abc', 'abc', 'xabc'],
    ['what was added by hand stays where it is', 'abcd', 'abc', '1ab2c3', '1ab2cd3'],
    ['a row that the source has no more goes', 'ac', 'abc', 'a1b2c', 'a12c'],
    ['an order that was made by hand stays', 'abcx', 'abc', 'cab', 'cxab'],
    ['a row that the source moved is moved', 'bca', 'abc', '1ab2c', '1b2ca'],
    ['a row that was moved here and there follows the source', 'bcad', 'abcd', 'bcd1a', 'bcad1'],
    ['nothing changed, nothing changes', 'abc', 'abc', '3a2b1c', '3a2b1c'],
  ])('%s', (_what, source, before, atPlex, expected) => {
    expect(after(source, before, atPlex)).toBe(expected);
  });

  test('a row that people took out does not come back', () => {
    expect(after('abc', 'ac', 'ac', 'b')).toBe('ac');
  });

  test('a row that was added and never put in its place is put there', () => {
    const rows = placed('abc').map((row) => (row.key === 'b' ? { ...row, settled: false } : row));
    const plan = merge(wanted('abc'), rows, ['ia', 'ic', 'ib'], new Set());
    expect(plan.order).toEqual([{ itemId: 'ia' }, { itemId: 'ib' }, { itemId: 'ic' }]);
    expect(plan.add).toEqual([]);
  });
});

test('moves bring any order into any other, and never more than there are places', () => {
  const orders = fc
    .integer({ min: 0, max: 60 })
    .map((count) => Array.from({ length: count }, (_none, at) => `${at}`))
    .chain((all) => fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.constant(all)));
  fc.assert(
    fc.property(orders, ([current, target]) => {
      const list = [...current];
      const moves = movesBetween(current, target);
      for (const { itemId, after: behind } of moves) {
        list.splice(list.indexOf(itemId), 1);
        list.splice(behind === null ? 0 : list.indexOf(behind) + 1, 0, itemId);
      }
      expect(list).toEqual(target);
      expect(moves.length).toBeLessThan(Math.max(1, target.length));
    }),
    { numRuns: 200 },
  );
});

test('500 rows and 20 edits on each side: every row once, hand-added ones kept, the order of the source where no hand moved anything', () => {
  const edits = fc.array(fc.tuple(fc.constantFrom('add', 'remove', 'move'), fc.nat(), fc.nat()), {
    minLength: 20,
    maxLength: 20,
  });
  const edit = (list: string[], changes: [string, number, number][], name: string): string[] => {
    const edited = [...list];
    for (const [number, [kind, from, to]] of changes.entries()) {
      const at = from % Math.max(1, edited.length);
      const taken = kind === 'add' ? [`${name}${number}`] : edited.splice(at, 1);
      if (kind !== 'remove') edited.splice(to % (edited.length + 1), 0, ...taken);
    }
    return edited;
  };
  const start = Array.from({ length: 500 }, (_none, at) => `k${at}`);
  const rows = start.map((key, position) => ({ key, itemId: key, position, settled: true }));
  fc.assert(
    fc.property(edits, edits, (here, there) => {
      const source = edit(start, here, 'new');
      const atPlex = edit(start, there, 'hand');
      const left = new Set(start.filter((key) => !atPlex.includes(key)));
      const plan = merge(
        source.map((key) => ({ key, ratingKey: key })),
        rows,
        atPlex,
        left,
      );
      const result = plan.order.map((entry) => ('key' in entry ? entry.key : entry.itemId));
      expect(new Set(result).size).toBe(result.length);
      const expected = new Set([
        ...source.filter((key) => !left.has(key)),
        ...atPlex.filter((key) => key.startsWith('hand')),
      ]);
      expect(new Set(result)).toEqual(expected);
      if (there.every(([kind]) => kind !== 'move'))
        expect(result.filter((key) => !key.startsWith('hand'))).toEqual(source.filter((key) => !left.has(key)));
      // what people have ordered by hand among themselves stays, unless the source moved or removed it
      const ordered = atPlex.filter((key) => result.includes(key) && !plan.misplaced.has(key));
      expect(result.filter((key) => ordered.includes(key))).toEqual(ordered);
    }),
    { numRuns: 60 },
  );
});
