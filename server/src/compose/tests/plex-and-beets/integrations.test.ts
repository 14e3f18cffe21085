import Fastify from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { createTestDatabase } from '#test/database';
import { readAllSettings } from '../../../settings.ts';
import { createRooms } from '../../rooms.ts';
import { enabledIntegrations, integrationNames, integrationSummary } from '../../wings/integrations.ts';

const namesOf = (text: string | undefined) => {
  const read = readAllSettings(text === undefined ? {} : { INTEGRATIONS_ENABLED: text });
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  return integrationSummary(enabledIntegrations(read.values.integrations));
};

describe('INTEGRATIONS_ENABLED', () => {
  test('means Spotify and slskd where it is not set', () => {
    expect(namesOf(undefined)).toEqual({ spotify: true, slskd: true, plex: false, beets: false });
  });

  test('switches on exactly what it lists, in all combinations', () => {
    for (let bits = 0; bits < 2 ** integrationNames.length; bits += 1) {
      const listed = integrationNames.filter((_name, index) => (bits & (2 ** index)) !== 0);
      const summary = namesOf(listed.length === 0 ? 'none' : listed.join(','));
      expect(Object.fromEntries(integrationNames.map((name) => [name, listed.includes(name)]))).toEqual(summary);
    }
  });

  test('takes names in any case, doubled, and with blanks', () => {
    expect(namesOf(' PLEX , plex,,slskd ')).toEqual({ spotify: false, slskd: true, plex: true, beets: false });
  });

  test('refuses a name that it does not know, and names the known ones', () => {
    for (const text of ['spotify,jellyfin', 'none,plex']) {
      const read = readAllSettings({ INTEGRATIONS_ENABLED: text });
      expect(read.ok).toBe(false);
      if (read.ok) continue;
      expect(read.faults.map((fault) => fault.variable)).toEqual(['INTEGRATIONS_ENABLED']);
      expect(read.faults[0]?.sentence).toContain('spotify, slskd, plex, beets');
    }
  });
});

describe('a house without any integration', () => {
  let house: ApiHouse;
  beforeAll(async () => {
    house = await openApiHouse({ peers: [], env: { INTEGRATIONS_ENABLED: 'none', SPOTIFY_CLIENT_ID: 'c'.repeat(32) } });
  });
  afterAll(() => house.close());

  test.each([
    ['/soulseek/status', 'slskd'],
    ['/soulseek/user/somebody/status', 'slskd'],
    ['/spotify/status', 'spotify'],
    ['/oauth/start', 'spotify'],
    ['/health/spotify', 'spotify'],
  ])('answers %s with what to do to have it', async (path, feature) => {
    const answer = await house.get(path);
    expect(answer.status).toBe(503);
    expect(answer.body.error?.code).toBe('FEATURE_DISABLED');
    expect(answer.body.error?.meta).toMatchObject({ feature });
    expect(answer.body.error?.meta.remedy).toContain('INTEGRATIONS_ENABLED');
  });

  test('lists them all as disabled', async () => {
    const { text } = await house.get('/integrations');
    expect(JSON.parse(text)).toEqual({
      ok: true,
      data: { overall: 'ok', providers: integrationNames.map((name) => ({ name, status: 'disabled' })) },
      error: null,
    });
  });

  test('keeps the routes of other rooms and depends on nobody', async () => {
    expect((await house.get('/wishes')).status).toBe(200);
    const { text } = await house.get('/status');
    expect(JSON.parse(text)).toMatchObject({ status: 'ok', connections: {} });
  });

  test('says in a search that its sources are switched off, and asks slskd nothing', async () => {
    const answer = await house.post('/search', { query: 'Artist - Title', sources: ['spotify', 'soulseek'] });
    expect(answer.text).toContain('switched_off');
    expect(house.standIn.control.requests).toEqual([]);
  });
});

test('in every combination a house has exactly the routes of what is listed, and depends on nothing else', async () => {
  const { db, connection, drop } = await createTestDatabase();
  const log = pino({ level: 'silent' });
  for (let bits = 0; bits < 2 ** integrationNames.length; bits += 1) {
    const listed = integrationNames.filter((_name, index) => (bits & (2 ** index)) !== 0);
    const env = {
      INTEGRATIONS_ENABLED: listed.length === 0 ? 'none' : listed.join(','),
      SLSKD_BASE_URL: 'http://127.0.0.1:9',
      SLSKD_RETRY_MAX: '0',
    };
    const read = readAllSettings(env);
    if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
    const rooms = createRooms({ settings: read.values, db, connection, kind: 'serve', log });
    // only the table of routes is looked at: nothing needs to be compiled
    const app = Fastify().setValidatorCompiler(() => () => true);
    app.setSerializerCompiler(() => JSON.stringify);
    for (const routes of rooms.routes) await app.register(routes, { prefix: '/api/v1' });
    for (const routes of rooms.rootRoutes) await app.register(routes);
    await app.ready();
    const has = (url: string): boolean => app.hasRoute({ method: 'GET', url });
    expect({
      spotify: has('/api/v1/spotify/status'),
      slskd: has('/api/v1/soulseek/status'),
      plex: has('/plex/status'),
      beets: has('/beets/stats'),
    }).toEqual(integrationSummary((name) => listed.includes(name)));
    // what is off says so, or is not there
    const refusals = { spotify: has('/api/v1/spotify/*'), slskd: has('/api/v1/soulseek/*'), plex: false, beets: false };
    expect(refusals).toEqual({ ...integrationSummary((name) => !listed.includes(name)), plex: false, beets: false });
    expect(Object.keys(await rooms.dependencies())).toEqual(listed.includes('slskd') ? ['slskd'] : []);
    await app.close();
    await rooms.stop();
  }
  await drop();
});
