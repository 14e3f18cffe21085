import { expect, test } from 'vitest';
import { csvLine } from './index.ts';

test.each(['=1+1', '+1', '-2', '@SUM(A1)', '\tx', '\rx'])('text that begins like the formula %j is defused', (text) => {
  expect(csvLine([text]).replace(/^"/, '').startsWith("'")).toBe(true);
});

test.each([
  ['＝1+1', "'＝1+1"],
  ['  =1+1', "'  =1+1"],
  ['\n=1+1', `"'\n'=1+1"`],
  // a German spreadsheet begins a cell after the semicolon
  ['Song;=HYPERLINK(1);x', "Song;'=HYPERLINK(1);x"],
  ['Song; -2', "Song;' -2"],
  ['Song\t@SUM(A1)', "Song\t'@SUM(A1)"],
  ['Song\r\n+1', `"Song\r\n'+1"`],
  ['A-ha; AC/DC + x = y', 'A-ha; AC/DC + x = y'],
])('a cell that would begin with a formula in another way of reading, %j, is text', (text, line) => {
  expect(csvLine([text])).toBe(`${line}\r\n`);
});

test('quotes what needs it, leaves numbers alone, and nothing is an empty cell', () => {
  expect(csvLine(['a,b', 'say "x"', 'two\nlines', -5, null, true, 'a=b'])).toBe(
    '"a,b","say ""x""","two\nlines",-5,,true,a=b\r\n',
  );
});
