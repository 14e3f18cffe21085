import { expect, it } from 'vitest';
import { entryOf, isYes } from './choices.ts';

it.each([
  ['yes/no', { type: 'switch' }],
  ['accept | review | next_peer', { type: 'choice', choices: ['accept', 'review', 'next_peer'] }],
  ['list of spotify | slskd', { type: 'text' }],
  ['whole number 1–64', { type: 'number' }],
  ['number ≥ 0', { type: 'number' }],
  ['path', { type: 'text' }],
])('a setting of the kind %s is entered fittingly', (kind, entry) => {
  expect(entryOf(kind)).toEqual(entry);
});

it('reads yes as the server does', () => {
  expect(['1', 'TRUE', 'on', 'yes', '0', 'false', '', null].map(isYes)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
