import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { createMusicBrainzStandIn } from '../../../../../stand-ins/musicbrainz/index.ts';
import { mbid, world } from '../../../../../stand-ins/worlds/musicbrainz.ts';

const glass = 'Nordlichtkeller\\Mira Vantour - Glasregen.flac';
const other = 'Elsewhere\\Nobody Knows - Unheard Song.mp3';
const musicBrainz = createMusicBrainzStandIn({ world, intervalMs: 0 });
let house: ApiHouse;
let known = 0;

beforeAll(async () => {
  await musicBrainz.start();
  house = await openApiHouse({
    env: { ENABLE_METADATA: 'true', MUSICBRAINZ_BASE_URL: musicBrainz.url, MUSICBRAINZ_INTERVAL_MS: '0' },
    peers: [
      {
        username: 'giver',
        speedBps: 20_000_000,
        files: [
          { path: glass, audio: { format: 'flac', durationMs: 214_413 } },
          { path: other, audio: { format: 'mp3', durationMs: 4000 } },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await house.close();
  await musicBrainz.stop();
});

describe('metadata of a download', () => {
  test('is looked up once the wish is done, written into the file and shown', async () => {
    const { id, path } = await house.fetched(glass);
    known = id;
    const shown = await house.until(`/soulseek/download/${id}/metadata`, (body) => body.status === 'done');
    expect(shown).toMatchObject({
      id,
      filename: glass,
      genre: 'Dream Pop',
      composer: 'Carl Notenblatt',
      producer: 'Pia Regler',
      isrc: 'QZHRM2600000',
      copyright: null,
      musicbrainz: { recording_id: mbid('recording', 1), release_id: mbid('release', 1) },
      source: 'MusicBrainz',
      problem: null,
    });
    expect((await parseFile(path)).common).toMatchObject({
      genre: ['Dream Pop'],
      composer: ['Carl Notenblatt'],
      producer: ['Pia Regler'],
      isrc: ['QZHRM2600000'],
      musicbrainz_recordingid: mbid('recording', 1),
      musicbrainz_albumid: mbid('release', 1),
      musicbrainz_artistid: [mbid('artist', 1)],
    });
  });

  test('that nobody knows leaves the wish done and says so', async () => {
    const { id } = await house.fetched(other);
    const shown = await house.until(`/soulseek/download/${id}/metadata`, (body) => body.status === 'nothing');
    expect(shown).toMatchObject({ genre: null, problem: expect.stringContaining('MusicBrainz does not know') });
  });

  test('is looked up again when somebody asks', async () => {
    const asked = musicBrainz.requests.length;
    await house.db.deleteFrom('musicbrainz_cache').execute();
    const queued = await house.post(`/soulseek/download/${known}/metadata/refresh`);
    expect([queued.status, queued.body.status]).toEqual([202, 'queued']);
    await house.until(`/soulseek/download/${known}/metadata`, (body) => body.status === 'done');
    expect(musicBrainz.requests.length).toBeGreaterThan(asked);
  });

  test('of a download that does not exist is a 404', async () => {
    expect((await house.get('/soulseek/download/999999/metadata')).status).toBe(404);
    expect((await house.post('/soulseek/download/999999/metadata/refresh')).status).toBe(404);
    expect((await house.get('/soulseek/download/abc/metadata')).status).toBe(400);
  });
});

describe('the update of the whole library', () => {
  test('goes over every file once, and may be stopped', async () => {
    const begun = await house.post('/metadata/update');
    expect(begun.status).toBe(202);
    const again = await house.post('/metadata/update');
    expect(again.status).toBe(202);
    const history = JSON.parse((await house.get('/activity?type=metadata')).text) as { items: { status: string }[] };
    const told = history.items.map((each) => each.status);
    expect(told).toContain('started');
    // a second start while the first works is in the history, and so is one that came when it was over
    expect(told.filter((each) => each === 'already_running' || each === 'started')).toHaveLength(2);
    const done = await house.until('/metadata/status', (body) => body.status === 'completed');
    expect(done).toMatchObject({ processed: 2, total: 2, phase: 'Completed', error: null });
    expect((await house.post('/metadata/stop')).body.status).toBe('completed');
  });

  test('waits for a service that is away, and goes on where it was', async () => {
    musicBrainz.fault({ fault: { kind: 'status', status: 500 } });
    await house.db.deleteFrom('musicbrainz_cache').execute();
    await house.post('/metadata/update');
    const done = await house.until('/metadata/status', (body) => body.status === 'completed');
    expect(done).toMatchObject({ processed: 2, total: 2 });
  });

  test('looks files up that were only found, and writes nothing into them', async () => {
    const path = join(house.musicDir, 'found.flac');
    const tags = { title: 'Glasregen', artist: 'Mira Vantour' };
    const bytes = makeAudio({ format: 'flac', durationMs: 214_413, tags, md5: false });
    await writeFile(path, bytes);
    await house.post('/library/scan', {});
    await house.until('/library/files?query=glasregen', (body) => body.total === 2);
    await house.post('/metadata/update');
    const done = await house.until('/metadata/status', (body) => body.status === 'completed');
    expect(done).toMatchObject({ processed: 3, total: 3, failures: 0 });
    const row = await house.db
      .selectFrom('file_enrichments')
      .innerJoin('library_files', 'library_files.id', 'library_file_id')
      .select(['status', 'found'])
      .where('path', '=', 'found.flac')
      .where('kind', '=', 'metadata')
      .executeTakeFirst();
    expect(row).toMatchObject({ status: 'done', found: { recordingId: mbid('recording', 1) } });
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  test('that is switched off answers 503 FEATURE_DISABLED', async () => {
    await house.setting('ENABLE_METADATA', 'false');
    const refused = await house.post('/metadata/update');
    expect([refused.status, refused.body.error?.code]).toEqual([503, 'FEATURE_DISABLED']);
  });
});
