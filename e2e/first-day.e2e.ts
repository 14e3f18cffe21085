import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHouse, openDemoHouse } from '../scripts/demo/house.ts';
import { launch, openContext, type View } from './support/browser.ts';

/** A first day with a real Harmony in which nothing is set up: one house, one story, each part goes on where the one before ended. */
let browser: Browser;
let house: DemoHouse;
let page: Page;
let complaints: string[] = [];
beforeAll(async () => {
  const world = 'stand-ins/worlds/first-day.ts';
  // slskd is yet to be entered; nobody else is asked beside the one that was chosen
  const env = () => ({ SLSKD_BASE_URL: '', SLSKD_API_KEY: '', DOWNLOAD_HEDGE: 'false' });
  [browser, house] = await Promise.all([launch(), openDemoHouse({ world, port: 0, onLine: () => undefined, env })]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await house.close();
});

const patience = { timeout: 60_000 };
async function sitDown(view: View): Promise<void> {
  const opened = await openContext(browser, view);
  ({ page, complaints } = opened);
  opened.context.setDefaultTimeout(60_000);
}
async function getUp(): Promise<void> {
  await page.context().close();
  expect(complaints).toEqual([]);
}
const row = (title: string) => page.locator('li', { has: page.locator('[data-wish]', { hasText: title }) });
/** Presses “Undo” in the note that says this. */
const takeBack = (note: string) =>
  page.locator('[data-sonner-toast]', { hasText: note }).getByRole('button', { name: 'Rückgängig' }).click();
const story = (name: string) => page.getByRole('list', { name });

describe('the first day', () => {
  it('from nothing to the first song: the assistant, a list, and the song arrives while one looks on', async () => {
    await sitDown({ width: 'desktop', theme: 'light', language: 'en' });
    await page.goto(house.url);
    await page.waitForURL('**/welcome');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('is there and can be written to.').waitFor();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByLabel('Address of slskd').fill(house.slskd.url);
    await page.getByLabel('API key').fill(house.slskd.apiKey);
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('Saved. Harmony uses it from now on.').waitFor();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('button', { name: /^(Continue|Later)/ }).click();
    await page
      .locator('[data-import-field]')
      .fill('Gray Owls - Good Song\nGray Owls - Refused Song\nGray Owls - Slow Song');
    await page.keyboard.press('Control+Enter');
    await page.getByText('3 titles accepted').waitFor();
    await page.getByRole('link', { name: 'To the overview' }).click();
    await page.locator('nav').getByRole('link', { name: 'Wishes' }).first().click();
    await page.evaluate('window.neverLeft = true');
    await row('Good Song').getByText('Done', { exact: true }).waitFor(patience);
    expect(await page.evaluate('window.neverLeft')).toBe(true);
    await getUp();
  });

  it('a song that failed is found, understood and put right by keys alone', async () => {
    await sitDown({ width: 'desktop', theme: 'dark', language: 'en' });
    await page.goto(house.url);
    await page.locator('[data-import-field]').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.waitForURL('**/wishes');
    await row('Refused Song').getByText('Waiting', { exact: true }).waitFor(patience);
    await page.keyboard.press('/');
    await page.locator('[data-search-field]:focus').waitFor();
    await page.keyboard.type('refused');
    await page.waitForURL('**q=refused**');
    await row('Good Song').waitFor({ state: 'detached' });
    const reached = () => page.evaluate("document.activeElement?.matches('[data-wish]') ?? false");
    for (let presses = 0; presses < 20 && !(await reached()); presses += 1) await page.keyboard.press('Tab');
    expect(await reached()).toBe(true);
    await page.keyboard.press('Enter');
    await story('What happened')
      .getByText(/Asked \W*moody/)
      .waitFor();
    await story('What happened').getByText('Waits for another try').waitFor();
    await page.keyboard.press('r');
    await story('What happened').getByText('Tried again from the search').waitFor(patience);
    await story('What happened').getByText('Fulfilled').waitFor(patience);
    await row('Refused Song').getByText('Done', { exact: true }).waitFor(patience);
    await getUp();
  });

  it('on the phone another offer is chosen, the choice is taken back, and so is a cancellation', async () => {
    await sitDown({ width: 'phone', theme: 'dark', language: 'de' });
    await page.goto(`${house.url}/wishes`);
    await row('Slow Song').locator('[data-wish]').click();
    const told = story('Was geschehen ist');
    await told.getByText(/crowded\W* um die Datei gebeten/).waitFor(patience);
    await page.getByRole('button', { name: 'Anderes Angebot wählen' }).click();
    const offer = page.locator('details', { hasText: 'patient' });
    if ((await offer.getAttribute('open')) === null) await offer.locator('summary').click();
    await offer.getByRole('button', { name: 'Dieses nehmen' }).click();
    await takeBack('nach deiner Wahl geladen');
    await page.getByText('„Slow Song“: zurückgenommen').waitFor(patience);
    await told.getByText('Anderes Angebot von Hand gewählt').waitFor(patience);
    await told.getByText('Zurückgenommen', { exact: true }).waitFor(patience);
    await expect.poll(() => told.getByText(/crowded\W* um die Datei gebeten/).count(), patience).toBe(2);
    await row('Slow Song')
      .getByText(/Schlange bei crowded/)
      .first()
      .waitFor(patience);

    await row('Slow Song')
      .getByRole('button', { name: /^Mehr zu/ })
      .click();
    await page.getByRole('menuitem', { name: 'Wunsch absagen' }).click();
    await row('Slow Song').getByText('Abgesagt', { exact: true }).first().waitFor(patience);
    await takeBack('ist abgesagt');
    await row('Slow Song')
      .getByText(/Schlange bei crowded/)
      .first()
      .waitFor(patience);
    await getUp();
  });
});
