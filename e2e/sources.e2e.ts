import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Fixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { useFixturePage } from './support/fixture-page.ts';

/** Smart Search and Soulseek: what they find, show and fetch. */
let fixture: Fixture;
let page: Page;
let complaints: string[];
useFixturePage(10, (opened) => {
  ({ fixture, page, complaints } = opened);
});

/** Keeps what is sent to a route. */
function watch(method: string, path: string): unknown[] {
  const sent: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === method && new URL(request.url()).pathname === `/api/v1${path}`) {
      sent.push(request.postDataJSON());
    }
  });
  return sent;
}

describe('smart search', () => {
  it('asks only on Enter, gathers what is the same, and one click wishes for it', async () => {
    const asked = watch('POST', '/search');
    const wished = watch('POST', '/spotify/import/free');
    await page.goto(`${fixture.url}/search`);
    await page.locator('[data-search-field]:focus').waitFor();
    await page.keyboard.type('Björk – Jóga');
    expect(asked).toHaveLength(0);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=*');
    await page.getByText('12 results').waitFor();
    expect(await page.locator('[data-work]').count()).toBe(5);
    await page.getByText('97% sure').waitFor();
    await page.getByText('In the library').waitFor();
    await page.getByRole('button', { name: 'Get it: Björk – Jóga (Live)' }).click();
    await page.getByText('“Jóga (Live)” is wished for', { exact: true }).waitFor();
    expect(wished).toEqual([{ tracks: ['Björk - Jóga (Live) | Homogenic | 1997'], playlist_links: [] }]);
    expect(asked).toHaveLength(1);
    expect(await examine(page)).toEqual([]);
  });

  it('marks what is wished for already instead of offering it again', async () => {
    const [wish] = fixture.house.wishes;
    if (wish === undefined) throw new Error('no wish');
    Object.assign(wish, { title: 'Joga', artists: ['Bjork'], state: 'waiting' });
    await page.goto(`${fixture.url}/search?q=joga`);
    await page.getByText('Wished: Waiting').waitFor();
    expect(await page.getByRole('button', { name: 'Get it: Björk – Jóga', exact: true }).count()).toBe(0);
  });

  it('is walked with arrow keys, and an offered file is fetched from its peer', async () => {
    const fetched = watch('POST', '/download');
    await page.goto(`${fixture.url}/search?q=joga`);
    await page.locator('[data-work]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const offers = page.getByRole('list', { name: 'Where Jóga is' }).getByRole('listitem');
    await expect.poll(() => offers.count()).toBe(7);
    await offers.nth(1).getByRole('button', { name: 'Fetch this file' }).click();
    await page.getByText('“Jóga” is fetched').waitFor();
    expect(fetched).toMatchObject([{ username: 'vinylvault', files: [{ size: 31_000_000, title: 'Jóga' }] }]);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Format').selectOption('Lossless');
    await page.waitForURL('**format=lossless**');
    await expect.poll(() => offers.count()).toBe(5);
  });

  it('says which source is missing and why, keeps the others, and asks again when told to', async () => {
    const asked = watch('POST', '/search');
    await page.goto(`${fixture.url}/search?q=budget`);
    await page.getByText('The search budget is spent.').waitFor();
    await page.getByText('Again in 40 s.').waitFor();
    await page.locator('[data-work]').first().waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => asked.length).toBe(2);
    await page.goto(`${fixture.url}/search?q=zzz`);
    await page.getByText('Nothing found for “zzz”').waitFor();
    expect(await examine(page)).toEqual([]);
  });
});

