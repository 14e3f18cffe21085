import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHouse, openDemoHouse } from '../scripts/demo/house.ts';
import { startNotifications } from '../stand-ins/notifications/index.ts';
import { examine } from './support/axe.ts';
import { launch, openContext, opposites, picture } from './support/browser.ts';
import { freePort } from './support/lived-in.ts';

let browser: Browser;
let house: DemoHouse;
let context: BrowserContext;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  const port = await freePort();
  const world = 'stand-ins/worlds/demo.ts';
  [browser, house] = await Promise.all([
    launch(),
    openDemoHouse({ world, port, spotifyApp: false, onLine: () => undefined }),
  ]);
  ({ context, page, complaints } = await openContext(browser, { width: 'desktop', theme: 'light', language: 'en' }));
  await page.goto(`${house.url}/spotify`);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const step = (name: string) => picture(page, `spotify-walk-${name}`);

/** Presses the button and answers at Spotify's page, which opens in a tab of its own; it asks nothing of those who have agreed before. */
async function answerAtSpotify(button: string, answer: 'Agree' | 'Cancel' | null): Promise<Page> {
  const [spotify] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: button }).click(),
  ]);
  if (answer !== null) await spotify.getByRole('button', { name: answer }).click();
  return spotify;
}

/** The one entry of the list of artists with that name. */
const row = (name: string) => page.locator('main li', { has: page.getByRole('link', { name, exact: true }) });

describe('signing in to Spotify', () => {
  it('begins with the app, whose address can be copied, and survives a person who does not allow it', async () => {
    await page.getByRole('radio', { name: /With your account/ }).waitFor();
    await step('1-without-account');
    await page.getByRole('radio', { name: /With your account/ }).click();
    await page.getByText(`${house.url}/api/v1/spotify/callback`).waitFor();
    await step('2-app');
    await page.getByLabel('Client ID').fill('f'.repeat(32));
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('There is no app with this client ID.').waitFor();
    await page.getByLabel('Client ID').fill(house.spotify.clientId);
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('Not signed in').waitFor();
    const spotify = await answerAtSpotify('Sign in with Spotify', 'Cancel');
    await spotify.getByText('Signing in did not work').waitFor();
    await spotify.close();
    await page.getByText('You did not allow it at Spotify. Nothing has changed.').waitFor();
    await step('3-not-allowed');
  });

  it('is finished by allowing it, and the page says who is signed in and until when', async () => {
    const spotify = await answerAtSpotify('Begin again', 'Agree');
    await spotify.getByText('You are signed in to Spotify').waitFor();
    await spotify.close();
    await page.getByText('Signed in.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Demo Person').first().waitFor();
    expect(await page.getByText(/The sign-in holds until .*, \d+ more days\./).count()).toBe(1);
    await step('4-connected');
  });

  it('is renewed in one click', async () => {
    const spotify = await answerAtSpotify('Renew the sign-in', null);
    await spotify.getByText('You are signed in to Spotify').waitFor();
    await spotify.close();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Demo Person').first().waitFor();
  });
});

describe('playlists', () => {
  it('are compared on request, and say what is in them and what Spotify withholds', async () => {
    await page.getByRole('button', { name: 'Compare now' }).click();
    await page.getByRole('button', { name: 'Küche ☕' }).waitFor();
    await page.getByText('Withheld by Spotify').first().waitFor();
    await page.getByRole('button', { name: 'Küche ☕' }).click();
    await page.getByRole('list', { name: 'Küche ☕' }).getByText('Not wished for').first().waitFor();
  });

  it('that are mirrored become wishes, which the open list shows without reloading', async () => {
    await page.getByRole('switch', { name: /Mirror “Küche ☕”/ }).click();
    const rows = page.getByRole('list', { name: 'Küche ☕' });
    await rows
      .getByText(/In progress|Queued|There|Waiting/)
      .first()
      .waitFor();
    await step('5-mirrored');
  });
});

