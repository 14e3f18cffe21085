import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IngestHouse, openIngestHouse } from '#test/ingest-house';
import { generateWorld } from '../../../../../stand-ins/spotify/index.ts';

const id = 'a'.repeat(22);
let house: IngestHouse;
/** A server in our own network that nobody may be made to ask. */
let asked: string[] = [];
const trap = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('<html>inner</html>');
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((done) => trap.listen(0, '127.0.0.1', done));
  port = (trap.address() as AddressInfo).port;
  house = await openIngestHouse({
    world: generateWorld({ playlists: [2] }),
    signedIn: false,
    env: { SPOTIFY_EMBED_ENABLED: 'true' },
  });
});
afterAll(async () => {
  await house.close();
  await new Promise((done) => trap.close(done));
});

const links = (): string[] => [
  `http://127.0.0.1:${port}/playlist/${id}`,
  `http://localhost:${port}/playlist/${id}`,
  `http://[::1]:${port}/playlist/${id}`,
  `http://2130706433:${port}/playlist/${id}`,
  `http://0x7f.1:${port}/playlist/${id}`,
  `https://open.spotify.com@127.0.0.1:${port}/playlist/${id}`,
  `https://127.0.0.1:${port}#open.spotify.com/playlist/${id}`,
  `https://127.0.0.1:${port}\\@open.spotify.com/playlist/${id}`,
  `https://open.spotify.com.127.0.0.1.nip.io:${port}/playlist/${id}`,
  `//127.0.0.1:${port}/playlist/${id}`,
  `file:///etc/passwd?open.spotify.com/playlist/${id}`,
  `gopher://127.0.0.1:${port}/playlist/${id}`,
  'http://169.254.169.254/latest/meta-data/',
];
/** Does what imports began, whatever it is. */
async function work(): Promise<void> {
  await house.work();
  await house.tick('waiting_links', 'backfill');
  await house.work();
}

test('a link of a list that leads into the own network is refused or taken for what its id names at Spotify, and never asked', async () => {
  asked = [];
  for (const link of links()) {
    const sent = await house.ask('POST', '/spotify/import/free', { tracks: [], playlist_links: [link] });
    expect([link, sent.status]).toEqual([link, expect.toSatisfy((status: number) => status < 500)]);
    await house.ask('POST', '/spotify/free/links', { url: link });
    await house.ask('POST', '/imports/free', { links: [link] });
  }
  await work();
  expect(asked).toEqual([]);
  const stored = await house.db.selectFrom('ingest_items').select('playlist_url').execute();
  for (const { playlist_url: url } of stored) expect(url).toMatch(/^https:\/\/open\.spotify\.com\/playlist\/\w{22}$/);
});

test('nor is an address that stands in a file', async () => {
  asked = [];
  const file = `#EXTM3U\n${links()
    .map((link, at) => `#EXTINF:200,Artist - Song ${at}\n${link}`)
    .join('\n')}\n`;
  const form = new FormData();
  form.append('file', new Blob([file]), 'list.m3u8');
  const sent = await fetch(`${house.base}/spotify/import/free/upload`, { method: 'POST', body: form });
  expect(sent.status).toBeLessThan(300);
  await work();
  expect(asked).toEqual([]);
});

test('nor where Spotify’s own page sends it there', async () => {
  asked = [];
  house.standIn.strings.fault({
    service: 'open',
    fault: { kind: 'status', status: 302, headers: { location: `http://127.0.0.1:${port}/secret` } },
  });
  const [list = ''] = house.standIn.world.playlists.keys();
  const link = `https://open.spotify.com/playlist/${list}`;
  await house.ask('POST', '/spotify/import/free', { tracks: [], playlist_links: [link] });
  await work();
  const seen = house.standIn.requests.filter((request) => request.service === 'open');
  expect(seen.length).toBeGreaterThan(0);
  expect(asked).toEqual([]);
});
