import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

/** What people like and how strictly files are checked, changed while the house works. */

const song = (format: 'flac' | 'mp3') => ({
  path: `Music\\Mira Vantour\\Nordlicht\\01 - Mira Vantour - Glasregen.${format}`,
  audio: { format, durationMs: 4000, tags: { title: 'Glasregen', artist: 'Mira Vantour' } } as const,
});
let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({
    peers: [
      { username: 'lossless', speedBps: 2_000_000, answersAfterMs: 100, files: [song('flac')] },
      { username: 'lossy', speedBps: 2_000_000, answersAfterMs: 100, files: [song('mp3')] },
    ],
  });
});
afterAll(() => house.close());

const store = (key: string, value: string | null) => house.post('/settings', { key, value });
const declared = async (name: string) => {
  const { items } = (await house.get('/settings/declared')).body as unknown as {
    items: readonly { name: string; value: string | null; source: string; change: string }[];
  };
  return items.find((item) => item.name === name);
};
async function wished(
  line: string,
): Promise<{ readonly state: string; readonly file: { readonly path: string } | null }> {
  const before = (await house.get('/wishes')).body.items.length;
  expect((await house.post('/spotify/import/free', { tracks: [line] })).status).toBe(202);
  const { items } = await house.until('/wishes', (body) => body.items.length > before);
  const id = Math.max(...items.map((item) => (item as unknown as { id: number }).id));
  return await house.until(`/wishes/${id}`, (body) => body.state === 'done' || body.state === 'waiting');
}

test('all of the quality profile and of the verification may be changed now', async () => {
  for (const name of [
    'SLSKD_PREFERRED_FORMATS',
    'MATCH_ONLY_PREFERRED_FORMATS',
    'MATCH_MIN_BITRATE_KBPS',
    'MATCH_MIN_BIT_DEPTH',
    'MATCH_MAX_SAMPLE_RATE_HZ',
    'FEATURE_MATCHING_EDITION_AWARE',
    'VERIFY_TRANSCODED',
    'VERIFY_UPSAMPLED',
    'VERIFY_DECODE',
    'VERIFY_DURATION_TOLERANCE_MS',
  ])
    expect(await declared(name), name).toMatchObject({ change: 'now' });
});

test('the next wish gets the format that is liked from now on, and the history says who became what', async () => {
  expect((await store('SLSKD_PREFERRED_FORMATS', 'MP3')).status).toBe(200);
  expect((await store('MATCH_ONLY_PREFERRED_FORMATS', 'true')).status).toBe(200);
  expect((await store('MATCH_MIN_BITRATE_KBPS', '0')).status).toBe(200);
  expect(await declared('SLSKD_PREFERRED_FORMATS')).toMatchObject({ value: 'MP3', source: 'stored' });
  const wish = await wished('Mira Vantour - Glasregen | Nordlicht');
  expect([wish.state, wish.file?.path]).toEqual(['done', expect.stringMatching(/\.mp3$/)]);
  const history = (await house.get('/settings/history')).body as unknown as { history: { key: string }[] };
  expect(history.history.map(({ key }) => key)).toEqual([
    'MATCH_MIN_BITRATE_KBPS',
    'MATCH_ONLY_PREFERRED_FORMATS',
    'SLSKD_PREFERRED_FORMATS',
  ]);
});

test('what other settings would choose is measured against those that hold now', async () => {
  const answer = await house.post('/matching/what-if', {
    settings: { preferred_formats: ['MP3'], only_preferred_formats: true },
  });
  expect(answer.status).toBe(200);
  expect(answer.body as unknown as { verdicts_changed: number }).toMatchObject({ verdicts_changed: 0 });
  const back = await house.post('/matching/what-if', {
    settings: { preferred_formats: ['FLAC'], only_preferred_formats: true },
  });
  expect((back.body as unknown as { verdicts_changed: number }).verdicts_changed).toBeGreaterThan(0);
});

test.each([
  ['VERIFY_TRANSCODED', 'sometimes'],
  ['MATCH_MIN_BITRATE_KBPS', 'many'],
  ['MATCH_MIN_BITRATE_KBPS', '-1'],
  ['MATCH_MIN_BITRATE_KBPS', '2001'],
  ['VERIFY_DECODE', 'perhaps'],
])('%s is not %s, and what held before holds on', async (key, value) => {
  const before = await declared(key);
  const answer = await store(key, value);
  expect([answer.status, answer.body.error?.meta.fields[0]?.name]).toEqual([400, 'value']);
  expect(await declared(key)).toEqual(before);
});
