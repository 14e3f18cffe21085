import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { put } from './fixture/house.ts';
import { type Fixture, startFixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { launch, openContext } from './support/browser.ts';

/** What can only be shown with a server that obeys: outages, floods of events, a hundred thousand rows. */
let browser: Browser;
const opened: { context: BrowserContext; fixture: Fixture }[] = [];
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});
afterEach(async () => {
  for (const { context, fixture } of opened.splice(0)) {
    await context.close();
    await fixture.close();
  }
});

async function open(wishes: number, path = '/wishes'): Promise<{ fixture: Fixture; page: Page; complaints: string[] }> {
  const fixture = await startFixture({ wishes });
  const { context, page, complaints } = await openContext(browser, {
    width: 'desktop',
    theme: 'light',
    language: 'en',
  });
  opened.push({ context, fixture });
  await page.goto(`${fixture.url}${path}`);
  await page.locator('h1').waitFor();
  // what is told before the page listens reaches nobody
  await expect.poll(() => fixture.listeners()).toBeGreaterThan(0);
  return { fixture, page, complaints };
}

const slskdIsDown = {
  status: 'disconnected',
  detail: 'slskd does not answer at 127.0.0.1:5030.',
  remedy: 'Start slskd, or correct SLSKD_URL.',
  version: null,
  logged_in: false,
  username: null,
  downloads_folder: null,
};

describe('events', () => {
  it('tell of nothing that changed before the first one could arrive: the page reads that once more', async () => {
    const { fixture, page } = await open(40);
    const opening = Promise.withResolvers<void>();
    await page.route('**/api/v1/events', async (route) => {
      await opening.promise;
      await route.continue();
    });
    await page.reload();
    await page.locator('[data-wish]').first().waitFor();
    fixture.house.soulseek = slskdIsDown;
    opening.resolve();
    await page.locator('header').getByText('Not reachable').waitFor();
  });

  it('change a row where it stands, and the counts follow', async () => {
    const { fixture, page } = await open(40);
    const wish = fixture.house.wishes[2];
    if (wish === undefined) throw new Error('no wish');
    const row = page.locator('li', { has: page.locator(`[data-wish="${wish.id}"]`) });
    await row.getByText('Searching').waitFor();
    put(wish, 'publish', 'done');
    fixture.tell('wish', wish);
    await row.getByText('Done', { exact: true }).waitFor();
    await page.getByText('19 of 39 fulfilled').waitFor();
    expect(await page.locator('[data-wish]').nth(2).getAttribute('data-wish')).toBe(String(wish.id));
  });

  it('take a row out of a filtered list when it leaves the state', async () => {
    const { fixture, page } = await open(40, '/wishes?state=review');
    const wish = fixture.house.wishes.find((known) => known.state === 'review');
    if (wish === undefined) throw new Error('no wish');
    await page.locator(`[data-wish="${wish.id}"]`).waitFor();
    fixture.tell('wish', put(wish, 'search', 'queued'));
    await page.getByText('Nothing needs your decision.').waitFor();
  });

  it('do not push the list away under somebody who reads further down', async () => {
    const { fixture, page } = await open(400);
    await page.locator('[data-wish]').first().waitFor();
    await page.evaluate('window.scrollTo(0, 3000)');
    await page.locator('[data-wish="360"]').waitFor();
    const before = await page.locator('[data-wish="360"]').boundingBox();
    const created_at = new Date().toISOString();
    for (const id of [901, 902, 903]) {
      const first = fixture.house.wishes[0];
      fixture.tell('wish', { ...first, id, created_at, title: `Fresh ${id}` });
    }
    await page.getByRole('button', { name: '3 new' }).waitFor();
    expect((await page.locator('[data-wish="360"]').boundingBox())?.y).toBe(before?.y);
    await page.getByRole('button', { name: '3 new' }).click();
    await page.locator('[data-wish="903"]').waitFor();
  });

  it('of an import of 3,000 lines never hold up typing', async () => {
    const { fixture, page } = await open(3000);
    await page.locator('[data-wish]').first().waitFor();
    await page.evaluate(`
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
      }).observe({ type: 'longtask' });
    `);
    for (const wish of fixture.house.wishes) fixture.tell('wish', put(wish, 'search', 'active'));
    await page.getByRole('button', { name: 'In progress 3,000' }).waitFor();
    const longest = Number(await page.evaluate('window.longest'));
    expect(longest).toBeLessThan(400);
  });
});

describe('outages', () => {
  it('are said, do not empty the page, and end by themselves with fresh figures', async () => {
    const { fixture, page } = await open(40);
    await page.locator('[data-wish]').first().waitFor();
    fixture.breakDown(true);
    await page.getByRole('alert').getByText('The connection to Harmony is lost.').waitFor();
    expect(await page.locator('[data-wish]').count()).toBeGreaterThan(5);
    expect(await examine(page)).toEqual([]);
    for (const wish of fixture.house.wishes) put(wish, 'publish', 'done');
    fixture.breakDown(false);
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByText('40 of 40 fulfilled').waitFor();
  });

  it('at the start end in a sentence with a way on, not in a spinner', async () => {
    const { fixture, page } = await open(40);
    fixture.breakDown(true);
    await page.reload();
    await page.getByText('That could not be loaded').waitFor();
    expect(await examine(page)).toEqual([]);
    fixture.breakDown(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-wish]').first().waitFor();
  });

  it('of Soulseek are shown with the remedy', async () => {
    const { fixture, page } = await open(40);
    fixture.house.soulseek = slskdIsDown;
    fixture.tell('service', { name: 'soulseek', status: 'down', sentence: 'slskd does not answer.' });
    await page.locator('header').getByText('Not reachable').waitFor();
    await page.locator('header [aria-haspopup=dialog]').click();
    await page.getByText('Harmony cannot reach slskd.').waitFor();
  });

  it('of an action take the row back to what is true', async () => {
    const { fixture, page } = await open(40);
    const wish = fixture.house.wishes.find((known) => known.state === 'review');
    if (wish === undefined) throw new Error('no wish');
    const row = page.locator('li', { has: page.locator(`[data-wish="${wish.id}"]`) });
    await row.getByRole('button', { name: /^Try .* again$/ }).waitFor();
    fixture.house.wishes = fixture.house.wishes.filter((known) => known !== wish);
    await row.getByRole('button', { name: /^Try .* again$/ }).click();
    await page.getByText('That did not work').waitFor();
    await row.getByText('Needs you').waitFor();
  });
});

