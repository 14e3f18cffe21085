import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rows = readFileSync('docs/security-tests.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('.ts`'));

/** What the last cell of a row names: files, and with each the beginnings of its tests. A file that was named before is named without its folder. */
function namedIn(row: string, before: string[]): { file: string; tests: string[] }[] {
  const named: { file: string; tests: string[] }[] = [];
  for (const [, path, title] of (row.split('|').at(-2) ?? '').matchAll(/`([^`]+\.ts)`|\*([^*]+)\*/g)) {
    if (path !== undefined) named.push({ file: before.find((known) => known.endsWith(`/${path}`)) ?? path, tests: [] });
    // "…" and what is in brackets stand for the rest of a name
    else named.at(-1)?.tests.push(...(title ?? '').split(/\(…\)|…/).map((part) => part.trim()));
  }
  before.push(...named.map(({ file }) => file));
  return named;
}

test('every attack of docs/security-tests.md names tests that are there', () => {
  expect(rows.length).toBeGreaterThan(20);
  const before: string[] = [];
  for (const row of rows) {
    const named = namedIn(row, before);
    expect(named.length, row).toBeGreaterThan(0);
    for (const { file, tests } of named) {
      expect(existsSync(file), `${file} in: ${row}`).toBe(true);
      const source = readFileSync(file, 'utf8');
      for (const part of tests) expect(source.includes(part), `"${part}" in ${file}`).toBe(true);
    }
  }
});
