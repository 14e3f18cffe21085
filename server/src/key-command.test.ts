import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccessHouse } from '#test/access-house';
import { createTestDatabase, type TestDatabase } from '#test/database';

let dir: string;
let server: TestDatabase;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'key-command-'));
  server = await createTestDatabase({ empty: true });
});
afterAll(async () => {
  await server.drop();
  await rm(dir, { recursive: true, force: true });
});

/** Runs `harmony key …` to its end, as somebody at a terminal would. */
async function key(...args: readonly string[]) {
  const child = spawn(process.execPath, ['server/src/main.ts', 'key', ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HARMONY_ENV_FILE: '/dev/null',
      DATA_DIR: join(dir, 'data'),
      DATABASE_URL: server.connectionString,
    },
  });
  let output = '';
  let said = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output, said };
}

test('a key is made before the first start, works at once in a running house, is listed without its text, and ends', async () => {
  const made = await key('add', ' night script ', '--scope', 'operate', '--days', '2');
  expect(made.code, made.said).toBe(0);
  // nothing but the key, so that a script can keep it
  expect(made.output).toMatch(/^hmy_[\w-]{43}\n$/);
  expect(made.said).toContain('(operate)');
  const text = made.output.trim();

  const house = await openAccessHouse(server, { FEATURE_REQUIRE_AUTH: 'true' });
  try {
    const ask = (path: string) => house.ask(path, { headers: { 'x-api-key': text } });
    expect((await ask('/things')).status).toBe(200);
    expect((await ask('/keys')).status).toBe(403);

    const listed = await key('list');
    expect(listed.output).toMatch(/^1 +operate +hmy_.{4}… +night script {2}\(ends \d{4}-/);
    expect(listed.output).not.toContain(text);

    expect((await key('revoke', '1')).output).toContain('key 1 is revoked');
    expect((await ask('/things')).status).toBe(401);
  } finally {
    await house.close();
  }
  expect((await key('revoke', '1')).code).toBe(69);
}, 180_000);

test('what makes no sense is said with the forms, and nothing is made', async () => {
  for (const args of [['add'], ['add', 'x', '--scope', 'root']]) {
    const { code, output, said } = await key(...args);
    expect([args, code, output]).toEqual([args, 64, '']);
    expect(said).toContain('harmony key add NAME');
  }
}, 180_000);