describe('a decision', () => {
  it('takes another offer than the program would, and the wish goes on with it', async () => {
    const { fixture, page } = await open(40, '/wishes?state=review');
    const wish = fixture.house.wishes.find((known) => known.state === 'review');
    await page.locator(`[data-wish="${wish?.id}"]`).click();
    await page.locator('details').nth(1).locator('summary').click();
    await page.locator('details').nth(1).getByRole('button', { name: 'Take this one' }).click();
    await page.getByText('is fetched from your choice').waitFor();
    expect(wish?.state).toBe('queued');
    expect(wish?.stage).toBe('download');
  });

  it.each([
    ['Keep it', 'the file is kept', 'verify'],
    ['Try the next one', 'the next offer is tried', 'match'],
  ])('about a checked file can be: %s', async (button, told, stage) => {
    const { fixture, page } = await open(40);
    const wish = fixture.house.wishes[3];
    if (wish === undefined) throw new Error('no wish');
    put(wish, 'verify', 'review');
    await page.goto(`${fixture.url}/wishes?state=review`);
    await page.locator(`[data-wish="${wish.id}"]`).click();
    await page.getByText('Not lossless in truth.').first().waitFor();
    await page.getByText('recognised by its sound (97% sure)').waitFor();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByText(told).waitFor();
    expect([wish.stage, wish.state]).toEqual([stage, 'queued']);
    await page.getByRole('button', { name: 'Try the next one' }).waitFor({ state: 'detached' });
  });

  it('that is wrong is reported with what would have been right', async () => {
    const { fixture, page } = await open(40, '/wishes?state=review');
    const wish = fixture.house.wishes.find((known) => known.state === 'review');
    const sent: unknown[] = [];
    await page.route('**/api/v1/matching/cases', async (route) => {
      sent.push(route.request().postDataJSON());
      const error = { code: 'CONFLICT', message: 'There is room for 1000 cases.' };
      await (sent.length === 1
        ? route.fulfill({ status: 409, json: { ok: false, error } })
        : route.fulfill({ status: 201, json: { id: 1 } }));
    });
    await page.locator(`[data-wish="${wish?.id}"]`).click();
    await page.locator('details').nth(1).locator('summary').click();
    await page.locator('details').nth(1).getByRole('button', { name: 'This is wrong' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await examine(page)).toEqual([]);
    await page.getByLabel('This file is another recording').check();
    await page.getByLabel('What is to be learned?').fill('A concert is not the studio');
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByText('The report is kept.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual({
      wish_id: wish?.id,
      candidate_id: expect.any(Number),
      right: 'other',
      lesson: 'A concert is not the studio',
      note: null,
    });
  });
});

describe('an update while the page is open', () => {
  it('loads the new page when a part of the old one is gone', async () => {
    const { page } = await open(40);
    let asked = 0;
    await page.route('**/assets/shelves-routes*', async (route) => {
      asked += 1;
      await (asked === 1 ? route.fulfill({ status: 404, body: '' }) : route.continue());
    });
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor();
    expect(asked).toBe(2);
  });
});

describe('the first visit', () => {
  it('says what to do next, in both themes without an axe violation', async () => {
    const { page } = await open(0);
    await page.getByText('No wishes yet').waitFor();
    expect(await examine(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: 'Write down wishes' }).click();
    await page.locator('[data-import-field]:focus').waitFor();
  });
});

describe('a hundred thousand wishes', () => {
  it('scroll without holding up the page, with few rows in the document', async () => {
    const { page, complaints } = await open(100_000);
    await page.locator('[data-wish]').first().waitFor();
    for (let screen = 0; screen < 40; screen += 1) {
      await page.mouse.wheel(0, 4000);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    await expect
      .poll(async () => Number(await page.evaluate('window.scrollY')), { timeout: 20_000 })
      .toBeGreaterThan(20_000);
    const rows = await page.locator('[data-wish]').count();
    expect(rows).toBeGreaterThan(8);
    expect(rows).toBeLessThan(60);
    expect(complaints).toEqual([]);
  });

  it('of the library can be jumped through to the very end', async () => {
    const { page } = await open(100_000, '/library/files');
    await page.locator('[data-file]').first().focus();
    await page.keyboard.press('End');
    await expect
      .poll(async () => Number(await page.evaluate('window.scrollY')), { timeout: 20_000 })
      .toBeGreaterThan(1_000_000);
    await page.locator('[data-file]:focus').waitFor();
    expect(await page.locator('[data-file]').count()).toBeLessThan(60);
  });
});
