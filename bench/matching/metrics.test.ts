import { expect, test } from 'vitest';
import { bestThreshold, f1, fieldsRight, retrievalFigures } from './metrics.ts';

test('a right and accepted best file counts everywhere', () => {
  const candidates = [
    { score: 1, accept: true, label: 1 as const },
    { score: 0.2, accept: false, label: 0 as const },
  ];
  expect(retrievalFigures([{ answerable: true, candidates }])).toEqual({
    top1: 1,
    endToEnd: 1,
    falseAccepts: 0,
    pickPrecision: 1,
  });
});

test('a right but refused best file is found and not delivered', () => {
  const candidates = [{ score: 0.6, accept: false, label: 1 as const }];
  expect(retrievalFigures([{ answerable: true, candidates }])).toMatchObject({
    top1: 1,
    endToEnd: 0,
    pickPrecision: 0,
  });
});

test('anything accepted where nothing is right is a false accept, unless nobody can tell', () => {
  const wrong = { answerable: false, candidates: [{ score: 1, accept: true, label: 0 as const }] };
  const unclear = { answerable: false, candidates: [{ score: 1, accept: true, label: null }] };
  expect(retrievalFigures([wrong, unclear]).falseAccepts).toBe(0.5);
});

test('ties at the top share the credit', () => {
  const candidates = [
    { score: 1, accept: true, label: 1 as const },
    { score: 1, accept: true, label: 0 as const },
  ];
  expect(retrievalFigures([{ answerable: true, candidates }]).top1).toBe(0.5);
});

test('F1 and its best threshold', () => {
  expect(
    f1([
      { said: true, truth: true },
      { said: true, truth: false },
    ]),
  ).toBeCloseTo(2 / 3);
  expect(
    bestThreshold([
      { score: 0.9, truth: true },
      { score: 0.7, truth: true },
      { score: 0.4, truth: false },
    ]),
  ).toBe(0.7);
});

test('fields are compared without case and punctuation', () => {
  expect(fieldsRight({ artist: 'P.J. Harvey', track: 3 }, { artist: 'pj harvey', track: 3 })).toBe(true);
  expect(fieldsRight({ artist: 'A' }, { artist: null })).toBe(false);
});
