import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoEnvironment, newRoot, startHarmony, startStandIn } from '../scripts/demo/house.ts';
import type { Child } from '../scripts/demo/processes.ts';
import { launch, openContext } from './support/browser.ts';

/** A Harmony of its own that nobody has told anything, and a slskd that waits for it: the first day of a person. */
let browser: Browser;
let page: Page;
let complaints: string[];
let root: string;
let url: string;
let slskd: { url: string; apiKey: string };
const children: Child[] = [];

beforeAll(async () => {
  root = await newRoot();
  const standIn = await startStandIn(root, 'stand-ins/worlds/demo.ts', 0);
  children.push(standIn);
  slskd = standIn.answer;
  const nothing = { url: 'http://127.0.0.1:1', apiKey: '' };
  const harmony = await startHarmony({ ...demoEnvironment(root, nothing, 0), SLSKD_RETRY_MAX: '0' });
  children.push(harmony);
  url = harmony.url;
  browser = await launch();
  ({ page, complaints } = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en' }));
  page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await browser?.close();
  for (const child of children.toReversed()) await child.stop();
  await rm(root, { recursive: true, force: true });
});

const onward = () => page.getByRole('button', { name: /^(Continue|Continue all the same)$/ }).click();

it('goes from nothing to the first song without a file being edited and without a restart', async () => {
  await page.goto(url);
  await page.waitForURL('**/welcome');
  await onward();
  await page.getByRole('heading', { name: 'Where your music goes' }).waitFor();
  await onward();

  await page.getByLabel('Address of slskd').fill(slskd.url);
  await page.getByLabel('API key').fill('not-the-key-of-this-slskd');
  await page.getByRole('button', { name: 'Test and save' }).click();
  await page.getByText('The key is not accepted.').waitFor();
  await page.getByLabel('API key').fill(slskd.apiKey);
  await page.getByRole('button', { name: 'Test and save' }).click();
  await page.getByText('Saved. Harmony uses it from now on.').waitFor();
  await page.getByText(/slskd is signed in at Soulseek as/).waitFor();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await onward();

  await page.locator('[data-import-field]').fill('Massive Attack – Teardrop');
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 title accepted').waitFor();
  const states = async (): Promise<string[]> => {
    const { items } = (await (await fetch(`${url}/api/v1/wishes`)).json()) as { items: { state: string }[] };
    return items.map(({ state }) => state);
  };
  await expect.poll(states, { timeout: 90_000 }).toEqual(['done']);
  await page.getByRole('link', { name: 'To the overview' }).click();
  await page.goto(`${url}/library/files`);
  await page.getByText('Teardrop').first().waitFor();
  expect(complaints).toEqual([]);
});
