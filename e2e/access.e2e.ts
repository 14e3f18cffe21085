import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoEnvironment, newRoot, startHarmony } from '../scripts/demo/house.ts';
import { examine } from './support/axe.ts';
import { launch, openContext } from './support/browser.ts';

/** A Harmony that asks for keys, in a real browser. */
const rootKey = 'environment-key-0123456789';

let browser: Browser;
let root: string;
let harmony: Awaited<ReturnType<typeof startHarmony>>;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  root = await newRoot();
  const env = demoEnvironment(root, { url: 'http://127.0.0.1:1', apiKey: 'none' }, 0);
  [browser, harmony] = await Promise.all([
    launch(),
    startHarmony({ ...env, FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: rootKey }),
  ]);
  ({ page, complaints } = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en' }));
  await page.goto(`${harmony.url}/keys`);
});
afterAll(async () => {
  await browser.close();
  await harmony.stop();
  await rm(root, { recursive: true, force: true });
});

const signIn = async (key: string): Promise<void> => {
  await page.getByLabel('API key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

describe('whoever has no key', () => {
  it('sees nothing but the question for one, also on a phone and in German, and axe finds nothing', async () => {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await examine(page)).toEqual([]);
    const phone = await openContext(browser, { width: 'phone', theme: 'dark', language: 'de' });
    await phone.page.goto(harmony.url);
    await phone.page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await examine(phone.page)).toEqual([]);
    await phone.context.close();
  });

  it('is told when the key is wrong', async () => {
    await signIn('nonsense');
    await page.getByText('This key is unknown, revoked or expired.').first().waitFor();
    expect(await examine(page)).toEqual([]);
  });
});

describe('whoever has one', () => {
  it('is let in where they wanted to go, and the browser keeps no key that a script could read', async () => {
    await signIn(rootKey);
    await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    );
    expect(kept).not.toContain(rootKey);
    expect(kept).not.toContain('harmony_session');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
  });

  it('makes a key that is shown once and can be used and revoked', async () => {
    await page.getByLabel('For whom?').fill('Script');
    await page.getByLabel('May').selectOption('read');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = (await page.locator('output code').textContent()) ?? '';
    expect(key).toMatch(/^hmy_/);
    expect(await examine(page)).toEqual([]);
    const status = async () => (await fetch(`${harmony.url}/api/v1/wishes`, { headers: { 'x-api-key': key } })).status;
    expect(await status()).toBe(200);
    await page.reload();
    await page.getByRole('button', { name: 'Revoke the key “Script”' }).waitFor();
    expect(await page.content()).not.toContain(key);
    await page.getByRole('button', { name: 'Revoke the key “Script”' }).click();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('No keys yet').waitFor();
    expect(await status()).toBe(401);
  });

  it('signs out, and has to sign in again', async () => {
    await page.getByRole('button', { name: 'Language and appearance' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const unexpected = complaints.filter((complaint) => !/status of 4(?:01|09)/.test(complaint));
    expect(unexpected).toEqual([]);
  });
});
