import { describe, expect, test } from 'vitest';
import { type Answered, type Evidence, nextQuestion, type Question } from './plan.ts';
import { askedWords, covers } from './words.ts';

const ladder: readonly Question[] = [
  { kind: 'written', text: "Björk It's Oh So Quiet" },
  { kind: 'plain', text: 'bjork oh so quiet' },
  { kind: 'loose', text: 'bjork quiet' },
  { kind: 'wildcard', text: '*jork quiet' },
  { kind: 'folder', text: 'bjork post' },
];
const answer = (text: string, fileCount: number, more: Partial<Answered> = {}): Answered => ({
  words: askedWords(text),
  fileCount,
  complete: true,
  own: true,
  ...more,
});
const next = (answered: readonly Answered[], more: Partial<Evidence> = {}): string | null =>
  nextQuestion(ladder, { round: 0, answered, hasCandidates: false, ...more })?.text ?? null;
const written = ladder[0]?.text ?? '';

describe('the next question', () => {
  test('is first the wish as written', () => {
    expect(next([])).toBe(written);
  });

  test('is the widest when nobody answered; an empty answer to it makes the others needless for now', () => {
    expect(next([answer(written, 0)])).toBe('*jork quiet');
    expect(next([answer(written, 0), answer('*jork quiet', 0)])).toBe(null);
    expect(next([answer(written, 0)], { round: 2 })).toBe('*jork quiet');
  });

  test('is only another spelling when people offer something of that name', () => {
    expect(next([answer(written, 7)])).toBe('bjork oh so quiet');
    expect(next([answer(written, 7), answer('bjork oh so quiet', 3)])).toBe(null);
  });

  test('is a doubtful one, each time another, in later rounds', () => {
    const asked = [answer(written, 7, { complete: false }), answer('bjork oh so quiet', 3, { complete: false })];
    expect([1, 2, 3].map((round) => next(asked, { round }))).toEqual(['bjork quiet', 'bjork post', 'bjork quiet']);
  });

  test('is never a narrower one than what was answered in full', () => {
    const artist = { own: false, fileCount: 40 };
    expect(next([answer('Björk', 40, artist)], { hasCandidates: true })).toBe('bjork oh so quiet');
    expect(next([answer('Björk', 40, { ...artist, complete: false })])).toBe(written);
  });

  test('is none after four in one round', () => {
    const asked = ['a', 'b', 'c', 'd'].map((text) => answer(text, 0));
    expect(next(asked)).toBe(null);
  });
});

test.each([
  ['queen', 'Queen - Bohemian Rhapsody', true],
  ['queen live', 'Queen Bohemian Rhapsody', false],
  ['*ueen', 'Queen Innuendo', true],
  ['beyonce', 'Beyoncé Halo', false],
  ['', 'Queen', false],
])('what “%s” finds includes what “%s” finds: %s', (wide, narrow, expected) => {
  expect(covers(askedWords(wide), askedWords(narrow))).toBe(expected);
});
