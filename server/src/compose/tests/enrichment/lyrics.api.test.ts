import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { createLyricsStandIn } from '../../../../../stand-ins/lyrics/index.ts';

const synced = '\uFEFF[ti:wrong]\r\n[00:01.20] Zeile eins\r\n[00:02.00][00:03.00] Refrain – 行\r\n';
const standIn = createLyricsStandIn({
  lrclib: [
    { trackName: 'Synced', artistName: 'Singer', duration: 4, syncedLyrics: synced, plainLyrics: 'x' },
    // of a wrong song: its times run beyond the end
    {
      trackName: 'Runs Over',
      artistName: 'Singer',
      duration: 4,
      syncedLyrics: '[03:00.00] no',
      plainLyrics: 'plain one\nplain two',
    },
    { trackName: 'Quiet', artistName: 'Singer', duration: 5.9, instrumental: true },
    { trackName: 'Far Off', artistName: 'Singer', duration: 6.5, syncedLyrics: '[00:01.00] no' },
  ],
  musixmatch: [
    { track: 'Second Source', artist: 'Singer', subtitle: '[00:01.00] from the second' },
    {
      track: 'Far Off',
      artist: 'Singer',
      lyrics: 'A third\n...\n\n******* This Lyrics is NOT for Commercial use *******',
    },
  ],
  ovh: [
    {
      artist: 'Singer',
      title: 'Last Resort',
      lyrics: 'Paroles de la chanson Last Resort par Singer\r\nonly\r\n\r\nhere',
    },
  ],
});
const titles = ['Synced', 'Runs Over', 'Quiet', 'Far Off', 'Second Source', 'Last Resort', 'Away', 'Broken'];
let house: ApiHouse;
const ids = new Map<string, { id: number; lrc: string; audio: string; fileId: number }>();

beforeAll(async () => {
  await standIn.start();
  house = await openApiHouse({
    env: {
      ENABLE_LYRICS: 'true',
      LYRICS_TAGS: 'true',
      LYRICS_OVH_ENABLED: 'true',
      LYRICS_INTERVAL_MS: '0',
      RETRY_POLICY_RELOAD_S: '0',
      LRCLIB_BASE_URL: standIn.lrclibUrl,
      MUSIXMATCH_BASE_URL: standIn.musixmatchUrl,
      MUSIXMATCH_API_KEY: standIn.apiKey,
      LYRICS_OVH_BASE_URL: standIn.ovhUrl,
    },
    peers: [
      {
        username: 'giver',
        speedBps: 20_000_000,
        files: titles.map((title) => ({
          path: `Shared\\Singer - ${title}.mp3`,
          audio: { format: 'mp3' as const, durationMs: 4000, seed: title },
        })),
      },
    ],
  });
});
afterAll(async () => {
  await house.close();
  await standIn.stop();
});

async function fetched(title: string) {
  const { id, path: audio, fileId } = await house.fetched(`Shared\\Singer - ${title}.mp3`);
  const known = { id, audio, lrc: audio.replace('.mp3', '.lrc'), fileId };
  ids.set(title, known);
  return known;
}

async function answered(id: number) {
  await expect.poll(async () => (await house.get(`/soulseek/download/${id}/lyrics`)).status).not.toBe(202);
  return await house.get(`/soulseek/download/${id}/lyrics`);
}

