import { expect, test } from 'vitest';
import { romanise, soundSkeleton } from './romanise.ts';

test('Hangul is romanised by sound, with final consonants moved over', () => {
  expect(romanise('사랑하니까')).toBe('saranghanikka');
  expect(romanise('임우혁')).toBe('imuhyeok');
});

test.each([
  ['Чайковский', 'Tchaikovsky'],
  ['Кино', 'Kino'],
  ['周杰倫', 'Zhou Jielun'],
  ['이수호', 'Isuho'],
  ['Λένα', 'Lena'],
])('%s sounds like %s', (native, latin) => {
  const [left, right] = [soundSkeleton(native), soundSkeleton(latin)];
  expect(Math.abs(left.length - right.length)).toBeLessThanOrEqual(1);
  expect(left.slice(0, 3)).toBe(right.slice(0, 3));
});