describe('watching artists', () => {
  it('takes over whom the account follows, and finds them again by name', async () => {
    await page.goto(`${house.url}/artists`);
    await page.getByText('Nobody is watched yet').waitFor();
    await page.getByRole('button', { name: 'Add followed artists' }).click();
    await page.getByText('10 artists added').waitFor();
    await page.locator('[data-artist]').nth(9).waitFor();
    expect(await page.locator('[data-artist]').count()).toBe(10);
  });

  it('adds by link, refuses what is none, and says who is watched already', async () => {
    const field = page.getByRole('textbox', { name: 'Watch an artist' });
    const watch = page.getByRole('button', { name: 'Watch', exact: true });
    await field.fill('https://open.spotify.com/album/1DFixLWuPkv3KT3TnV35m3');
    await watch.click();
    await page.getByText('neither a name nor').waitFor();
    const known = await page.locator('[data-artist]').first().getAttribute('data-artist');
    await field.fill(`https://open.spotify.com/artist/${known?.replace('spotify:', '')}`);
    await watch.click();
    await page.getByText('This artist is watched already.').waitFor();
    await page.getByRole('link', { name: 'Go to the artist' }).waitFor();
    await field.fill('');
  });

  it('can be paused until a day, resumed and ended after being asked', async () => {
    const name = (await page.locator('[data-artist]').first().textContent()) ?? '';
    const menu = row(name).getByRole('button', { name: `More for ${name}` });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Pause …' }).click();
    await page.getByLabel('Resume on').fill('2035-05-17');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await row(name).getByText('Paused · until 17 May 2035').locator('visible=true').waitFor();
    await menu.click();
    await page.getByRole('menuitem', { name: 'Resume' }).click();
    await row(name).getByText('Paused').first().waitFor({ state: 'detached' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Stop watching …' }).click();
    await page.getByRole('button', { name: 'Stop watching', exact: true }).click();
    await row(name).waitFor({ state: 'detached' });
  });

  it("shows an artist's releases as soon as they are read, and fetches everything on request", async () => {
    await page.locator('[data-artist]').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Read releases anew' }).click();
    await page.locator('ul[aria-labelledby=releases-heading] li').first().waitFor();
    await page.getByRole('button', { name: 'Fetch everything' }).click();
    await page
      .getByText(/\d+ new wish|there already/)
      .first()
      .waitFor();
  });

  it('gives an address to a calendar program, which works at once and can be taken back', async () => {
    await page.goto(`${house.url}/artists/calendar`);
    await page.getByRole('button', { name: 'In your calendar' }).click();
    await page.getByLabel('Which program?').fill('Phone');
    await page.getByRole('button', { name: 'Make an address' }).click();
    const address = (await page.locator('[role=dialog] code').textContent()) ?? '';
    expect(await (await fetch(address)).text()).toContain('BEGIN:VCALENDAR');
    await page.getByRole('button', { name: 'Take back the address of Phone' }).click();
    await page.getByText('Never used').or(page.getByText('Last used')).waitFor({ state: 'detached' });
    expect((await fetch(address)).status).toBe(401);
  });
});

describe('auto-sync and notifications', () => {
  it('compares the account when asked, and says how that went', async () => {
    await page.goto(`${house.url}/autosync`);
    await page.getByRole('button', { name: 'Run now' }).click();
    await page
      .getByText('Complete', { exact: true })
      .or(page.getByText('Partial', { exact: true }))
      .waitFor();
    await page.getByLabel('Lowest bitrate (kbit/s)').fill('256');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.reload();
    await page.getByLabel('Lowest bitrate (kbit/s)').waitFor();
    expect(await page.getByLabel('Lowest bitrate (kbit/s)').inputValue()).toBe('256');
  });

  it('adds a target, tests it, refuses a local one that nobody allowed, and lists what was sent', async () => {
    const hook = await startNotifications();
    await page.goto(`${house.url}/notifications`);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('My hook');
    await page.getByRole('textbox', { name: 'Address' }).fill(hook.webhookUrl);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').getByText('local network').waitFor();
    await page.getByRole('switch', { name: 'Allow addresses in the local network' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test message has arrived.').waitFor();
    expect(hook.received).toHaveLength(1);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Test: My hook' }).click();
    await page.getByText('The test message has arrived.').waitFor();
    await page.getByText('Arrived', { exact: true }).waitFor();
    expect(hook.received).toHaveLength(2);
    await hook.stop();
  });
});

describe.each(opposites)('on a $width, $theme, in $language', (view) => {
  it('Spotify, artists, an artist, the calendar, auto-sync and notifications are free of axe violations and sideways scrolling', async () => {
    const opened = await openContext(browser, view);
    const findings: string[] = [];
    const look = async (place: string): Promise<void> => {
      await picture(opened.page, `${place}-${view.width}-${view.theme}-${view.language}`, { whole: true });
      findings.push(...(await examine(opened.page)).map((finding) => `${place}: ${finding}`));
      const overflow = Number(await opened.page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
      if (overflow > 0) findings.push(`${place}: ${overflow} px wider than the window`);
    };
    await opened.page.goto(`${house.url}/spotify`);
    await opened.page.locator('[data-playlist]').nth(2).click();
    await opened.page.locator('[data-playlist][aria-expanded=true]').waitFor();
    await look('spotify');
    await opened.page.goto(`${house.url}/artists`);
    await opened.page.locator('[data-artist]').first().waitFor();
    await look('artists');
    await opened.page.locator('[data-artist]').first().click();
    await opened.page.locator('ul[aria-labelledby=releases-heading] li').first().waitFor();
    await look('artist');
    await opened.page.goto(`${house.url}/artists/calendar`);
    await opened.page.locator('main button .lucide-calendar-plus').waitFor();
    await look('calendar');
    await opened.page.goto(`${house.url}/autosync`);
    await opened.page.locator('main form').waitFor();
    await look('autosync');
    await opened.page.goto(`${house.url}/notifications`);
    await opened.page.locator('main li').first().waitFor();
    await look('notifications');
    await opened.page.locator('main button .lucide-plus').click();
    await opened.page.locator('[role=dialog]').waitFor();
    await look('notification-target');
    await opened.context.close();
    expect(findings).toEqual([]);
    expect(opened.complaints).toEqual([]);
  });
});

describe('leaving', () => {
  it('signs out after saying what goes', async () => {
    await page.goto(`${house.url}/spotify`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Not signed in').waitFor();
  });

  it('and a sign-in from another machine is finished with the address that the browser could not open', async () => {
    // The other machine: its browser reaches Spotify, and then an address that only the hub's own machine could open.
    await context.route(`${new URL(house.spotify.accountsUrl).origin}/**`, (route) => route.abort());
    await page.getByRole('button', { name: 'Sign in with Spotify' }).click();
    const link = page.getByRole('link', { name: 'Open the page of Spotify again' });
    const form = await (await fetch((await link.getAttribute('href')) ?? '')).text();
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']);
    const answer = await fetch(`${new URL(house.spotify.accountsUrl).origin}/authorize/decision`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...Object.fromEntries(fields), user: 'harmony-demo', decision: 'agree' }),
    });
    const address = answer.headers.get('location') ?? '';
    expect(address).toContain('/spotify/callback?');
    await page.getByLabel('Address that the browser was sent to').fill('https://example.org/?code=1');
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('That is not the address of a sign-in.').waitFor();
    await page.getByLabel('Address that the browser was sent to').fill(address);
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('Signed in.', { exact: true }).waitFor();
    expect(complaints.filter((complaint) => !/status of (?:4|5)|ERR_FAILED|request to/.test(complaint))).toEqual([]);
  });
});
