import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { launch, openContext, type View } from './support/browser.ts';

let browser: Browser;
let fixture: Fixture;
const opened: BrowserContext[] = [];
beforeAll(async () => {
  browser = await launch();
  fixture = await startFixture({ wishes: 40 });
});
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close();
});
afterAll(async () => {
  await browser.close();
  await fixture.close();
});

async function open(path: string, view: Partial<View> = {}): Promise<Page> {
  const { context, page } = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en', ...view });
  opened.push(context);
  await page.goto(`${fixture.url}${path}`);
  await page.locator('h1').waitFor();
  return page;
}

describe('the places', () => {
  it('are walked to by two keys, and the window, the focus and a screen reader follow', async () => {
    const page = await open('/library');
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.waitForURL('**/wishes');
    await page.locator('main:focus').waitFor();
    await page
      .locator('output', { hasText: /of 39 · |of 39|Wishes/ })
      .first()
      .waitFor();
    await expect.poll(() => page.title()).toContain('Harmony');
    await page
      .getByRole('navigation', { name: 'Main' })
      .locator('[aria-current=page]', { hasText: 'Wishes' })
      .waitFor();
  });

  it('show who needs somebody, and stay readable when the bar is folded', async () => {
    const page = await open('/library');
    await page.locator('nav').getByText('1 wish needs you').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Fold the bar' }).click();
    await page.getByRole('button', { name: 'Unfold the bar' }).waitFor();
    expect(await page.getByRole('link', { name: /Wishes/ }).count()).toBe(1);
    expect(await examine(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: 'Unfold the bar' }).waitFor();
  });

  it('that have no room on a phone are behind More', async () => {
    const page = await open('/library', { width: 'phone' });
    await page.getByRole('button', { name: 'More' }).click();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('link', { name: 'Artists' }).click();
    await page.waitForURL('**/artists');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the palette', () => {
  it('opens by its keys, finds places, things to do and titles, and goes there', async () => {
    const page = await open('/library');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    expect(await examine(page)).toEqual([]);
    await page.keyboard.type('dark');
    await page.getByRole('option', { name: 'Dark appearance' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('Windowlicker');
    await page.getByRole('option', { name: /Aphex Twin/ }).click();
    await page.waitForURL('**/library/files?q=Windowlicker');
  });

  it('has an answer to everything that is typed', async () => {
    const page = await open('/library');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('zzzz');
    const answer = page.getByRole('option', { name: '“zzzz” among the wishes' });
    await answer.waitFor();
    expect(await examine(page)).toEqual([]);
    await answer.click();
    await page.waitForURL('**/wishes?q=zzzz');
  });
});

describe('a page that stumbles', () => {
  it('leaves the places usable and stands again when asked', async () => {
    const page = await open('/library');
    let broken = true;
    await page.route('**/api/v1/wishes?*', async (route) => {
      if (!broken) return route.continue();
      await route.fulfill({ status: 200, json: { items: [null], next_cursor: null, counts: { review: 0 } } });
    });
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByText('This page has stumbled').waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-wish]').first().waitFor();
  });
});
