import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDoors } from './doors.ts';

let root = '';

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-doors-')));
  mkdirSync(join(root, 'server'));
  cpSync('server/package.json', join(root, 'server/package.json'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function violationsOf(files: Record<string, string>): Promise<string[]> {
  rmSync(join(root, 'server/src'), { recursive: true, force: true });
  rmSync(join(root, 'stand-ins'), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { violations, seen } = await checkDoors(['server/src'], root);
  expect(seen).toBeGreaterThanOrEqual(Object.keys(files).length);
  return violations.map((violation) => violation.split(':')[0] ?? '');
}

const music = { 'server/src/music/index.ts': `export const a = 1;` };

test('a room may enter another by its door', async () => {
  expect(
    await violationsOf({ ...music, 'server/src/library/x.ts': `import { a } from '#music';\nexport const b = a;` }),
  ).toEqual([]);
});

test('a room may not climb through the window of another', async () => {
  const files = {
    ...music,
    'server/src/music/inside.ts': 'export const c = 2;',
    'server/src/library/x.ts': `import { c } from '../music/inside.ts';\nexport const b = c;`,
  };
  expect(await violationsOf(files)).toContain('rooms-through-their-door');
});

test('a stage may not import another stage, not even by its door', async () => {
  const files = {
    'server/src/pipeline/3-match/index.ts': 'export const m = 1;',
    'server/src/pipeline/4-download/x.ts': `import { m } from '#pipeline/match';\nexport const n = m;`,
  };
  expect(await violationsOf(files)).toContain('stages-are-strangers');
});

test('a stage may not import an integration, and an integration only types of ports', async () => {
  const files = {
    'server/src/integrations/slskd/index.ts': `import type { P } from '../../pipeline/2-search/ports.ts';\nexport const s: P = 1;`,
    'server/src/pipeline/2-search/ports.ts': 'export type P = number;',
    'server/src/pipeline/2-search/x.ts': `import { s } from '#integrations/slskd';\nexport const t = s;`,
  };
  expect(await violationsOf(files)).toEqual(['stages-are-strangers']);
});

test('music imports nothing of ours', async () => {
  const files = {
    'server/src/music/index.ts': `import { l } from '#library';\nexport const a = l;`,
    'server/src/library/index.ts': 'export const l = 1;',
  };
  expect(await violationsOf(files)).toContain('music-knows-nothing');
});

test('the product never contains the stand-ins', async () => {
  const files = {
    'server/src/main.ts': `import { s } from '../../stand-ins/s.ts';\nexport const m = s;`,
    'stand-ins/s.ts': 'export const s = 1;',
  };
  expect(await violationsOf(files)).toContain('product-without-stand-ins');
});

test('cycles are refused', async () => {
  const files = {
    'server/src/library/a.ts': `import { b } from './b.ts';\nexport const a = () => b;`,
    'server/src/library/b.ts': `import { a } from './a.ts';\nexport const b = () => a;`,
  };
  expect(await violationsOf(files)).toContain('no-cycles');
});
