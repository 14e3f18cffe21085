import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Delimiter, recordSplitter } from './records.ts';

function split(text: string, delimiter: Delimiter = ',', size = text.length || 1) {
  const splitter = recordSplitter(delimiter);
  const rows = [];
  for (let at = 0; at < text.length; at += size) rows.push(...splitter.push(text.slice(at, at + size)));
  rows.push(...splitter.end());
  return rows;
}

const cells = (text: string) => split(text).map((row) => row.cells);

describe('a delimited table', () => {
  test.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    ['"a, b","c ""d"""', [['a, b', 'c "d"']]],
    ['a, "b", c', [['a', 'b', ' c']]],
    ['"two\nlines",x', [['two\nlines', 'x']]],
    ['"Heroes" (single),Bowie', [['"Heroes" (single)', 'Bowie']]],
    ['12" mix,x', [['12" mix', 'x']]],
    ['a,,', [['a', '', '']]],
    ['\n\na', [[''], [''], ['a']]],
  ])('%j is cut into records', (text, expected) => {
    for (const size of [1, 2, 100]) expect(split(text, ',', size).map((row) => row.cells)).toEqual(expected);
  });

  test('loses only the line of a quote that is never closed', () => {
    const rows = split('a,b\n"open,c\nd,e\nf,g\n');
    expect(rows.map((row) => [row.line, row.problem, row.cells])).toEqual([
      [1, null, ['a', 'b']],
      [2, 'unclosed_quote', ['"open,c']],
      [3, null, ['d', 'e']],
      [4, null, ['f', 'g']],
    ]);
  });

  test('loses only that line also when the rest does not fit into memory', () => {
    const rows = split(`"open\n${'x,y\n'.repeat(50_000)}`, ',', 10_000);
    expect(rows).toHaveLength(50_001);
    expect(rows.filter((row) => row.problem !== null).map((row) => row.line)).toEqual([1]);
    expect(rows.at(-1)?.line).toBe(50_001);
  });

  test('gives an endless line one reason and goes on behind it', () => {
    const rows = split(`${'x'.repeat(300_000)}\na,b\n`, ',', 10_000);
    expect(rows.map((row) => [row.line, row.problem, row.cells.length])).toEqual([
      [1, expect.any(String), 1],
      [2, null, 2],
    ]);
  });

  test('gives back what a strict writer wrote, however it arrives', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', ',', ';', '"', '\n', '\r', ' ', 'ü'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
        fc.integer({ min: 1, max: 9 }),
        (rows, delimiter, size) => {
          const written = rows
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter))
            .join('\n');
          expect(split(written, delimiter, size).map((row) => row.cells)).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('reads plain cells of one column', () => expect(cells('a\nb')).toEqual([['a'], ['b']]));
});
