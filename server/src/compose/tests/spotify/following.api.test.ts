import { afterEach, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import {
  agreeAsPerson,
  generateWorld,
  type SpotifyStandIn,
  startSpotify,
} from '../../../../../stand-ins/spotify/index.ts';

let house: ApiHouse;
let spotify: SpotifyStandIn;
afterEach(async () => {
  await house.close();
  await spotify.close();
});

interface Body {
  readonly [key: string]: unknown;
}
const read = async (path: string): Promise<Body> => JSON.parse((await house.get(path)).text) as Body;

async function signIn(): Promise<void> {
  const callback = `${house.base}/spotify/callback`;
  await house.put('/spotify/credentials', { client_id: spotify.app.clientId, redirect_uri: callback });
  const started = await read('/oauth/start');
  const back = await agreeAsPerson(String(started['authorization_url']));
  expect((await fetch(back)).status).toBe(200);
}

test('the whole house reads a link, gives lines their ids and follows a playlist, by its own queue and timers', async () => {
  spotify = await startSpotify({ world: generateWorld({ artists: 3, playlists: [12, 6] }) });
  house = await openApiHouse({
    peers: [],
    env: {
      SPOTIFY_ACCOUNTS_URL: spotify.accountsUrl,
      SPOTIFY_API_URL: spotify.apiUrl,
      SPOTIFY_CALLS_PER_S: '1000',
      SECRETS_KEY: 'a-key-for-tests-that-is-long-enough-to-be-taken',
    },
  });
  const [linked, followed] = [...spotify.world.playlists.values()];
  const [line] = [...spotify.world.tracks.values()].slice(40);
  if (linked === undefined || followed === undefined || line === undefined) throw new Error('the world is too small');
  const artist = spotify.world.artists.get(line.artistIds[0] ?? '')?.name ?? '';

  // Without an account nothing is asked, and everything waits or is refused with a reason.
  const sent = await house.post('/spotify/import/free', {
    tracks: [`${artist} - ${line.name}`],
    playlist_links: [`https://open.spotify.com/playlist/${linked.id}`],
  });
  expect(sent.status).toBe(202);
  expect((await house.post('/sync')).status).toBe(503);
  expect((await house.post('/spotify/backfill/run', {})).status).toBe(503);
  await signIn();

  // The run reads the link as well.
  const run = await house.post('/spotify/backfill/run', {});
  expect(run.status).toBe(202);
  const { job_id: runId } = JSON.parse(run.text) as { job_id: string };
  await house.until(`/spotify/backfill/jobs/${runId}`, (body) => body.state === 'completed');
  expect((await read(`/spotify/backfill/jobs/${runId}`))['counts']).toMatchObject({
    matched: 1,
    expanded_playlists: 1,
  });
  const wishes = async () => (await house.db.selectFrom('wishes').select('id').execute()).length;
  expect(await wishes()).toBe(13);

  expect((await house.post('/sync')).status).toBe(202);
  const lists = `/spotify/playlists/${followed.id}`;
  await house.until('/spotify/playlists', (body) => {
    const { playlists, sync } = body as unknown as {
      playlists: { contents: string }[];
      sync: { state: string } | null;
    };
    return sync?.state === 'completed' && playlists.some((list) => list.contents === 'read');
  });
  expect((await house.put(`${lists}/mirror`, { mirror: true })).status).toBe(200);
  await house.until(`${lists}/items`, (body) =>
    (body as unknown as { items: { wish_id: number | null }[] }).items.every((item) => item.wish_id !== null),
  );
  // The six are among the twelve that the link brought: nobody is wished for twice.
  expect(await wishes()).toBe(13);

  // With the sign-in goes what was read of the account; what is wished for stays.
  expect((await house.delete('/spotify/account')).status).toBe(200);
  expect((await read('/spotify/playlists'))['playlists']).toEqual([]);
  expect((await house.get(lists)).status).toBe(404);
  expect(await wishes()).toBe(13);
});
