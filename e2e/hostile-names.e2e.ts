import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allSettled, allWishes } from '../scripts/demo/api.ts';
import { type DemoHouse, openDemoHouse } from '../scripts/demo/house.ts';
import { hostileNames as names } from '../stand-ins/worlds/hostile.ts';
import { launch, openContext } from './support/browser.ts';

let browser: Browser;
let house: DemoHouse;
beforeAll(async () => {
  const world = 'stand-ins/worlds/hostile.ts';
  const env = (): Record<string, string> => ({ INTEGRATIONS_ENABLED: 'spotify,slskd,plex' });
  const options = { world, port: 0, onLine: () => undefined, plex: true, env };
  [browser, house] = await Promise.all([launch(), openDemoHouse(options)]);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function send(path: string, body: unknown): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${house.url}/api/v1${path}`, init);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
}

describe('names that are meant to be taken for something else', () => {
  it('are text on every page', async () => {
    await send('/spotify/import/free', { tracks: names.map((name) => `${name} - ${name}`) });
    // invisible characters are refused here
    for (const name of names.filter((each) => !each.includes('\u202e'))) {
      await send('/keys', { name: name.slice(0, 60), scope: 'read' });
      const target = { name: name.slice(0, 60), kind: 'webhook', url: 'http://127.0.0.1:1/', allow_private: true };
      await send('/notifications/targets', { ...target, events: ['import.finished'] });
    }
    await expect
      .poll(async () => allSettled(await allWishes(house.url)), { timeout: 240_000, interval: 200 })
      .toBe(true);
    // one of them has gone the whole way: its user, folders, file and tags are named like it
    const got = (await allWishes(house.url)).filter(({ file }) => file !== null);
    expect(got.map(({ title }) => title)).toEqual([names[0]]);
    const { context, page, complaints } = await openContext(browser, {
      width: 'desktop',
      theme: 'light',
      language: 'en',
    });
    context.setDefaultTimeout(30_000);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const visit = async (place: string): Promise<void> => {
      await page.goto(house.url + place);
      await page.locator('main').waitFor();
      await page.waitForLoadState('load');
      expect(await page.evaluate('window.struck'), place).toBeUndefined();
      expect(
        await page.locator('main img[src="x"], main svg[onload], main script, a[href^="javascript:"]').count(),
        place,
      ).toBe(0);
    };
    await page.goto(house.url);
    const patterns = await page.evaluate<string[]>('Object.keys(window.__TSR_ROUTER__.routesByPath)');
    const places = patterns.filter((pattern) => !pattern.includes('$'));
    expect(places.length).toBeGreaterThan(20);
    const named = encodeURIComponent(names[0] ?? '');
    const behind = [
      `/wishes/${got[0]?.id}`,
      `/library/artist?name=${named}`,
      `/library/album?artist=${named}&album=${named}`,
      `/search?q=${named}`,
      `/library?q=${named}`,
    ];
    for (const place of places) await visit(place);
    // they were really there, as they are written
    for (const place of [...behind, '/', '/library', '/library/files', '/activity', '/notifications', '/keys']) {
      await visit(place);
      const shown = page.locator('main').getByText(names[0] ?? '');
      await shown.first().waitFor();
      expect(await page.evaluate('window.struck'), place).toBeUndefined();
    }
    await page.goto(`${house.url}/wishes`);
    await page
      .getByText(names[0] ?? '', { exact: false })
      .first()
      .waitFor();
    await page
      .getByText(names[0] ?? '', { exact: false })
      .first()
      .click();
    expect(await page.evaluate('window.struck')).toBeUndefined();
    await page.goto(`${house.url}/keys`);
    await page
      .getByText(names[0]?.slice(0, 60) ?? '', { exact: false })
      .first()
      .waitFor();
    expect(dialogs).toEqual([]);
    // the policy of the page had nothing to refuse either
    expect(complaints.filter((each) => /Content Security Policy|request to/.test(each))).toEqual([]);
    await context.close();
  }, 300_000);
});
