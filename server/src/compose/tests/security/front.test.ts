import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccessHouse } from '#test/access-house';
import { createTestDatabase, type TestDatabase } from '#test/database';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'harmony-front-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['on loopback', {}, false],
  ['on loopback, although there are keys', { HARMONY_API_KEYS: 'a-key' }, false],
  ['on loopback, when said', { FEATURE_REQUIRE_AUTH: 'true' }, true],
  ['in production', { HARMONY_PROFILE: 'prod' }, true],
  ['under another name of production', { HARMONY_PROFILE: 'live' }, true],
  ['in production, when said otherwise', { HARMONY_PROFILE: 'prod', FEATURE_REQUIRE_AUTH: 'false' }, false],
  ['beyond loopback', { HOST: '0.0.0.0' }, true],
  ['beyond loopback, IPv6', { HOST: '::' }, true],
  ['beyond loopback, when a proxy asks', { HOST: '0.0.0.0', ALLOW_REMOTE_WITHOUT_AUTH: 'true' }, false],
])('keys are required as expected %s', async (_name, env: Record<string, string>, required) => {
  const house = await openAccessHouse(database, env);
  expect(await (await house.ask('/session')).json()).toMatchObject({ required });
  await house.close();
});

/** Starts the program and waits for its end. */
function start(env: Record<string, string>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const whole = {
      PATH: process.env['PATH'],
      HARMONY_ENV_FILE: '/dev/null',
      DATABASE_URL: database.connectionString,
      DATA_DIR: folder,
      MUSIC_DIR: join(folder, 'music'),
      PORT: '0',
      ...env,
    };
    execFile(process.execPath, ['server/src/main.ts', 'serve'], { env: whole, timeout: 30_000 }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    );
  });
}

test.each([
  ['open to everybody', { HOST: '0.0.0.0', FEATURE_REQUIRE_AUTH: 'false' }, /ALLOW_REMOTE_WITHOUT_AUTH=true/],
  ['closed to everybody', { HOST: '0.0.0.0' }, /HARMONY_API_KEYS/],
  ['without its keys', { HARMONY_API_KEYS_FILE: '/nowhere/keys' }, /HARMONY_API_KEYS_FILE/],
])(
  'a server %s does not start and says what to do',
  async (_name, env: Record<string, string>, remedy) => {
    const { code, said } = await start(env);
    expect(said).toMatch(remedy);
    expect(said).not.toContain('ready after');
    expect([69, 78]).toContain(code);
  },
  40_000,
);
