import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeCase, type MatchingCase } from './case.ts';

const folder = new URL('./cases/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('there are cases to learn from', () => {
  expect(names.length).toBeGreaterThan(20);
});

for (const name of names) {
  const { lesson, wish, files } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as MatchingCase;
  describe(`${name}: ${lesson}`, () => {
    test.each(files.map((file) => [`${file.path} (${file.seconds ?? '?'} s) is ${file.verdict}`, file] as const))(
      '%s',
      (_, file) => {
        const [answer] = judgeCase({ wish, files: [file] });
        expect(answer?.judgement, JSON.stringify(answer)).toMatchObject({ verdict: file.verdict });
        expect(answer?.agrees, JSON.stringify(answer)).toBe(true);
      },
    );
  });
}
