import { expect, test } from 'vitest';
import { parseDuration, parseIsrc, parsePosition, parseReleaseDate } from './values.ts';

test.each([
  ['3:34', 'guess', 214_000],
  ['0:03:34', 'guess', 214_000],
  ['1:02:03', 's', 3_723_000],
  ['214', 'guess', 214_000],
  ['214373', 'guess', 214_373],
  ['214373', 'ms', 214_373],
  ['5000', 'ms', 5000],
  ['214.4', 's', 214_400],
  ['PT3M34S', 'guess', 214_000],
  ['-1', 's', null],
  ['0', 's', null],
  ['3:99', 's', null],
  ['1,23E+17', 'guess', null],
  ['', 'guess', null],
] as const)('the duration %j (%s) is %j ms', (text, unit, expected) => {
  expect(parseDuration(text, unit)).toBe(expected);
});

test.each([
  ['QZHRM2600000', 'QZHRM2600000'],
  ['qz-hrm-26-00000', 'QZHRM2600000'],
  ['ISRC: QZHRM2600000', 'QZHRM2600000'],
  ['QZHRM260000', null],
  ['', null],
])('the ISRC %j is %j', (text, expected) => {
  expect(parseIsrc(text)).toBe(expected);
});

test.each([
  ['2019', '2019'],
  ['1998-11', '1998-11'],
  ['2019-03-08', '2019-03-08'],
  ['2019-03-08T00:00:00Z', '2019-03-08'],
  ['2019-13-08', '2019'],
  ['08.03.2019', '2019'],
  ['1985 / 2019', null],
  ['0000', null],
  ['soon', null],
])('the release date %j is %j', (text, expected) => {
  expect(parseReleaseDate(text)).toBe(expected);
});

test('positions come with their total where it is told', () => {
  expect(parsePosition('07')).toEqual({ number: 7, total: null });
  expect(parsePosition('7/12')).toEqual({ number: 7, total: 12 });
  expect(parsePosition('0')).toEqual({ number: null, total: null });
  expect(parsePosition('A1')).toEqual({ number: null, total: null });
});
