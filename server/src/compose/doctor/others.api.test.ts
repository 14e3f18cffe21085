import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { openPlexHouse } from '#test/plex-house';

interface Shown {
  readonly state: string;
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string | null;
  readonly facts: Record<string, unknown>;
}

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const look = async (id: string, of: ApiHouse) => (await of.get(`/doctor/${id}`)).body as unknown as Shown;
const found = ({ state, code }: Shown) => `${state} ${code}`;

describe('Plex', () => {
  const plexHouse = async (musicDir: string, map: string) => {
    const made = await openPlexHouse({ env: { PLEX_PATH_MAP: map, MUSIC_DIR: musicDir } });
    closers.push(() => made.close());
    return made;
  };

  test('whose library holds our music folder, under its own path, is in order; elsewhere the remedy names both', async () => {
    const made = await plexHouse('/music', '/music=/data/music');
    expect(found(await look('plex.reachable', made.house))).toBe('ok reachable');
    const fits = await look('plex.path_map', made.house);
    expect([found(fits), fits.facts['theirs']]).toEqual(['ok fits', '/data/music']);

    await made.ask('PUT', '/plex/settings', { path_map: [{ ours: '/music', theirs: '/mnt/elsewhere' }] });
    const outside = await look('plex.path_map', made.house);
    expect(found(outside)).toBe('problem outside_library');
    expect(outside.sentence).toContain('/mnt/elsewhere');
    expect(outside.remedy).toContain('PLEX_PATH_MAP');
  });

  test('that does not answer is a problem with its address, and its paths wait for it', async () => {
    const made = await plexHouse('/music', '/music=/data/music');
    await made.plex.stop();
    const away = await look('plex.reachable', made.house);
    expect(away).toMatchObject({ state: 'problem', remedy: expect.any(String) });
    expect(away.facts['address']).toBe(made.plex.url);
    expect(found(await look('plex.path_map', made.house))).toBe('unknown needs_plex');
    await made.plex.start();
  });
});

/** A house without Plex; closed after the test. */
async function house(env: Record<string, string>, onLine: (line: string) => void = () => undefined) {
  const made = await openApiHouse({ peers: [], env, onLine });
  closers.push(() => made.close());
  return made;
}

test('beets that is not there is told with what to install or set', async () => {
  const made = await house({ INTEGRATIONS_ENABLED: 'beets', BEETS_PROGRAM: '/nowhere/beet' });
  const check = await look('beets.works', made);
  expect(check).toMatchObject({ state: 'problem', code: 'beets_absent' });
  expect(check.remedy).toContain('BEETS_PROGRAM');
});

test('an slskd that shares nothing is worth a look; fpcalc is not needed without a key; slskd tells what time it is', async () => {
  const lines: string[] = [];
  const made = await house({}, (line) => lines.push(line));
  const shares = await look('slskd.shares', made);
  expect(found(shares)).toBe('warn nothing_shared');
  expect(shares.remedy).toContain('shares.directories');
  expect((await look('clock.outside', made)).facts['service']).toBe('slskd');
  // the first look at it is told
  await expect
    .poll(() => lines.find((line) => line.includes('integration.health')), { timeout: 30_000 })
    .toMatch(/"provider":"slskd".*"status":"ok"/);
  await withoutPrograms(async () => {
    expect(found(await look('tools.fpcalc', made))).toBe('ok not_needed');
    expect(found(await look('tools.ffmpeg', made))).toBe('warn missing');
  });
  await made.standIn.control.goDown();
  expect(found(await look('clock.outside', made))).toBe('unknown nobody_to_ask');
  await made.standIn.control.comeUp();
});

/** Does something as if no program were installed. */
async function withoutPrograms(work: () => Promise<void>): Promise<void> {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    await work();
  } finally {
    process.env['PATH'] = path;
  }
}

test('a clock that goes wrong is told against the one of Spotify; fpcalc is missed where files are to be recognised by their sound', async () => {
  let aheadS = 0;
  const server = createServer((_request, response) => {
    const date = new Date(Date.now() + aheadS * 1000).toUTCString();
    response.writeHead(401, { date, 'content-type': 'application/json' }).end('{"error":{"status":401}}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => new Promise((done) => server.close(done)));
  const made = await house({
    SPOTIFY_CLIENT_ID: 'c'.repeat(32),
    SPOTIFY_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ACOUSTID_API_KEY: 'key-of-a-test',
  });
  for (const [ahead, expected] of [
    [0, 'ok agrees'],
    [-30, 'warn off'],
    [3600, 'problem far_off'],
  ] as const) {
    aheadS = ahead;
    const check = await look('clock.outside', made);
    expect([found(check), check.facts['service']]).toEqual([expected, 'Spotify']);
    if (ahead !== 0) expect(check.remedy).toContain('NTP');
  }
  await withoutPrograms(async () => {
    const missing = await look('tools.fpcalc', made);
    expect(found(missing)).toBe('warn missing');
    expect(missing.remedy).toContain('libchromaprint-tools');
  });
});

test('a downloads folder on another disk is told to be copied from', async (context) => {
  const elsewhere = await mkdtemp('/dev/shm/harmony-doctor-').catch(() => null);
  if (elsewhere === null || (await stat(elsewhere)).dev === (await stat(tmpdir())).dev)
    return context.skip('not run: this machine has one disk only');
  closers.push(() => rm(elsewhere, { recursive: true, force: true }));
  const check = await look('files.rename', await house({ SLSKD_DOWNLOADS_DIR: join(elsewhere) }));
  expect(found(check)).toBe('warn copies');
  expect(check.remedy).toContain('one volume for both');
});