describe('soulseek', () => {
  it('shows the connection, hides secrets, and says what is missing while it is disconnected', async () => {
    await page.goto(`${fixture.url}/soulseek`);
    const panel = page.getByRole('tabpanel');
    await panel.getByText('Connected', { exact: true }).waitFor();
    await panel.getByText('••••••').waitFor();
    await panel.getByRole('listitem').filter({ hasText: 'slskd' }).getByText('OK').waitFor();
    fixture.house.soulseek = {
      ...fixture.house.soulseek,
      status: 'disconnected',
      version: null,
      detail: 'slskd does not answer.',
      remedy: 'Start slskd.',
    };
    fixture.house.answers['GET /settings'] = () => ({ settings: { SLSKD_URL: null }, updated_at: null });
    await page.reload();
    await panel.getByText('Disconnected', { exact: true }).waitFor();
    await panel.getByText('slskd does not answer. Start slskd.').waitFor();
    expect(await panel.getByText('Missing', { exact: true }).count()).toBe(2);
    await panel.getByText('SLSKD_URL=http://127.0.0.1:5030').waitFor();
    expect(await examine(page)).toEqual([]);
  });

  it('asks for a part only when it is shown', async () => {
    const uploads = watch('GET', '/soulseek/uploads');
    await page.goto(`${fixture.url}/soulseek`);
    await page.getByRole('tabpanel').getByText('••••••').waitFor();
    expect(uploads).toHaveLength(0);
    await page.getByRole('tab', { name: 'Uploads' }).click();
    await page.getByRole('tabpanel').getByText('43%').waitFor();
    expect(uploads).toHaveLength(1);
    await page.getByRole('button', { name: 'Show all uploads' }).click();
    await page.getByText('The wait timed out').waitFor();
  });

  it('offers to load again what could not be loaded', async () => {
    let broken = true;
    await page.route(/\/api\/v1\/peers\?/, (route) =>
      broken
        ? route.fulfill({
            status: 400,
            json: { ok: false, error: { code: 'DEPENDENCY_ERROR', message: 'slskd does not answer.' } },
          })
        : route.continue(),
    );
    // a list that is not asked for by itself: only the button brings it
    await page.goto(`${fixture.url}/soulseek?tab=peers`);
    await page.getByRole('alert').getByText('slskd does not answer.').waitFor();
    expect(await examine(page)).toEqual([]);
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('tabpanel').getByText('vinylvault').first().waitFor();
    expect(complaints.splice(0).every((complaint) => complaint.includes('status of 400'))).toBe(true);
  });

  it('leads from a transfer to the person and through 104,000 shared files by keyboard', async () => {
    const fetched = watch('POST', '/download');
    await page.goto(`${fixture.url}/soulseek?tab=downloads`);
    await page.getByRole('button', { name: 'vinylvault' }).first().click();
    await page.waitForURL('**user=vinylvault**');
    await page.getByText('Vinyl rips').waitFor();
    await page.getByText('95% reliable').waitFor();
    await page.getByRole('button', { name: 'Browse', exact: true }).click();
    await page.getByText('104,001 files').first().waitFor();
    const tree = page.getByRole('tree');
    expect(await tree.getByRole('treeitem').count()).toBeLessThan(60);
    await tree.getByRole('treeitem').first().focus();
    await page.keyboard.press('End');
    await tree.locator('[role=treeitem]:focus', { hasText: 'Private' }).getByText('locked').waitFor();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search in the share' }).fill('album 7999 01');
    await tree.getByText('01 - Track.flac').waitFor();
    await tree.getByRole('treeitem').first().focus();
    await page.keyboard.press('End');
    await tree.locator('[role=treeitem]:focus', { hasText: '01 - Track.flac' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 file is fetched').waitFor();
    expect(fetched).toEqual([
      {
        username: 'vinylvault',
        files: [{ filename: '@@music\\Artist 799\\Album 7999\\01 - Track.flac', size: 30_000_000 }],
      },
    ]);
  });

  it('is searched by hand, and one file of the answer is fetched', async () => {
    const fetched = watch('POST', '/download');
    await page.goto(`${fixture.url}/soulseek?tab=search`);
    await page.getByText('28 of 34 searches left').waitFor();
    await page.getByLabel('Words in the file’s path').fill('björk jóga');
    await page.keyboard.press('Enter');
    await page.getByText('400 files from 380 peers').waitFor();
    await page.getByRole('button', { name: 'Lossless' }).click();
    await page.getByRole('button', { name: /^Get it: 03 - Jóga/ }).click();
    await page.getByText('1 file is fetched').waitFor();
    expect(fetched).toHaveLength(1);
  });
});
