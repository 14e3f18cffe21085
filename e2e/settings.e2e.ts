import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { notSetUp } from './fixture/care.ts';
import { type Fixture, startFixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { launch, openContext, opposites, picture, type View } from './support/browser.ts';

/** Settings, the doctor, and the way from nothing to the first import. */
let browser: Browser;
let fixture: Fixture;
let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await launch();
});
afterEach(async () => {
  await context.close();
  await fixture.close();
  expect(complaints).toEqual([]);
});
afterAll(() => browser.close());

async function open(path: string, options: { view?: Partial<View>; wishes?: number; fresh?: boolean } = {}) {
  fixture = await startFixture({ wishes: options.wishes ?? 3 });
  if (options.fresh) Object.assign(fixture.house.answers, notSetUp);
  const view = { width: 'desktop', theme: 'light', language: 'en', ...options.view } as const;
  ({ context, page, complaints } = await openContext(browser, view));
  await page.goto(`${fixture.url}${path}`);
  await page.locator('h1').waitFor();
}

/** Keeps what is sent to a route. */
function watch(path: string, method = 'POST'): unknown[] {
  const sent: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === method && new URL(request.url()).pathname === `/api/v1${path}`)
      sent.push(request.postDataJSON());
  });
  return sent;
}

describe('a house in which nothing is set up', () => {
  it('leads to the assistant, says what is wrong, tries slskd before it is kept, is left and taken up again', async () => {
    await open('/', { wishes: 0, fresh: true });
    await page.waitForURL('**/welcome');
    await page.getByText('Deutsch', { exact: true }).click();
    await page.getByRole('heading', { name: 'Willkommen bei Harmony' }).waitFor();
    await page.getByText('English', { exact: true }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The music folder /music is there and can be written to.').waitFor();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByText('Nobody answers at http://127.0.0.1:5030.').waitFor();
    const kept = watch('/soulseek/settings', 'PUT');
    await page.getByLabel('Address of slskd').fill('http://nas:5030');
    await page.getByLabel('API key').fill('wrong');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('The key is not accepted.').waitFor();
    await page.getByRole('link', { name: 'Leave for now' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Stay' }).last().click();
    expect(kept).toEqual([]);
    await page.getByLabel('API key').fill('a-key-of-slskd');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('Saved. Harmony uses it from now on.').waitFor();
    expect(kept).toEqual([{ base_url: 'http://nas:5030', api_key: 'a-key-of-slskd' }]);
    await page.getByRole('link', { name: 'Leave for now' }).click();
    await page.getByText('Harmony is not set up yet.').waitFor();
    await page.getByRole('link', { name: 'Go on setting up' }).click();
    await page.getByRole('heading', { name: 'Connect Soulseek' }).waitFor();
  });

  it('has its first wishes written down at the end, and never leads there again', async () => {
    await open('/welcome?step=import', { wishes: 0, fresh: true });
    await page.locator('[data-import-field]').fill('Björk – Jóga');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => fixture.house.wishes.length).toBe(1);
    await page.getByRole('link', { name: 'To the overview' }).click();
    await page.getByRole('heading', { name: 'What do you want to hear?' }).waitFor();
    await page.getByText('Harmony is not set up yet.').waitFor({ state: 'detached' });
  });
});

describe('settings', () => {
  it('are found by the palette, switched at once, and those of the environment give a line', async () => {
    await open('/library');
    const stored = watch('/settings');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('enrich');
    await page.getByRole('option', { name: 'Settings: Enrichment' }).click();
    await page.waitForURL('**/settings/enrichment');
    await expect.poll(() => page.title()).toBe('Enrichment · Settings · Harmony');
    await page.getByRole('switch', { name: 'Covers' }).click();
    await page.getByText('Saved.').waitFor();
    expect(stored).toEqual([{ key: 'ENABLE_ARTWORK', value: 'true' }]);
    await page.getByRole('link', { name: 'Music folder' }).click();
    await page.getByRole('button', { name: 'Change: Music folder' }).click();
    await page.getByLabel('Music folder', { exact: true }).fill('/srv/my music');
    await page.getByText("MUSIC_DIR='/srv/my music'").waitFor();
  });

  it('test a connection before it is kept, never show the key in use, and say what counts before what', async () => {
    await open('/settings/soulseek');
    const [tried, kept] = [watch('/soulseek/settings/try'), watch('/soulseek/settings', 'PUT')];
    expect(await page.getByLabel('API key').inputValue()).toBe('');
    await page.getByText('Comes from the environment.').first().waitFor();
    await page.getByText('What is saved here counts before the environment').waitFor();
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText('slskd 0.24.5 answers.').waitFor();
    await page.getByText('/downloads is seen from here.').waitFor();
    expect([tried, kept]).toEqual([[{}], []]);
    await page.getByLabel('API key').fill('wrong');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('slskd does not know this key.').waitFor();
    expect(kept).toEqual([]);
    const stored = fixture.house.answers['PUT /soulseek/settings'];
    if (stored) fixture.house.answers = { ...fixture.house.answers, 'GET /soulseek/settings': stored };
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.getByText('Saved. Harmony uses it from now on.').waitFor();
    await page.getByRole('button', { name: 'Back to the environment' }).click();
    await expect
      .poll(() => kept)
      .toEqual([{ api_key: 'wrong' }, { base_url: null, api_key: null, downloads_dir: null }]);
  });

  it('order the formats, say what that would have changed, keep it on one press, and ask before it is lost', async () => {
    await open('/settings/quality');
    const stored = watch('/settings');
    const order = page.getByRole('list', { name: 'Formats, best first' });
    await order.getByRole('button', { name: 'MP3 up' }).click();
    await order.getByRole('button', { name: 'Take ALAC out' }).click();
    await page.getByRole('button', { name: 'OPUS' }).click();
    await page.getByLabel('Lowest bitrate of lossy files').selectOption('320');
    await page.getByText('For 1 of 200 wishes something else would have been chosen.').waitFor();
    await page.getByText('2 changes are not saved yet.').waitFor();
    await page.getByRole('link', { name: 'Verification' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Stay' }).last().click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    expect(stored).toEqual([
      { key: 'SLSKD_PREFERRED_FORMATS', value: 'FLAC,MP3,APE,OPUS' },
      { key: 'MATCH_MIN_BITRATE_KBPS', value: '320' },
    ]);
  });

  it('say what becomes of doubtful files, and what is wrong beside its field', async () => {
    await open('/settings/verification');
    const stored = watch('/settings');
    const error = { code: 'VALIDATION_ERROR', message: 'value must lie between 0 and 3600000' };
    await page.route('**/api/v1/settings', async (route) => {
      const { value } = (route.request().postDataJSON() ?? {}) as { value?: string };
      if (value === '-1') await route.fulfill({ status: 400, json: { ok: false, error } });
      else await route.fallback();
    });
    await page
      .getByRole('radiogroup', { name: 'Lossless files that were lossy once' })
      .getByRole('radio', { name: /Ask me/ })
      .click();
    await page.getByLabel('Tolerance of the length').fill('-1');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(error.message).waitFor();
    expect(await page.getByLabel('Tolerance of the length').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Tolerance of the length').fill('3000');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    expect(stored.at(-1)).toEqual({ key: 'VERIFY_DURATION_TOLERANCE_MS', value: '3000' });
    // the browser's own word for an answer that was expected
    expect(complaints.splice(0)).toEqual([expect.stringContaining('status of 400')]);
  });

  it('try a key of AcoustID out, and keep the one that is accepted', async () => {
    await open('/settings/verification');
    const kept = watch('/secrets/acoustid_api_key', 'PUT');
    await page.getByLabel('Key of AcoustID').fill('wrong-key');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('The key is not accepted.').waitFor();
    expect(kept).toEqual([]);
    await page.getByLabel('Key of AcoustID').fill('the-right-key');
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(kept).toEqual([{ value: 'the-right-key' }]);
    expect(await page.getByLabel('Key of AcoustID').inputValue()).toBe('');
  });

  it('have the form of Spotify in its section, tried before it is kept', async () => {
    await open('/settings/spotify');
    const problem = { code: 'unknown_client', sentence: 'Unknown.', remedy: 'Copy it again.' };
    const trial = { usable: false, reachable: true, accepted: false, redirect_known: null, problem };
    fixture.house.answers = { ...fixture.house.answers, 'POST /spotify/credentials/try': () => trial };
    const kept = watch('/spotify/credentials', 'PUT');
    await page.getByLabel('Client ID').fill('a'.repeat(32));
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('There is no app with this client ID.').waitFor();
    expect(kept).toEqual([]);
    expect(await examine(page)).toEqual([]);
  });

  it('show what a template makes of names, and ask before it is lost', async () => {
    await open('/settings/music');
    await page.getByLabel('Template').fill('{title}');
    await page.locator('code', { hasText: /^Teardrop\.flac$/ }).waitFor();
    await page.getByRole('link', { name: 'Backups' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Stay' }).last().click();
    expect(await page.getByLabel('Template').inputValue()).toBe('{title}');
    await page.getByRole('link', { name: 'Backups' }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL('**/settings/backups');
    await page.getByRole('link', { name: /Download the backup/ }).waitFor();
  });
});

describe('the doctor', () => {
  it('warns beside its place, says what to do, and is content when it looks again', async () => {
    await open('/library');
    const well = fixture.house.answers['GET /doctor/slskd.reachable']?.(new URLSearchParams(), null) as object;
    const ill = { ...well, state: 'problem', code: 'unreachable', sentence: 'Nobody answers.', remedy: 'Start slskd.' };
    fixture.house.answers = {
      ...fixture.house.answers,
      'GET /doctor': () => ({ state: 'problem', checked_at: new Date().toISOString(), checks: [ill] }),
    };
    await page.reload();
    await page.locator('nav').getByText('1 thing does not work').waitFor({ state: 'attached' });
    await page.getByRole('link', { name: /Doctor/ }).click();
    await page.getByText('One thing does not work').waitFor();
    await page.getByText('Start slskd.').waitFor();
    await page.getByRole('button', { name: 'Look again: slskd answers' }).click();
    await page.getByText('Everything is well').waitFor();
  });
});

describe('the doctor in German', () => {
  it('says what the database, the workers and the clock are like, and what to do, and leaves words that it does not know in English', async () => {
    const base = {
      remedy: null,
      facts: {},
      docs: 'how-to/backup.md',
      took_ms: 3,
      checked_at: new Date().toISOString(),
    };
    const found = [
      {
        ...base,
        id: 'database.clock',
        area: 'database',
        state: 'warn',
        code: 'off',
        facts: { seconds: 7 },
        sentence: 'The clock of the database differs from ours by 7 s.',
        remedy: 'Let both machines …',
      },
      {
        ...base,
        id: 'workers.heartbeats',
        area: 'workers',
        state: 'problem',
        code: 'nobody_works',
        sentence: 'No process works on this database.',
        remedy: 'Start "harmony work".',
      },
      {
        ...base,
        id: 'database.answers',
        area: 'database',
        state: 'ok',
        code: 'answers',
        facts: { version: '17.5', ms: 2.1 },
        sentence: 'PostgreSQL 17.5 answers in 2.1 ms.',
      },
      {
        ...base,
        id: 'database.schema',
        area: 'database',
        state: 'ok',
        code: 'of_the_future',
        sentence: 'Something new.',
      },
    ];
    await open('/library', { view: { language: 'de' } });
    fixture.house.answers = {
      ...fixture.house.answers,
      'GET /doctor': () => ({ state: 'problem', checked_at: new Date().toISOString(), checks: found }),
    };
    await page.goto(`${fixture.url}/doctor`);
    await page.getByText('Die Uhr der Datenbank weicht um 7 s von unserer ab.').waitFor();
    await page.getByText('Lass beide Rechner ihre Zeit aus dem Netz holen (NTP).').waitFor();
    await page.getByText('Kein Prozess arbeitet an dieser Datenbank.').waitFor();
    await page.getByText('PostgreSQL 17.5 antwortet in 2,1 ms.').waitFor();
    expect(await page.getByText('Something new.').getAttribute('lang')).toBe('en');
  });
});

const places = [
  '/settings/soulseek',
  '/settings/music',
  '/settings/quality',
  '/settings/verification',
  '/settings/enrichment',
  '/settings/advanced',
  '/doctor',
];

describe.each(opposites)('on a $width, $theme, in $language', (view) => {
  it('every page is free of axe violations, console messages and sideways scrolling', async () => {
    await open('/welcome?step=soulseek', { view, fresh: true });
    const findings: string[] = [];
    for (const place of ['/welcome?step=soulseek', ...places]) {
      await page.goto(`${fixture.url}${place}`);
      await page.locator('h1').waitFor();
      await page.locator('main .shimmer').first().waitFor({ state: 'detached' });
      const name = place.replace(/\W+/g, '-').slice(1);
      await picture(page, `${name}-${view.width}-${view.theme}-${view.language}`);
      findings.push(...(await examine(page)).map((finding) => `${place}: ${finding}`));
      const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
      if (overflow > 0) findings.push(`${place}: ${overflow} px wider than the window`);
    }
    expect(findings).toEqual([]);
  });
});