describe('words of a song', () => {
  test('with times are put beside the file as they came, under our header, and into the file', async () => {
    const { id, lrc, audio } = await fetched('Synced');
    const answer = await answered(id);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(answer.headers.get('x-lyrics-source')).toBe('LRCLIB');
    expect(answer.text).toBe(await readFile(lrc, 'utf8'));
    expect(answer.text).toMatch(
      /^\[re:Harmony\]\n\[ti:Synced\]\n\[ar:Singer\]\n(?:\[al:.*\]\n)?\[00:01\.20\] Zeile eins\n\[00:02\.00\]\[00:03\.00\] Refrain – 行\n/,
    );
    expect((await parseFile(audio)).common.lyrics?.[0]?.text).toBe('Zeile eins\nRefrain – 行');
  });

  test('whose times run beyond the end are another song; plain ones get spread times', async () => {
    const { id } = await fetched('Runs Over');
    expect((await answered(id)).text).toMatch(/\[00:00\.00\]plain one\n\[00:02\.0\d\]plain two\n/);
  });

  test('of an instrumental are none, which is an answer', async () => {
    const { id, lrc } = await fetched('Quiet');
    const answer = await answered(id);
    expect([answer.status, answer.headers.get('x-lyrics-kind')]).toEqual([200, 'instrumental']);
    await expect(stat(lrc)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('of a recording that is 2.5 s longer are not its words, and a third of the words is none', async () => {
    const { id, lrc } = await fetched('Far Off');
    expect((await answered(id)).status).toBe(404);
    await expect(stat(lrc)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('come from the second and the third source when the first has none', async () => {
    const second = await answered((await fetched('Second Source')).id);
    expect([second.headers.get('x-lyrics-source'), second.text]).toEqual([
      'Musixmatch',
      expect.stringContaining('[00:01.00] from the second'),
    ]);
    const third = await answered((await fetched('Last Resort')).id);
    expect(third.headers.get('x-lyrics-source')).toBe('lyrics.ovh');
    expect(third.text).not.toContain('Paroles');
  });

  test('are waited for while a source refuses, even when it says so inside HTTP 200', async () => {
    standIn.musixmatchSays(402);
    const { id } = await fetched('Away');
    await expect
      .poll(() => standIn.requests.filter((path) => path.includes('/v1/Singer/Away')).length)
      .toBeGreaterThan(0);
    expect((await house.get(`/soulseek/download/${id}/lyrics`)).status).toBe(202);
    standIn.musixmatchSays(null);
  });

  test('are a 502 with the reason when a source failed until nobody tries any more', async () => {
    await house.setting('RETRY_LYRICS_MAX_ATTEMPTS', '0');
    standIn.musixmatchSays(500);
    const { id } = await fetched('Broken');
    const answer = await answered(id);
    expect([answer.status, answer.body.error?.code]).toEqual([502, 'DEPENDENCY_ERROR']);
    expect(answer.body.error?.message).toBe('Musixmatch answered with 500.');
    expect(answer.body.error?.meta.remedy).toMatch(/tried again by itself/);
    standIn.musixmatchSays(null);
    expect((await house.post(`/soulseek/download/${id}/lyrics/refresh`)).status).toBe(202);
    await expect.poll(async () => (await answered(id)).status).toBe(404);
  });

  test('that somebody else wrote stay, and go to the trash and back with their file', async () => {
    const { id, lrc, fileId } = ids.get('Synced') ?? { id: 0, lrc: '', fileId: 0 };
    await writeFile(lrc, '[00:00.50] mine');
    expect((await house.post(`/soulseek/download/${id}/lyrics/refresh`)).status).toBe(202);
    await expect.poll(async () => (await answered(id)).headers.get('x-lyrics-source')).toBe('file');
    expect(await readFile(lrc, 'utf8')).toBe('[00:00.50] mine');
    const receipt = await house.delete(`/library/files/${fileId}`);
    expect(receipt.status).toBe(200);
    await expect(stat(lrc)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await house.post(`/library/trash/${receipt.body.id}/restore`)).status).toBe(200);
    expect(await readFile(lrc, 'utf8')).toBe('[00:00.50] mine');
  });

  test('that are switched off answer 503 FEATURE_DISABLED', async () => {
    await house.setting('ENABLE_LYRICS', 'false');
    const refused = await house.get(`/soulseek/download/${ids.get('Quiet')?.id}/lyrics`);
    expect([refused.status, refused.body.error?.code]).toEqual([503, 'FEATURE_DISABLED']);
  });
});
