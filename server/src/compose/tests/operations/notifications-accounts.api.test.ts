import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { createMusicBrainzStandIn } from '../../../../../stand-ins/musicbrainz/index.ts';
import { type NotificationStandIn, startNotifications } from '../../../../../stand-ins/notifications/index.ts';
import {
  agreeAsPerson,
  generateWorld,
  type SpotifyStandIn,
  startSpotify,
} from '../../../../../stand-ins/spotify/index.ts';
import { mbid } from '../../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../../stand-ins/worlds/releases.ts';

/** What happens around the account, artists and decisions reaches a person's ntfy in German: no event here is made by the test. */

const musicBrainz = createMusicBrainzStandIn({
  world: releasesOf([{ title: 'Today', date: new Date().toISOString().slice(0, 10), songs: ['One', 'Two'] }]),
  intervalMs: 0,
});
let notified: NotificationStandIn;
let spotify: SpotifyStandIn;
let house: ApiHouse;

beforeAll(async () => {
  await musicBrainz.start();
  notified = await startNotifications();
  spotify = await startSpotify({ world: generateWorld({ artists: 2, playlists: [2] }) });
  house = await openApiHouse({
    peers: [
      {
        username: 'giver',
        files: [
          {
            path: 'Shared\\Other - Clear Voices Arriving Song.flac',
            audio: {
              format: 'flac',
              durationMs: 60_000,
              tags: { title: 'Arriving Song', artist: 'Other' },
            },
          },
        ],
      },
    ],
    env: {
      NOTIFICATIONS_BATCH_SEC: '0',
      MUSICBRAINZ_BASE_URL: musicBrainz.url,
      MUSICBRAINZ_INTERVAL_MS: '0',
      WATCHLIST_TIME_ZONE: 'UTC',
      SPOTIFY_ACCOUNTS_URL: spotify.accountsUrl,
      SPOTIFY_API_URL: spotify.apiUrl,
      SPOTIFY_CALLS_PER_S: '1000',
      SECRETS_KEY: 'a-key-for-tests-that-is-long-enough-to-be-taken',
    },
  });
  const made = await house.post('/notifications/targets', {
    name: 'phone',
    kind: 'ntfy',
    language: 'de',
    url: notified.ntfyUrl,
    secret: notified.ntfyToken,
    allow_private: true,
    events: ['track.review', 'release.found', 'autosync.finished', 'account.attention'],
  });
  expect(made.status).toBe(201);
});
afterAll(async () => {
  await house.close();
  await Promise.all([spotify.close(), notified.stop(), musicBrainz.stop()]);
});

/** Every message that has arrived, title and lines. */
const messages = (): string[] =>
  notified.received.map(({ body }) => `${String(body['title'])}\n${String(body['message'])}`);
const arrived = async (words: RegExp): Promise<void> => {
  await expect.poll(() => messages().join('\n\n')).toMatch(words);
};

test('a watched artist’s release, a track that needs a decision, and a run of auto-sync', async () => {
  expect((await house.post('/watchlist', { artist_key: `musicbrainz:${mbid('artist', 1)}` })).status).toBe(201);
  await house.post('/spotify/import/free', { tracks: ['Clear Voices - Arriving Song'] });
  await house.put('/spotify/credentials', {
    client_id: spotify.app.clientId,
    redirect_uri: `${house.base}/spotify/callback`,
  });
  const started = JSON.parse((await house.get('/oauth/start')).text) as { authorization_url: string };
  expect((await fetch(await agreeAsPerson(started.authorization_url))).status).toBe(200);
  expect((await house.post('/autosync/run')).status).toBe(202);
  await arrived(/Neue Veröffentlichung(?::\n• |\n)Mira Vantour – Today · 2 Titel/);
  await arrived(/Ein Titel braucht deine Entscheidung(?::\n• |\n)Clear Voices – Arriving Song: /);
  await arrived(/Abgleich fertig(?::\n• |\n)\d+ neue Wünsche · /);
});

test('a sign-in that Spotify takes back', async () => {
  spotify.strings.grants.revoke();
  spotify.strings.grants.expireAccess();
  expect((await house.get('/spotify/me')).status).toBe(424);
  await arrived(/Spotify braucht dich/);
});
