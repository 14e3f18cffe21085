import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Serving, startServing } from '#test/serving';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { createAcoustIdStandIn } from '../../../../../stand-ins/acoustid/index.ts';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { createMusicBrainzStandIn } from '../../../../../stand-ins/musicbrainz/index.ts';
import { createSlskdStandIn, type SlskdStandIn } from '../../../../../stand-ins/slskd/index.ts';
import { generateWorld } from '../../../../../stand-ins/spotify/index.ts';

/** A track of a Spotify playlist on its whole way through a real `harmony serve`: what others know of it is in its file at the end. */

const patience = 180_000;
const hasFpcalc = spawnSync('fpcalc', ['-version']).status === 0;
const recordingId = '0b1c2d3e-1111-4222-8333-944455556666';
const acoustId = createAcoustIdStandIn();
// it knows nobody: what is found comes from the sound and from Spotify
const musicBrainz = createMusicBrainzStandIn({
  world: { artists: [], recordings: [], releaseGroups: [] },
  intervalMs: 0,
});
let root: string;
let spotify: SpotifyHouse;
let standIn: SlskdStandIn;
let running: Serving;

describe.runIf(hasFpcalc)('a track with a code and an album', () => {
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'harmony-credits-'));
    await Promise.all([acoustId.start(), musicBrainz.start()]);
    spotify = await openSpotifyHouse({ world: generateWorld({ playlists: [1], savedTracks: 0 }) });
    await spotify.signIn();
    const { track, title, artist } = wanted();
    const content = makeAudio({
      format: 'flac',
      durationMs: track.durationMs,
      seed: 'credits',
      tags: { title, artist },
    });
    await teach(content, title, artist);
    standIn = createSlskdStandIn({
      world: {
        peers: [
          {
            username: 'giver',
            speedBps: 200_000_000,
            files: [
              {
                path: `Music\\${artist} - ${title}.flac`,
                content,
                reported: { bitDepth: 16, sampleRate: 44_100, length: Math.round(track.durationMs / 1000) },
              },
            ],
          },
        ],
      },
      dir: join(root, 'slskd'),
      timeScale: 50,
    });
    await standIn.start();
    running = await start();
  }, patience);
  afterAll(async () => {
    await running.stop();
    await Promise.all([standIn.stop(), acoustId.stop(), musicBrainz.stop()]);
    await spotify.close();
    await rm(root, { recursive: true, force: true });
  });

  test('has the copyright from Spotify and the recording that AcoustID heard in its file', {
    timeout: patience,
  }, async () => {
    const { track, title, artist, copyright } = wanted();
    expect((await fetch(`${running.url}/api/v1/autosync/run`, { method: 'POST' })).status).toBe(202);
    const files = () =>
      spotify.db
        .selectFrom('library_files as f')
        .innerJoin('file_enrichments as e', 'e.library_file_id', 'f.id')
        .select(['f.path', 'e.status', 'e.problem'])
        .where('e.kind', '=', 'metadata')
        .execute();
    await expect
      .poll(files, { timeout: 120_000, interval: 250 })
      .toEqual([{ path: expect.any(String), status: 'done', problem: null }]);
    const [file] = await files();
    const { common } = await parseFile(join(root, 'music', file?.path ?? ''));
    expect(common).toMatchObject({ title, artist, copyright, musicbrainz_recordingid: recordingId });
    expect(common.isrc).toEqual([track.isrc]);
    expect(acoustId.questions).toHaveLength(1);
  });
});

/** The only track of the account. */
function wanted() {
  const { world } = spotify.standIn;
  const [row] = [...world.playlists.values()].flatMap((list) => list.rows);
  const track = row?.content.kind === 'track' ? world.tracks.get(row.content.id) : undefined;
  if (track === undefined || track.isrc === null) throw new Error('The playlist has no track with a code.');
  const artist = world.artists.get(track.artistIds[0] ?? '')?.name ?? '';
  const texts = world.albums.get(track.albumId)?.copyrights.map(({ text }) => text.trim()) ?? [];
  return { track, title: track.name, artist, copyright: [...new Set(texts)].join('; ') };
}

/** Lets AcoustID know the sound, as somebody has told it. */
async function teach(content: Buffer, title: string, artist: string): Promise<void> {
  const path = join(root, 'sound.flac');
  await writeFile(path, content);
  const said = spawnSync('fpcalc', ['-json', path], { encoding: 'utf8' }).stdout;
  const { fingerprint, duration } = JSON.parse(said) as { fingerprint: string; duration: number };
  acoustId.know({
    fingerprint,
    duration: Math.round(duration),
    id: '9a9a9a9a-1111-4222-8333-944455556666',
    score: 0.98,
    recordings: [{ id: recordingId, title, sources: 12, artists: [{ id: recordingId, name: artist }] }],
  });
}

function start(): Promise<Serving> {
  return startServing({
    ...spotify.env,
    DATA_DIR: join(root, 'data'),
    MUSIC_DIR: join(root, 'music'),
    SLSKD_BASE_URL: standIn.url,
    SLSKD_API_KEY: standIn.apiKey,
    SLSKD_DOWNLOADS_DIR: standIn.downloads,
    SLSKD_SEARCH_TIMEOUT_MS: '3000',
    DOWNLOAD_POLL_MS: '50',
    VERIFY_DECODE: 'false',
    ACOUSTID_API_KEY: acoustId.apiKey,
    ACOUSTID_BASE_URL: acoustId.url,
    ACOUSTID_TIMEOUT_MS: '60000',
    ENABLE_METADATA: 'true',
    MUSICBRAINZ_BASE_URL: musicBrainz.url,
    MUSICBRAINZ_INTERVAL_MS: '0',
  });
}
