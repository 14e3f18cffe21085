import { afterEach, expect, test } from 'vitest';
import { settingsWith } from '#test/settings';
import { generateWorld, startSpotify } from '../../../../stand-ins/spotify/index.ts';
import { createSpotifyEmbed } from './index.ts';

const signal = new AbortController().signal;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** The public pages of three lists, read with these variables; `clock.ms` is the time of what is kept. */
async function pages(env: Record<string, string>) {
  const standIn = await startSpotify({ world: generateWorld({ playlists: [3, 3, 3] }) });
  const clock = { ms: Date.parse('2026-03-01T12:00:00Z') };
  const settings = settingsWith({ SPOTIFY_EMBED_URL: standIn.openUrl, ...env }).spotifyEmbed;
  const embed = createSpotifyEmbed({ settings, now: () => new Date(clock.ms) });
  closers.push(
    () => embed.close(),
    () => standIn.close(),
  );
  const ids = [...standIn.world.playlists.keys()];
  return {
    clock,
    ids,
    read: (id = ids[0] ?? '') => embed.read(id, signal),
    asked: () => standIn.requests.filter((each) => each.service === 'open').length,
  };
}

test('a page is asked for again after SPOTIFY_EMBED_CACHE_TTL_S, not before', async () => {
  const { clock, read, asked } = await pages({ SPOTIFY_EMBED_CACHE_TTL_S: '60', SPOTIFY_EMBED_GAP_MS: '0' });
  expect((await read()).kind).toBe('read');
  clock.ms += 59_000;
  await read();
  expect(asked()).toBe(1);
  clock.ms += 2000;
  await read();
  expect(asked()).toBe(2);
});

test('SPOTIFY_EMBED_GAP_MS lies between two pages, also when both are wanted at once', async () => {
  const { ids, read, asked } = await pages({ SPOTIFY_EMBED_GAP_MS: '400' });
  await read(ids[0]);
  const begun = performance.now();
  await Promise.all([read(ids[1]), read(ids[2])]);
  // timers may be a little early, never late enough to matter
  expect(performance.now() - begun).toBeGreaterThan(700);
  expect(asked()).toBe(3);
});
