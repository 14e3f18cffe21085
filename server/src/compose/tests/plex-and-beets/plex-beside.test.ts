import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, startServing } from '#test/serving';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { createPlexStandIn, type PlexStandIn } from '../../../../../stand-ins/plex/index.ts';
import { generateWorld } from '../../../../../stand-ins/spotify/index.ts';

/** A real `harmony serve` between Spotify and a Plex that sees our music folder and one more, of which Harmony knows nothing. */

const patience = 180_000;
const waiting = { timeout: 90_000, interval: 100 };
let root: string;
let spotify: SpotifyHouse;
let plex: PlexStandIn;
let running: Serving;
const music = (path: string): string => join(root, 'music', path);

async function song(path: string, tags: { title: string; artist: string; album: string }, durationMs = 3000) {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, makeAudio({ format: 'mp3', durationMs, tags }));
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'harmony-plex-beside-'));
  await mkdir(music(''));
  await mkdir(join(root, 'elsewhere'));
  spotify = await openSpotifyHouse({ world: generateWorld({ playlists: [9], savedTracks: 0 }) });
  await spotify.signIn();
  const locations = [
    { path: '/data/music', folder: music('') },
    { path: '/data/elsewhere', folder: join(root, 'elsewhere') },
  ];
  plex = createPlexStandIn({ world: { sections: [{ id: 5, title: 'Music', locations }] }, scanMs: 50 });
  await plex.start();
  running = await startServing({
    ...spotify.env,
    DATA_DIR: join(root, 'data'),
    MUSIC_DIR: music(''),
    INTEGRATIONS_ENABLED: 'spotify,plex',
    PLEX_BASE_URL: plex.url,
    PLEX_TOKEN: plex.token,
    PLEX_PATH_MAP: `${music('').replace(/\/$/, '')}=/data/music`,
    PLEX_SCAN_DEDUPE_SECONDS: '0',
    SCAN_WORKER_INTERVAL_SECONDS: '1',
    SCAN_WORKER_INCREMENTAL: 'true',
  });
}, patience);
afterAll(async () => {
  await running.stop();
  await plex.stop();
  await spotify.close();
  await rm(root, { recursive: true, force: true });
});

const post = (path: string) =>
  fetch(`${running.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
const answer = async (path: string) => (await (await fetch(`${running.url}/api/v1${path}`)).json()) as never;
const inPlex = async () =>
  (await spotify.db.selectFrom('plex_tracks').select('title').orderBy('title').execute()).map((row) => row.title);

test('auto-sync wishes for nothing that only Plex has', { timeout: patience }, async () => {
  const listed = [...spotify.standIn.world.playlists.values()].flatMap((list) => list.rows);
  const ids = [...new Set(listed.flatMap(({ content }) => (content.kind === 'track' ? [content.id] : [])))];
  const there = ids.slice(0, 2).map((id) => {
    const track = spotify.standIn.world.tracks.get(id);
    if (track === undefined) throw new Error(`Spotify has no ${id}.`);
    const artist = spotify.standIn.world.artists.get(track.artistIds[0] ?? '')?.name ?? '';
    return { title: track.name, artist, durationMs: track.durationMs };
  });
  for (const { title, artist, durationMs } of there)
    await song(
      join(root, 'elsewhere', `${title.replaceAll('/', '_')}.mp3`),
      { title, artist, album: 'Elsewhere' },
      durationMs,
    );
  await expect.poll(inPlex, waiting).toEqual(there.map(({ title }) => title).toSorted());

  expect((await post('/autosync/run')).status).toBe(202);
  const run = async () =>
    ((await answer('/autosync')) as { last_run: { state: string; counters: Record<string, number> } | null }).last_run;
  await expect.poll(async () => (await run())?.state, waiting).not.toBe('running');
  const counters = (await run())?.counters;
  expect(counters).toMatchObject({ owned: 0, owned_elsewhere: 2, wished: (counters?.['tracks'] ?? 0) - 2 });
  const wishes = await spotify.db.selectFrom('wishes').select('title').execute();
  expect(wishes.filter(({ title }) => there.some((each) => each.title === title))).toEqual([]);
});

test('a file that a person moves is found again by Plex, too, in its new folder', { timeout: patience }, async () => {
  const tags = { title: 'Wanderer', artist: 'Nomad', album: 'Road' };
  await song(music('Nomad/Wanderer.mp3'), tags);
  const scan = async () => {
    await post('/library/scan');
    await expect
      .poll(async () => ((await answer('/library/scan')) as { scan: { status: string } }).scan.status, waiting)
      .toBe('completed');
  };
  await scan();
  const placed = () => plex.library.sections.flatMap((section) => section.tracks.map((track) => track.file));
  await expect.poll(placed, waiting).toContain('/data/music/Nomad/Wanderer.mp3');
  // from here on Plex looks only when it is asked to
  await spotify.db.insertInto('settings').values({ key: 'scan_worker_incremental', value: 'false' }).execute();
  await plex.scansEnded();
  const before = plex.requests.length;
  await mkdir(music('Moved/Nomad'), { recursive: true });
  await rename(music('Nomad/Wanderer.mp3'), music('Moved/Nomad/Wanderer.mp3'));
  await scan();
  await expect.poll(placed, waiting).toContain('/data/music/Moved/Nomad/Wanderer.mp3');
  await expect.poll(placed, waiting).not.toContain('/data/music/Nomad/Wanderer.mp3');
  const asked = plex.requests.slice(before).filter(({ url }) => url.includes('/refresh?'));
  expect(asked.map(({ url }) => new URL(url, plex.url).searchParams.get('path'))).toEqual(
    expect.arrayContaining(['/data/music/Moved/Nomad', '/data/music/Nomad']),
  );
});
