import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Fixture } from './fixture/server.ts';
import { examine } from './support/axe.ts';
import { useFixturePage } from './support/fixture-page.ts';

/** The shelves of the library: artists, albums, and lists that are too long to be in the document at once. */
let page: Page;
let fixture: Fixture;
useFixturePage(60, (opened) => {
  ({ page, fixture } = opened);
});

describe('an album with a track missing', () => {
  it('is found from its artist, and the one track is wished for in its place', async () => {
    const sent: unknown[] = [];
    fixture.house.answers['POST /artists/spotify:0000000000000000000000/releases/7/wish'] = (_query, body) => {
      sent.push(body);
      return { tracks: 1, wished: 1, already_wished: 0, already_owned: 0 };
    };
    await page.goto(`${fixture.url}/library`);
    await page.locator('main ul li a').first().click();
    await page.locator('a[href*="/library/album?"]').first().click();
    await page.getByRole('button', { name: 'Get it: track 1' }).waitFor();
    expect(await examine(page)).toEqual([]);
    await page.getByRole('button', { name: 'Get it: track 1' }).click();
    await page.getByText('wished for').waitFor();
    expect(sent).toEqual([{ tracks: [{ disc: 1, number: 1 }] }]);
  });
});

describe('a hundred thousand files', () => {
  it.each([
    [
      'missing',
      'Missing files',
      (id: number) => ({
        id,
        path: `Lost/${id}.flac`,
        title: `Lost ${id}`,
        artists: ['Somebody'],
        album: null,
        wish_id: null,
        missing_since: '2026-01-01T00:00:00.000Z',
      }),
    ],
    [
      'duplicates',
      'Duplicates',
      (id: number) => ({
        title: `Twice ${id}`,
        artists: ['Somebody'],
        files: [0, 1].map((copy) => ({
          id: id * 2 + copy,
          path: `Twice/${id}/${copy}.flac`,
          album: 'Twice',
          format: 'flac',
          codec: 'FLAC',
          lossless: true,
          bitrate_kbps: 900,
          sample_rate_hz: 44_100,
          bit_depth: 16,
          duration_ms: 200_000,
          size_bytes: 30_000_000,
          wish_id: null,
          best: copy === 0,
        })),
      }),
    ],
  ] as const)(
    'that are %s are read as somebody comes near, with few rows in the document',
    async (shelf, heading, make) => {
      const total = 100_000;
      const path = shelf === 'missing' ? '/library/scan/missing' : '/library/duplicates';
      const read: number[] = [];
      fixture.house.answers[`GET ${path}`] = (query) => {
        const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
        read.push(offset);
        return { items: Array.from({ length: limit }, (_, at) => make(offset + at)), total, limit, offset };
      };
      await page.goto(`${fixture.url}/library/${shelf}`);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      const rows = page.getByRole('list', { name: heading, exact: true }).locator('> li');
      await rows.first().waitFor();
      await expect
        .poll(
          async () => {
            await page.mouse.wheel(0, 3000);
            return read.length;
          },
          { timeout: 30_000 },
        )
        .toBeGreaterThan(4);
      expect(new Set(read).size).toBe(read.length);
      expect(await rows.count()).toBeLessThan(60);
    },
  );
});

describe('the wall of albums', () => {
  it('shows few sleeves of ten thousand at once, is walked with arrow keys, searched, and leads to an album and back to where one was', async () => {
    const total = 10_000;
    fixture.house.answers['GET /library/albums/all'] = (query) => {
      const from = Number(query.get('after') ?? 0);
      const wanted = query.get('query') ?? '';
      const all = Array.from({ length: total }, (_, at) => `Album ${at}`).filter((title) => title.includes(wanted));
      const items = all.slice(from, from + 100).map((title) => ({
        artist: 'Somebody',
        title,
        year: '1994',
        files: 1,
        lossless: 1,
        artwork_url: null,
      }));
      return { items, next: from + 100 < all.length ? String(from + 100) : null };
    };
    await page.goto(`${fixture.url}/library/albums`);
    const tiles = page.getByRole('list', { name: 'Albums', exact: true }).locator('> li');
    const link = (name: string) => tiles.getByRole('link', { name, exact: true });
    await link('Album 0').focus();
    const across = await tiles.evaluateAll((all) => new Set(all.map((tile) => tile.getBoundingClientRect().left)).size);
    for (let row = 1; row <= 30; row += 1) {
      await page.keyboard.press('ArrowDown');
      await page.locator(`[data-index="${row * across}"] a:focus`).waitFor();
    }
    await page.keyboard.press('ArrowRight');
    await page.locator(`[data-index="${30 * across + 1}"] a:focus`).waitFor();
    expect(await tiles.count()).toBeLessThan(120);
    expect(await examine(page)).toEqual([]);
    const reached = Number(await page.evaluate('window.scrollY'));
    expect(reached).toBeGreaterThan(2000);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/library/album?**');
    await page.goBack();
    await link(`Album ${30 * across + 1}`).waitFor();
    await expect.poll(async () => Math.abs(Number(await page.evaluate('window.scrollY')) - reached)).toBeLessThan(50);

    await page.keyboard.press('/');
    await page.keyboard.type('Album 777');
    await link('Album 777').waitFor();
    await expect.poll(() => tiles.count()).toBe(11);
    await page.waitForURL('**q=Album**777');
  });
});
