import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { launch, openContext } from './support/browser.ts';

/** The page of beets, with answers as the real program gives them. */
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

const working = {
  available: true,
  version: '1.6.0',
  python: '3.11.2',
  plugins: [],
  directory: '/music/beets',
  library: '/beets/library.db',
  publish: 'move',
  folders: ['/music', '/music/beets'],
  problem: null,
};

/** Answers of the routes, by what is asked; what was sent is kept. */
async function open(
  language: 'en' | 'de',
  answers: Record<string, (body: unknown) => { status?: number; json: unknown }>,
) {
  const opened = await openContext(browser, { width: 'desktop', theme: 'light', language });
  ({ context, complaints } = opened);
  const { page } = opened;
  const sent: unknown[] = [];
  await page.route(/\/beets\/\w+$/, async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/beets/', '');
    const body: unknown = route.request().postDataJSON();
    if (body !== null) sent.push(body);
    await route.fulfill(
      answers[name]?.(body) ?? { status: 404, json: { ok: false, error: { code: 'NOT_FOUND', message: '' } } },
    );
  });
  await page.goto(`${fixture.url}/beets`);
  await page.getByRole('heading', { level: 1, name: 'beets' }).waitFor();
  return { page, sent };
}

describe('the page of beets', () => {
  it('shows its state, says what an import left out, and asks before it forgets files', async () => {
    const found = {
      success: true,
      message: '',
      preview: true,
      checked: 40,
      changed: [],
      vanished: ['/music/gone.flac'],
      vanished_total: 1,
    };
    const { page, sent } = await open('en', {
      status: () => ({ json: working }),
      stats: () => ({ json: { stats: { Tracks: '40' } } }),
      import: () => ({
        json: {
          success: false,
          message: '',
          imported: [],
          notes: [{ path: '/music/x', reason: 'skipped', message: 'Skipped.' }],
        },
      }),
      update: () => ({ json: found }),
    });
    await page.getByText('Version 1.6.0').waitFor();
    await page.getByText('are moved into its music folder').waitFor();
    await page.getByLabel('File or folder on the server').fill('/music/x');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('/music/x: Skipped.').waitFor();
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByText('/music/gone.flac').waitFor();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: 'Update, and forget 1 file' }).click();
    await page.getByText('Its library is up to date.').waitFor();
    expect(sent.slice(-2)).toEqual([{ preview: true }, { preview: false, confirm: 1 }]);
    expect(complaints).toEqual([]);
  });

  it('says what to do while the program is not there, also in German', async () => {
    const problem = {
      code: 'beets_absent',
      message: 'The program beet could not be started.',
      remedy: 'Install beets.',
    };
    const { page } = await open('de', {
      status: () => ({ json: { ...working, available: false, version: null, problem } }),
    });
    await page.getByText('beets arbeitet gerade nicht').waitFor();
    await page.getByText('Install beets.').waitFor();
    expect(await examine(page)).toEqual([]);
  });

  it('says how it is switched on where it is off', async () => {
    const { page } = await open('en', {});
    await page.getByText('INTEGRATIONS_ENABLED').waitFor();
  });
});
