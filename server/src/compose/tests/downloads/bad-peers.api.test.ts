import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import type { Peer } from '../../../../../stand-ins/slskd/index.ts';

const troubles = {
  gail: { content: 'garbage' },
  tim: { content: 'zero-tail' },
  stan: { stallAtPercent: 40 },
} as const;
/** Faster peers are asked first, so that the good one comes last. */
const peerOf = (username: string, reportedSpeedBps: number, behaviour = {}): Peer => ({
  username,
  speedBps: 20_000_000,
  reportedSpeedBps,
  files: [
    {
      path: `${username}\\Gray Owls - Good Song.flac`,
      audio: { format: 'flac', durationMs: 20_000, tags: { title: 'Good Song', artist: 'Gray Owls' } },
      behaviour,
    },
  ],
});
let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    env: { DOWNLOAD_STALL_S: '1', DOWNLOAD_HEDGE: 'false', ENABLE_ARTWORK: 'false', ENABLE_LYRICS: 'false' },
    peers: [
      ...Object.entries(troubles).map(([name, behaviour], index) => peerOf(name, 9_000_000 - index, behaviour)),
      peerOf('good', 1_000),
    ],
  });
});
afterAll(() => house.close());

test('garbage, a file with a hollow end and a stalled transfer lead to the next peer, each with its reason; one good file is filed', async () => {
  await house.post('/spotify/import/free', { tracks: ['Gray Owls - Good Song'] });
  await house.until('/wishes/1', (body) => body.state === 'done', 40_000);
  const downloads = (await house.get('/downloads?all=true')).body.downloads as unknown as Record<string, unknown>[];
  const reasons = Object.fromEntries(downloads.map((each) => [each['username'], [each['state'], each['reason']]]));
  expect(reasons).toEqual({
    gail: ['failed', expect.any(String)],
    tim: ['failed', expect.any(String)],
    stan: ['failed', 'stalled'],
    good: ['completed', null],
  });
  const everything = await readdir(house.musicDir, { recursive: true, withFileTypes: true });
  expect(everything.filter((entry) => entry.isFile() && entry.name.endsWith('.flac'))).toHaveLength(1);
  const left = async () =>
    (await readdir(house.standIn.downloads, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  await expect.poll(left).toEqual([]);
});
