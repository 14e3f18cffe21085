import { expect, test } from 'vitest';
import { csvLine } from './index.ts';

test.each(['=1+1', '+1', '-2', '@SUM(A1)', '\tx', '\rx'])('text that begins like the formula %j is defused', (text) => {
  expect(csvLine([text]).replace(/^"/, '').startsWith("'")).toBe(true);
});

test('quotes what needs it, leaves numbers alone, and nothing is an empty cell', () => {
  expect(csvLine(['a,b', 'say "x"', 'two\nlines', -5, null, true, 'a=b'])).toBe(
    '"a,b","say ""x""","two\nlines",-5,,true,a=b\r\n',
  );
});
