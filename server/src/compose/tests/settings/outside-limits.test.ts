import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCoverArt } from '#integrations/coverart';
import { createLyricsSources } from '#integrations/lyrics';
import { createPlex } from '#integrations/plex';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { makeTrack } from '#test/file-house';
import { settingsWith } from '#test/settings';
import { createPlexStandIn } from '../../../../../stand-ins/plex/index.ts';

/** Variables that say how long others are waited for, each at the client that reads it. */

const silent = createServer((socket) => void socket.on('error', () => undefined));
let url: string;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
});
afterAll(async () => {
  silent.close();
  await database.drop();
});
const never = new AbortController().signal;

describe('a service that takes the question and never answers', () => {
  test('is given up by the sources of lyrics after LYRICS_TIMEOUT_MS', async () => {
    const settings = settingsWith({ LRCLIB_BASE_URL: url, LYRICS_TIMEOUT_MS: '200' }).lyricsSources;
    const sources = createLyricsSources({ db: database.db, settings, version: '0', musixmatchKey: async () => null });
    const [lrclib] = await sources.now();
    await expect(lrclib?.find(makeTrack(), never)).rejects.toMatchObject({ code: 'timeout' });
    await sources.close();
  });

  test('is given up by the Cover Art Archive after ARTWORK_FALLBACK_TIMEOUT_SEC', async () => {
    const settings = settingsWith({ COVERART_BASE_URL: url, ARTWORK_FALLBACK_TIMEOUT_SEC: '0.2' }).coverArt;
    const covers = createCoverArt({ settings, version: '0' });
    const releaseId = '00000000-0000-4000-8000-000000000001';
    await expect(covers.find({ track: makeTrack(), releaseId }, never)).rejects.toMatchObject({ code: 'timeout' });
    await covers.close();
  });
});

test('Plex is asked again after PLEX_RETRY_BACKOFF_BASE_MS, give or take a fifth', async () => {
  const plexAtHome = createPlexStandIn({ world: { sections: [] } });
  await plexAtHome.start();
  const settings = settingsWith({ PLEX_RETRY_MAX: '1', PLEX_RETRY_BACKOFF_BASE_MS: '500' }).plex;
  const plex = createPlex({
    settings,
    version: '0',
    connection: async () => ({
      baseUrl: plexAtHome.url,
      token: plexAtHome.token,
      clientIdentifier: 'test',
      library: null,
    }),
  });
  plexAtHome.fault({ fault: { kind: 'status', status: 503 } });
  const begun = performance.now();
  expect((await plex.status()).state).toBe('ok');
  expect(performance.now() - begun).toBeGreaterThan(390);
  await plex.close();
  await plexAtHome.stop();
});
