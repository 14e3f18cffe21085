import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSealer } from '#platform/secrets';
import { createSettingsStore } from '#settings';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createSlskdConnections } from './connection.ts';

let database: TestDatabase;
let clock = 0;
const faults: string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  faults.length = 0;
  await database.db.deleteFrom('settings').execute();
});
afterAll(() => database.drop());

const environment = {
  baseUrl: 'http://nas:5030',
  hasAddress: true,
  apiKey: 'key-of-the-environment',
  downloadsDir: null,
};
const keys: [string, ...string[]] = ['a key for sealing in this test only'];
const connections = (more: { readonly sealing?: [string, ...string[]]; readonly db?: TestDatabase['db'] } = {}) => {
  const db = more.db ?? database.db;
  return createSlskdConnections({
    db,
    store: createSettingsStore(db),
    sealer: createSealer(more.sealing ?? keys),
    environment,
    onFault: (what) => faults.push(what),
    now: () => clock,
  });
};

test('what is stored counts before the environment, and null goes back to it', async () => {
  const house = connections();
  expect(await house.now()).toMatchObject({ apiKey: environment.apiKey, baseUrl: 'http://nas:5030', entered: false });
  await house.set({ baseUrl: 'http://other:5030', apiKey: 'key-of-the-page-1', downloadsDir: '/finished' });
  expect(await house.now()).toEqual({
    baseUrl: 'http://other:5030',
    apiKey: 'key-of-the-page-1',
    downloadsDir: '/finished',
    entered: true,
    source: { baseUrl: 'stored', apiKey: 'stored', downloadsDir: 'stored' },
  });
  await house.set({ baseUrl: null, apiKey: null, downloadsDir: null });
  expect(await house.now()).toEqual({
    baseUrl: 'http://nas:5030',
    apiKey: 'key-of-the-environment',
    downloadsDir: null,
    entered: false,
    source: { baseUrl: 'environment', apiKey: 'environment', downloadsDir: 'default' },
  });
});

test('a key is only ever sent to the address that it was entered for', async () => {
  const house = connections();
  await house.set({ baseUrl: 'https://evil.example' });
  expect((await house.now()).apiKey).toBeNull();
  await house.set({ baseUrl: 'http://nas:5030/behind/a/path' });
  expect((await house.now()).apiKey).toBe('key-of-the-environment');
  await house.set({ apiKey: 'key-of-the-page-1' });
  expect((await house.now()).apiKey).toBe('key-of-the-page-1');
  for (const elsewhere of ['http://nas:5031', 'https://nas:5030', 'http://nas.evil.example:5030']) {
    await house.set({ baseUrl: elsewhere });
    expect((await house.now()).apiKey, elsewhere).toBeNull();
  }
});

test('the key lies sealed in the database, and one that cannot be opened is none', async () => {
  await connections().set({ apiKey: 'key-of-the-page-1' });
  const stored = await createSettingsStore(database.db).get('SLSKD_API_KEY');
  expect(stored).toMatch(/^v1\./);
  expect(stored).not.toContain('key-of-the-page-1');
  expect((await connections({ sealing: ['quite another key for sealing'] }).now()).apiKey).toBe(
    'key-of-the-environment',
  );
  // a newer sealing key before the old one: it is opened, and sealed anew
  const rotated = connections({ sealing: ['the newer key for sealing in here', ...keys] });
  expect((await rotated.now()).apiKey).toBe('key-of-the-page-1');
  expect((await connections({ sealing: ['the newer key for sealing in here'] }).now()).apiKey).toBe(
    'key-of-the-page-1',
  );
});

test('another process hears of it within two seconds, and the same one at once', async () => {
  const [one, two] = [connections(), connections()];
  expect((await two.now()).baseUrl).toBe('http://nas:5030');
  await one.set({ baseUrl: 'http://other:5030', apiKey: 'key-of-the-page-1' });
  expect((await one.now()).baseUrl).toBe('http://other:5030');
  clock += 1_999;
  expect((await two.now()).baseUrl).toBe('http://nas:5030');
  clock += 1;
  expect(await two.now()).toMatchObject({ baseUrl: 'http://other:5030', apiKey: 'key-of-the-page-1' });
});

test('while the database is away, slskd is where it was, and the fault is told', async () => {
  const other = await createTestDatabase();
  const house = connections({ db: other.db });
  await house.set({ baseUrl: 'http://other:5030' });
  await other.drop();
  clock += 10_000;
  expect((await house.now()).baseUrl).toBe('http://other:5030');
  expect(faults).toEqual(['settings of slskd']);
});

test('what the first Harmony stored counts, and what is no address or no absolute folder does not', async () => {
  const store = createSettingsStore(database.db);
  await store.set('SLSKD_URL', 'http://former:5030/');
  await store.set('SLSKD_DOWNLOADS_DIR', 'somewhere');
  expect(await connections().now()).toMatchObject({ baseUrl: 'http://former:5030', apiKey: null, downloadsDir: null });
  await store.set('SLSKD_URL', 'file:///etc/passwd');
  expect(await connections().now()).toMatchObject({ baseUrl: 'http://nas:5030', apiKey: 'key-of-the-environment' });
});
