import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { launch, openContext } from './support/browser.ts';

/** The page of Plex, with answers as its routes give them. */
let browser: Browser;
let fixture: Fixture;
let context: BrowserContext;
let complaints: string[];
beforeAll(async () => {
  [browser, fixture] = await Promise.all([launch(), startFixture({ wishes: 3 })]);
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await fixture.close();
});

const settings = {
  base_url: 'http://plex:32400',
  has_token: true,
  signed_in: true,
  library: null,
  path_map: [{ ours: '/music', theirs: '/data/music' }],
};
const well = {
  ok: true,
  status: 'connected',
  state: 'ok',
  address: 'http://plex:32400',
  server: { name: 'Wohnzimmer', version: '1.43.2', machine_identifier: 'm' },
  libraries: 2,
  section: { section_id: '5', title: 'Musik', refreshing: false },
  library: { artists: 2084, albums: 8334, tracks: 100_000 },
  sessions: 1,
  artist_count: 2084,
  album_count: 8334,
  track_count: 100_000,
  last_scan: '2026-11-20T10:00:00.000Z',
  notifications: true,
  problem: null,
};

type Answers = Record<string, { readonly status?: number; readonly json: unknown }>;

/** Answers by `METHOD path`; they may be exchanged while the page is open. What was sent is kept. */
async function open(language: 'en' | 'de', answers: Answers) {
  const opened = await openContext(browser, { width: 'desktop', theme: 'light', language });
  ({ context, complaints } = opened);
  const { page } = opened;
  const sent: unknown[] = [];
  await page.route(/\/plex\/[\w/-]+$/, async (route) => {
    const request = route.request();
    const body: unknown = request.postDataJSON();
    if (body !== null) sent.push(body);
    const name = `${request.method()} ${new URL(request.url()).pathname}`;
    await route.fulfill(
      answers[name] ?? { status: 404, json: { ok: false, error: { code: 'NOT_FOUND', message: '' } } },
    );
  });
  await page.route(/app\.plex\.tv/, (route) => route.abort());
  await page.goto(`${fixture.url}/plex`);
  await page.getByRole('heading', { level: 1, name: 'Plex' }).waitFor();
  return { page, sent };
}

