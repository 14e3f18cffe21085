import { expect, it } from 'vitest';
import type { DeclaredSetting } from '../../../../api/index.ts';
import { changesIn, moved } from './draft.ts';

const setting = (name: string, kind: string, value: string | null) => ({ name, kind, value }) as DeclaredSetting;

it('only what means something else is stored, in the order of the settings', () => {
  const settings = [
    setting('FORMATS', 'list', 'FLAC,MP3'),
    setting('ONLY', 'yes/no', 'false'),
    setting('LEAST', 'whole number 0–2000', '192'),
    setting('TOLERANCE', 'whole number', null),
  ];
  const changed = (entered: Record<string, string>) =>
    changesIn(settings, entered).map(({ setting: { name }, value }) => [name, value]);
  expect(changed({ FORMATS: 'FLAC, MP3', ONLY: 'no', LEAST: ' 192', TOLERANCE: '' })).toEqual([]);
  expect(changed({ LEAST: '0 ', FORMATS: 'MP3,FLAC', ONLY: 'true', TOLERANCE: '100' })).toEqual([
    ['FORMATS', 'MP3,FLAC'],
    ['ONLY', 'true'],
    ['LEAST', '0'],
    ['TOLERANCE', '100'],
  ]);
});

it.each([
  [0, 1, 'bac'],
  [2, -1, 'acb'],
  [0, -1, 'abc'],
  [2, 1, 'abc'],
] as const)('an entry at %i moves by %i', (from, by, expected) => {
  expect(moved(['a', 'b', 'c'], from, by).join('')).toBe(expected);
});
