import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, openContext } from './support/browser.ts';
import { type OpenHouse, openHouse } from './support/house.ts';

let browser: Browser;
let house: OpenHouse;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await launch();
  house = await openHouse(40);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});
beforeEach(async () => {
  const opened = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en' });
  page = opened.page;
  complaints = opened.complaints;
  await page.goto(house.url);
  await page.locator('[data-import-field]').waitFor();
});
afterEach(async () => {
  await page.context().close();
  expect(complaints.filter((complaint) => !complaint.includes('status of 4'))).toEqual([]);
});

/** A busy house takes up a list a little later. */
const patience = { timeout: 75_000 };
/** Walks to a place as people do. */
const goTo = (place: string) => page.locator('nav').getByRole('link', { name: place }).first().click();
const unique = (): string => `E2E ${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;

describe('writing wishes down', () => {
  it('typed lines become wishes in the list without reloading, and a line with a problem says which', async () => {
    const title = unique();
    await page.keyboard.press('i');
    await page.locator('[data-import-field]:focus').waitFor();
    await page.keyboard.insertText(`Somebody – ${title}\nhttps://example.org/not-spotify`);
    await page.getByText('Line 2').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 title accepted').waitFor();
    expect(await page.locator('[data-import-field]').inputValue()).toBe('https://example.org/not-spotify');
    await goTo('Wishes');
    await page.locator('[data-wish]', { hasText: title }).waitFor(patience);
  });

  it('a chosen file is taken in under its name', async () => {
    const title = unique();
    await page.locator('[data-import-file]').setInputFiles({
      name: 'Summer list.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(`Somebody - ${title}\n`),
    });
    await page.getByText('Summer list.txt').first().waitFor();
    await goTo('Wishes');
    await page.locator('[data-wish]', { hasText: title }).waitFor(patience);
  });

  it('a file may be dropped anywhere, also on the library', async () => {
    const title = unique();
    await page.goto(`${house.url}/library`);
    await page.locator('h1').waitFor();
    const transfer = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(['Somebody - ${title}'], 'dropped.txt', { type: 'text/plain' }));
      return data;
    })()`);
    await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
    await page.getByText('Let go to import the list').waitFor();
    await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
    await page.getByText('dropped.txt').first().waitFor();
    await goTo('Wishes');
    await page.locator('[data-wish]', { hasText: title }).waitFor(patience);
  });

  it('an empty file is refused with a sentence that says what to do', async () => {
    await page.locator('[data-import-file]').setInputFiles({
      name: 'empty.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(''),
    });
    const alert = page.getByRole('alert');
    await alert.getByText('The list was not accepted.').waitFor();
    expect((await alert.textContent())?.length).toBeGreaterThan(45);
  });
});

describe('finding one’s way', () => {
  it('the search narrows the list, stands in the address and survives a reload', async () => {
    const title = unique();
    await page.locator('[data-import-field]').fill(`Somebody – ${title}`);
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 title accepted').waitFor();
    await goTo('Wishes');
    await page.locator('[data-wish]', { hasText: title }).waitFor(patience);
    await page.keyboard.press('/');
    await page.keyboard.type(title);
    await page.waitForURL(({ searchParams }) => searchParams.get('q') === title);
    await page.reload();
    await page.locator('[data-wish]', { hasText: title }).waitFor(patience);
    await expect.poll(() => page.locator('[data-wish]').count()).toBe(1);
  });

  it('arrow keys walk through the list, Enter opens the proof and closes it', async () => {
    await goTo('Wishes');
    const rows = page.locator('[data-wish]');
    await rows.nth(3).waitFor();
    await rows.nth(0).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('li[data-index="2"] [data-wish]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('section[id^=proof-]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('section[id^=proof-]').waitFor({ state: 'detached' });
  });

  it('language and appearance change at once and are remembered', async () => {
    await page.locator('header [aria-haspopup=menu]').click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Was möchtest du hören?' }).waitFor();
    await page.locator('header [aria-haspopup=menu]').click();
    await page.getByRole('menuitemradio', { name: 'Dunkel' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Was möchtest du hören?' }).waitFor();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  });
});

describe('changing one’s mind', () => {
  it('a cancelled wish can be taken back', async () => {
    const title = unique();
    await page.locator('[data-import-field]').fill(`Somebody – ${title}`);
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 title accepted').waitFor();
    await goTo('Wishes');
    const row = page.locator('li', { has: page.locator('[data-wish]', { hasText: title }) });
    await row.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Cancel wish' }).click();
    await row.getByText('Cancelled', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.getByText('Cancelled', { exact: true }).waitFor({ state: 'detached' });
  });
});