describe('the page of Plex', () => {
  it('shows what Plex has, scans, and tests a folder against the path map', async () => {
    const { page, sent } = await open('en', {
      'GET /plex/status': { json: well },
      'GET /plex/settings': { json: settings },
      'PUT /plex/settings': { json: settings },
      'POST /plex/library/5/scan': { status: 202, json: { ok: true, queued: true, section_id: '5', started: true } },
      'POST /plex/settings/path-test': {
        json: { plex_path: '/data/music/A', section: { section_id: '5', title: 'Musik' }, locations: ['/data/music'] },
      },
    });
    await page.getByText('2,084 artists, 8,334 albums, 100,000 tracks').waitFor();
    await page.getByRole('button', { name: 'Scan now' }).click();
    await page.getByText('Plex scans.').waitFor();
    await page.getByLabel('Test a folder').fill('/music/A');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('For Plex this is /data/music/A, in Musik.').waitFor();
    await page.getByRole('button', { name: 'Add a pair' }).click();
    await page.getByLabel('Our folder').last().fill('/new');
    await page.getByLabel('The same for Plex').last().fill('D:\\New');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    expect(sent).toEqual([
      {},
      { path: '/music/A' },
      {
        path_map: [
          { ours: '/music', theirs: '/data/music' },
          { ours: '/new', theirs: 'D:\\New' },
        ],
      },
    ]);
    expect(await examine(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('tries an address and a token out before they are kept, and says in words what is wrong, in German too', async () => {
    const tried = {
      usable: false,
      reachable: true,
      authenticated: false,
      server: { name: null, version: '1.43.2' },
      libraries: [],
      section: null,
      problem: { code: 'unauthorised', sentence: 'Plex does not accept this token.', remedy: 'Enter another.' },
    };
    const answers: Answers = {
      'GET /plex/status': { json: well },
      'GET /plex/settings': { json: settings },
      'PUT /plex/settings': { json: { ...settings, base_url: 'http://nas:32400', library: 'Musik' } },
      'POST /plex/settings/try': { json: tried },
    };
    const { page, sent } = await open('de', answers);
    await page.getByLabel('Adresse des Servers').fill('http://nas:32400');
    await page.getByLabel('Token').fill('wrong');
    await page.getByRole('button', { name: 'Testen und speichern' }).click();
    await page.getByText('Das Token wird nicht angenommen.').waitFor();
    await page.getByText('Gib ein anderes ein oder melde dich mit Plex an.').waitFor();
    await page.getByRole('button', { name: 'Trotzdem speichern' }).waitFor();
    expect(await examine(page)).toEqual([]);
    answers['POST /plex/settings/try'] = {
      json: {
        ...tried,
        usable: true,
        authenticated: true,
        server: { name: 'Wohnzimmer', version: '1.43.2' },
        section: { section_id: '5', title: 'Musik' },
        problem: null,
      },
    };
    await page.getByLabel('Token').fill('right');
    await page.getByRole('button', { name: 'Testen und speichern' }).click();
    await page.getByText('Gespeichert. Ab jetzt gilt es.').waitFor();
    const [wrong, right] = ['wrong', 'right'].map((token) => ({ base_url: 'http://nas:32400', token }));
    expect(sent).toEqual([wrong, right, right]);
    expect(await page.getByLabel('Token').inputValue()).toBe('');
  });

  it('signs in with a PIN and lets people choose the server, also in German', async () => {
    const problem = { code: 'not_configured', sentence: 'Plex is not set up.', remedy: 'Sign in.' };
    const nothing = {
      ...well,
      state: 'not_configured',
      server: null,
      section: null,
      library: null,
      sessions: null,
      last_scan: null,
      address: null,
      problem,
    };
    const server = { machine_identifier: 'm', name: 'Wohnzimmer', owned: true, addresses: ['http://plex:32400'] };
    const answers: Answers = {
      'GET /plex/status': { json: nothing },
      'GET /plex/settings': { json: { ...settings, base_url: null, has_token: false, signed_in: false, path_map: [] } },
      'POST /plex/sign-in': {
        status: 201,
        json: {
          id: 7,
          code: 'abcd',
          auth_url: 'https://app.plex.tv/auth#?code=abcd',
          expires_at: '2026-11-27T10:00:00.000Z',
        },
      },
      'GET /plex/sign-in/7': { json: { state: 'pending', expires_at: '2026-11-27T10:00:00.000Z' } },
      'PUT /plex/server': { json: { ok: true } },
    };
    const { page, sent } = await open('de', answers);
    await page.getByText('Nicht eingerichtet').waitFor();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: 'Mit Plex anmelden' }).click();
    await page.getByText('diese Seite merkt es von selbst').waitFor();
    answers['GET /plex/sign-in/7'] = {
      json: {
        state: 'signed_in',
        chosen: null,
        servers: [server, { ...server, machine_identifier: 'n', name: 'Ferienhaus' }],
      },
    };
    answers['GET /plex/status'] = { json: well };
    await page.getByRole('button', { name: 'Ferienhaus benutzen' }).click();
    await page.getByText('2.084 Künstler').waitFor();
    expect(sent).toEqual([{ machine_identifier: 'n' }]);
  });

  it('is among the places once the server says that it has Plex, and only then', async () => {
    const { page } = await open('en', { 'GET /plex/status': { json: well }, 'GET /plex/settings': { json: settings } });
    await page.getByText('Wohnzimmer, version 1.43.2').waitFor();
    const link = page.getByRole('navigation').getByRole('link', { name: 'Plex' });
    expect(await link.count()).toBe(0);
    const providers = [
      { name: 'plex', status: 'ok' },
      { name: 'beets', status: 'disabled' },
    ];
    await page.route(/\/api\/v1\/integrations$/, (route) =>
      route.fulfill({ json: { ok: true, data: { overall: 'ok', providers }, error: null } }),
    );
    await page.reload();
    await link.first().waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'beets' }).count()).toBe(0);
  });

  it('says how it is switched on where it is off', async () => {
    const { page } = await open('en', {});
    await page.getByText('INTEGRATIONS_ENABLED').waitFor();
  });
});
