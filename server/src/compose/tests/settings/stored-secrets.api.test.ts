import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { createAcoustIdStandIn } from '../../../../../stand-ins/acoustid/index.ts';
import { createLyricsStandIn } from '../../../../../stand-ins/lyrics/index.ts';

/** Keys of AcoustID and Musixmatch that are entered on the page: tried out, kept, and used without a restart. */

const path = 'Shared\\Singer - Second Source.mp3';
const acoustId = createAcoustIdStandIn();
const lyrics = createLyricsStandIn({
  lrclib: [],
  musixmatch: [{ track: 'Second Source', artist: 'Singer', subtitle: '[00:01.00] from the second' }],
  ovh: [],
});
let house: ApiHouse;
const lines: string[] = [];
const answers: string[] = [];
beforeAll(async () => {
  await Promise.all([acoustId.start(), lyrics.start()]);
  house = await openApiHouse({
    onLine: (line) => lines.push(line),
    env: {
      ENABLE_LYRICS: 'true',
      LYRICS_INTERVAL_MS: '0',
      LRCLIB_BASE_URL: lyrics.lrclibUrl,
      MUSIXMATCH_BASE_URL: lyrics.musixmatchUrl,
      ACOUSTID_BASE_URL: acoustId.url,
      SECRET_VALIDATE_MAX_PER_MIN: '1000',
      SECRET_VALIDATE_TIMEOUT_MS: '30000',
    },
    peers: [
      {
        username: 'giver',
        speedBps: 20_000_000,
        files: [{ path, audio: { format: 'mp3', durationMs: 4000, seed: 'Second Source' } }],
      },
    ],
  });
});
afterAll(async () => {
  await house.close();
  await Promise.all([acoustId.stop(), lyrics.stop()]);
});

const keys = { acoustid_api_key: acoustId.apiKey, musixmatch_api_key: lyrics.apiKey };
const providers = ['acoustid_api_key', 'musixmatch_api_key'] as const;
async function ask(method: 'post' | 'put', where: string, body: object) {
  const answer = await house[method](where, body);
  answers.push(answer.text);
  return answer;
}
const source = async (name: string) => {
  const { items } = JSON.parse((await house.get('/settings/declared')).text) as {
    items: { name: string; value: string | null; source: string }[];
  };
  const found = items.find((item) => item.name === name);
  return [found?.value, found?.source];
};

test.each(providers)(
  '%s is tried out at its service, right and wrong, and nothing is kept by that',
  async (provider) => {
    const tried = async (value: string) =>
      (
        JSON.parse((await ask('post', `/secrets/${provider}/validate`, { value })).text) as {
          data: { validated: { mode: string; valid: boolean } };
        }
      ).data.validated;
    expect(await tried(keys[provider])).toMatchObject({ mode: 'live', valid: true });
    expect(await tried('this-is-not-the-key')).toMatchObject({ mode: 'live', valid: false });
    expect(await source(provider.toUpperCase())).toEqual([null, 'default']);
  },
);

test('with a key of Musixmatch its words are found from the next question on', async () => {
  const { id } = await house.fetched(path);
  const before = await house.get(`/soulseek/download/${id}/lyrics`);
  expect(before.text).not.toContain('from the second');
  // @calls PUT /secrets/{provider}
  expect((await ask('put', '/secrets/musixmatch_api_key', { value: lyrics.apiKey })).status).toBe(200);
  expect(await source('MUSIXMATCH_API_KEY')).toEqual(['********', 'stored']);
  expect((await house.post(`/soulseek/download/${id}/lyrics/refresh`)).status).toBe(202);
  await expect.poll(async () => (await house.get(`/soulseek/download/${id}/lyrics`)).text).toContain('from the second');
});

test.each(providers)('%s is kept sealed, said to nobody, and null goes back to the environment', async (provider) => {
  expect((await ask('put', `/secrets/${provider}`, { value: keys[provider] })).body).toMatchObject({
    data: { provider, stored: true },
  });
  expect(await source(provider.toUpperCase())).toEqual(['********', 'stored']);
  const { rows } = await sql<{ text: string }>`select s::text as text from settings s`.execute(house.db);
  expect(rows.some(({ text }) => text.includes('v1.'))).toBe(true);
  for (const text of [...rows.map((row) => row.text), ...answers, ...lines]) expect(text).not.toContain(keys[provider]);
  expect((await ask('put', `/secrets/${provider}`, { value: null })).body).toMatchObject({ data: { stored: false } });
  expect(await source(provider.toUpperCase())).toEqual([null, 'default']);
});

test.each([
  ['acoustid_api_key', { value: 'two words' }, 'value'],
  ['acoustid_api_key', { value: 'x'.repeat(257) }, 'value'],
  ['acoustid_api_key', {}, 'value'],
  ['slskd_api_key', { value: 'a-key-of-slskd-1' }, 'provider'],
  ['nobody', { value: 'abcdefgh' }, 'provider'],
])('%s with %j is refused by its %s', async (provider, body, field) => {
  const answer = await ask('put', `/secrets/${provider}`, body);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(field);
});
