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
