import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setting } from '#platform/config';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createSettingsStore, settingsRoutes } from './index.ts';

let database: TestDatabase;
const app = Fastify();

beforeAll(async () => {
  database = await createTestDatabase();
  const declared = [
    {
      ...setting.bool({ name: 'ENABLE_ARTWORK', default: false, doc: 'Covers.' }),
      room: 'artwork',
      change: 'now',
      storedAs: 'ENABLE_ARTWORK',
    },
    {
      ...setting.secret({ name: 'SLSKD_API_KEY', default: null, doc: '' }),
      room: 'slskd',
      change: 'restart',
      storedAs: 'SLSKD_API_KEY',
    },
    {
      ...setting.url({ name: 'SLSKD_BASE_URL', aliases: ['SLSKD_URL'], default: null, doc: '' }),
      room: 'slskd',
      change: 'restart',
      storedAs: 'SLSKD_BASE_URL',
    },
    {
      ...setting.int({ name: 'MOST', aliases: ['FORMER_MOST'], default: 8, min: 1, max: 9, doc: '' }),
      room: 'download',
      change: 'now',
      storedAs: 'former_most',
    },
  ] as const;
  const environment = new Map([
    ['SLSKD_API_KEY', 'the key of the environment'],
    ['SLSKD_URL', 'http://nas:5030'],
  ]);
  await app.register(
    settingsRoutes({
      store: createSettingsStore(database.db),
      declared,
      changed: async () => undefined,
      runtime: { former_most: '8' },
      given: (name) => environment.get(name) ?? null,
      environmentFile: '/srv/harmony/.env',
    }),
  );
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const post = (key: string, value: unknown) => app.inject({ method: 'POST', url: '/settings', payload: { key, value } });

test('shows what is stored, what is always there, and no secret', async () => {
  await createSettingsStore(database.db).set('SPOTIFY_CLIENT_SECRET', `v1.0123abcd.${'x'.repeat(60)}`);
  const shown = await app.inject('/settings');
  expect(shown.json()).toMatchObject({
    settings: {
      former_most: '8',
      autosync_preferred_formats: 'mp3,flac',
      PLEX_TOKEN: null,
      SLSKD_API_KEY: '********',
      SPOTIFY_CLIENT_SECRET: '********',
    },
  });
  expect(shown.body).not.toContain('the key of the environment');
  expect((await app.inject('/settings/history')).body).not.toContain('0123abcd');
});

test('stores a setting, with its history, and goes back with null', async () => {
  expect((await post('ENABLE_ARTWORK', ' yes ')).json().settings.ENABLE_ARTWORK).toBe('yes');
  expect((await post('ENABLE_ARTWORK', null)).json().settings.ENABLE_ARTWORK).toBeNull();
  expect((await post('anything.else', '5')).json().settings['anything.else']).toBe('5');
  const { history } = (await app.inject('/settings/history')).json();
  expect(history.slice(0, 3)).toMatchObject([
    { key: 'anything.else', old_value: null, new_value: '5' },
    { key: 'ENABLE_ARTWORK', old_value: 'yes', new_value: null },
    { key: 'ENABLE_ARTWORK', old_value: null, new_value: 'yes' },
  ]);
});

test('refuses what is read at the start only, and says where it belongs; what is kept of it can be removed', async () => {
  for (const key of ['SLSKD_BASE_URL', 'SLSKD_URL']) {
    const refused = await post(key, 'http://nas:5031');
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('set it in the environment, then restart');
  }
  await createSettingsStore(database.db).set('SLSKD_BASE_URL', 'http://nas:5031');
  expect((await post('SLSKD_BASE_URL', null)).json().settings.SLSKD_BASE_URL ?? null).toBeNull();
});

test('says of every setting what is in effect, where it comes from and how it is changed', async () => {
  await post('ENABLE_ARTWORK', 'yes');
  // as an earlier version kept it
  await createSettingsStore(database.db).set('SLSKD_BASE_URL', 'http://stored:5030');
  await post('former_most', '3');
  const shown = await app.inject('/settings/declared');
  expect(shown.json()).toMatchObject({
    environment_file: '/srv/harmony/.env',
    items: [
      {
        name: 'ENABLE_ARTWORK',
        room: 'artwork',
        doc: 'Covers.',
        default: 'false',
        secret: false,
        value: 'yes',
        source: 'stored',
        given_as: null,
        change: 'now',
      },
      { name: 'SLSKD_API_KEY', value: '********', source: 'environment', secret: true, default: null },
      // stored, but nobody reads it from there
      { name: 'SLSKD_BASE_URL', value: 'http://nas:5030', source: 'environment', given_as: 'SLSKD_URL' },
      { name: 'MOST', value: '3', source: 'stored', stored_as: 'former_most', change: 'now' },
    ],
  });
  expect(shown.body).not.toContain('the key of the environment');
  await post('ENABLE_ARTWORK', null);
  const [artwork] = (await app.inject('/settings/declared')).json().items;
  expect(artwork).toMatchObject({ value: 'false', source: 'default' });
});

test.each([
  ['a text that the setting cannot be', 'ENABLE_ARTWORK', 'perhaps'],
  ['a text that it cannot be under its former name', 'former_most', '10'],
  ['a secret', 'SLSKD_API_KEY', 'x'],
  ['a secret that nobody declared', 'my_password', 'x'],
  ['what the program notes of itself', 'metrics.sync.jobs_completed', '9'],
  ['an empty key', '', 'x'],
  ['a key with a path', '../x', 'x'],
  ['NUL', 'fine', 'a\0b'],
])('refuses %s', async (_, key, value) => {
  const refused = await post(key, value);
  expect(refused.statusCode).toBe(400);
});
