import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPace, ServiceFault } from '#platform/outbound';
import { type MovedClock, movedClock } from '#test/clock';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createMusicBrainzStandIn, type MusicBrainzStandIn } from '../../../../stand-ins/musicbrainz/index.ts';
import { mbid, world } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { createMusicBrainz, type MusicBrainz } from './index.ts';

let database: TestDatabase;
let standIn: MusicBrainzStandIn;
let clock: MovedClock;
const open: MusicBrainz[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  clock = movedClock('2026-01-01T00:00:00Z');
  standIn = createMusicBrainzStandIn({ world, now: () => clock.now() });
  await standIn.start();
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  standIn.clearFaults();
  // a day later all budgets are fresh; kept answers are gone
  clock.advance(30 * 24 * 3_600_000);
});
afterAll(async () => {
  await standIn.stop();
  await database.drop();
});

function client(more: { cacheDays?: number } = {}): MusicBrainz {
  const made = createMusicBrainz({
    db: database.db,
    settings: {
      baseUrl: standIn.url,
      contact: 'https://example.org/me',
      intervalMs: 1100,
      timeoutMs: 400,
      cacheDays: 7,
      ...more,
    },
    version: '1.2.3',
    clock,
  });
  open.push(made);
  return made;
}

async function faultOf(promise: Promise<unknown>): Promise<ServiceFault> {
  const caught = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(caught instanceof ServiceFault)) throw new Error(`expected a ServiceFault, got ${String(caught)}`);
  return caught;
}
const asked = (from: number) => standIn.requests.slice(from);

describe('what MusicBrainz knows', () => {
  test('namesakes are told apart by what the service says of them, and an alias finds its artist', async () => {
    const found = await client().searchArtists('Mira Vantour', 5);
    expect(found.map((each) => [each.id, each.disambiguation])).toEqual(
      expect.arrayContaining([
        [mbid('artist', 1), null],
        [mbid('artist', 2), 'Belgian folk singer'],
      ]),
    );
    expect((await client().searchArtists('ミラ・ヴァントゥール', 5)).map((each) => each.id)).toEqual([
      mbid('artist', 1),
    ]);
  });

  test('an artist is found by the Spotify link that editors set; a merged id answers with the one that holds', async () => {
    const mb = client();
    expect(await mb.artistOfLink('https://open.spotify.com/artist/1Xyo4u8uXC1ZmMpatF05PJ')).toBe(mbid('artist', 1));
    expect(await mb.artistOfLink('https://open.spotify.com/artist/unknown')).toBeNull();
    expect(await mb.artist(mbid('artist', 99))).toMatchObject({
      id: mbid('artist', 1),
      aliases: ['M. Vantour', 'ミラ・ヴァントゥール'],
      genres: ['dream pop', 'electronic'],
      links: ['https://open.spotify.com/artist/1Xyo4u8uXC1ZmMpatF05PJ'],
    });
  });

  test('release groups carry types and dates of any precision; those since a day are one request', async () => {
    const mb = client();
    const page = await mb.groupsOfArtist(mbid('artist', 1), 0);
    expect(page?.items.map((each) => [each.title, each.secondaryTypes, each.firstReleaseDate])).toEqual([
      ['Nordlichtkeller', [], '2019-03-08'],
      ['Holzhalle Live', ['Live'], '2021'],
    ]);
    const since = await mb.groupsSince(mbid('artist', 1), '2020-01-01', 0);
    expect(since.items.map((each) => each.title)).toEqual(['Holzhalle Live']);
  });

  test('releases of a group say which has cover art; a release has its tracks with credits', async () => {
    const mb = client();
    const releases = await mb.releasesOfGroup(mbid('group', 1));
    expect(releases.map((each) => [each.status, each.date, each.cover.front])).toEqual([
      ['Official', '2019-03-08', true],
      ['Promotion', null, false],
    ]);
    const release = await mb.release(mbid('release', 1));
    expect(release).toMatchObject({
      barcode: '4006381333931',
      labels: [{ name: 'Kellerton', catalogueNumber: 'KT 07' }],
    });
    expect(release?.media[0]?.tracks[1]).toMatchObject({
      title: 'Was bleibt (aber wann?)',
      lengthMs: null,
      artists: [
        { name: 'Mira Vantour', joined: ' feat. ' },
        { name: 'Grüne Küche', artistId: mbid('artist', 3) },
      ],
    });
  });

  test('a recording names producer and composer, genres and where it was released', async () => {
    expect(await client().recording(mbid('recording', 1))).toMatchObject({
      title: 'Glasregen',
      genres: ['dream pop'],
      isrcs: ['QZHRM2600000'],
      firstReleaseDate: '2019-03-08',
      contributions: [
        { role: 'producer', name: 'Pia Regler', of: 'recording' },
        { role: 'composer', name: 'Carl Notenblatt', of: 'work' },
      ],
      works: [{ iswcs: ['T-000.000.001-0'] }],
      releases: [{ group: { title: 'Nordlichtkeller', primaryType: 'Album' } }, {}],
    });
  });

  test('an ISRC may name several recordings, a malformed one names none without a request', async () => {
    const mb = client();
    const titles = (await mb.recordingsByIsrc('qz-hrm-26-00000')).map((each) => each.title);
    expect(titles).toEqual(['Glasregen', 'Glasregen (Live at Holzhalle)']);
    const before = standIn.requests.length;
    expect(await mb.recordingsByIsrc('not an isrc')).toEqual([]);
    expect(await mb.recording('../artist/x')).toBeNull();
    expect(asked(before)).toEqual([]);
  });

  test('special characters in a title are searched for, not interpreted', async () => {
    const found = await client().searchRecordings({ title: 'Was bleibt (aber wann?)', artist: 'Mira Vantour' }, 5);
    expect(found.map((each) => each.id)).toEqual([mbid('recording', 3)]);
    for (const title of ['") OR *:*', 'a\\', '[1 TO 2]', '\u0000', '‮txet', 'x'.repeat(2000)]) {
      expect(await client().searchRecordings({ title }, 5)).toEqual([]);
    }
  });
});

describe('manners', () => {
  test('one request a second, counted over all processes, and never a 503', async () => {
    const before = standIn.requests.length;
    const startedAt = clock.now();
    const two = [client({ cacheDays: 0 }), client({ cacheDays: 0 })];
    for (let n = 0; n < 12; n += 1) await two[n % 2]?.artist(mbid('artist', 1));
    expect(asked(before).map((each) => each.status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect(clock.now() - startedAt).toBe(11 * 1100);
    expect(asked(before)[0]?.userAgent).toBe('Harmony/1.2.3 ( https://example.org/me )');
  });

  test('turns that are asked for at the same moment are given one after the other', async () => {
    const waits: number[] = [];
    const still = { now: () => clock.now(), sleep: async (ms: number) => void waits.push(Math.round(ms)) };
    const one = createPace({ db: database.db, service: 'crowd', intervalMs: 1000, clock: still });
    const two = createPace({ db: database.db, service: 'crowd', intervalMs: 1000, clock: still });
    await Promise.all([one.turn(), two.turn(), one.turn(), two.turn(), one.turn()]);
    expect(waits.toSorted((a, b) => a - b)).toEqual([1000, 2000, 3000, 4000]);
  });

  test('the same question is asked once, also after a restart, also when nothing is known', async () => {
    const before = standIn.requests.length;
    await client().recording(mbid('recording', 1));
    expect(await client().recording(mbid('recording', 1))).toMatchObject({ title: 'Glasregen' });
    expect(await client().recording(mbid('recording', 77))).toBeNull();
    expect(await client().recording(mbid('recording', 77))).toBeNull();
    expect(asked(before)).toHaveLength(2);
  });

  test('a 503 lets everybody rest and is asked again', async () => {
    standIn.fault({ times: 2, fault: { kind: 'status', status: 503 } });
    const startedAt = clock.now();
    expect(await client().artist(mbid('artist', 1))).toMatchObject({ name: 'Mira Vantour' });
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(6000);
  });

  test('a 503 that stays is a fault that says what to do and when', async () => {
    standIn.fault({ times: 99, fault: { kind: 'status', status: 503 } });
    const fault = await faultOf(client().artist(mbid('artist', 1)));
    expect(fault).toMatchObject({ code: 'service_error', status: 503 });
    expect(fault.remedy).toContain('MUSICBRAINZ_INTERVAL_MS');
    expect(fault.retryAt?.getTime()).toBeGreaterThan(clock.now());
  });

  test.each([
    ['html_instead_of_json', { kind: 'html' }],
    ['bad_json', { kind: 'truncated-json' }],
    ['timeout', { kind: 'hang' }],
    ['connection_lost', { kind: 'reset' }],
    ['forbidden', { kind: 'status', status: 403 }],
  ] as const)('%s is a fault, not an empty answer', async (code, fault) => {
    standIn.fault({ times: 9, fault });
    expect((await faultOf(client().searchArtists('Mira Vantour', 5))).code).toBe(code);
  });

  test('a caller who gives up is told so', async () => {
    const stop = AbortSignal.abort();
    await expect(client().artist(mbid('artist', 1), { signal: stop })).rejects.toThrow();
  });
});

describe('the stand-in insists', () => {
  const get = (path: string, headers: Record<string, string> = { 'user-agent': 'Test/1 ( me@example.org )' }) =>
    fetch(`${standIn.url}/${path}`, { headers });
  test.each([
    ['artist/x?fmt=json', 400],
    [`artist/${mbid('artist', 1)}?fmt=json&inc=flowers`, 400],
    [`artist/${mbid('artist', 55)}?fmt=json`, 404],
    [`release-group?artist=${mbid('artist', 1)}&fmt=json&limit=101`, 400],
    [`release-group?artist=${mbid('artist', 1)}&fmt=json&offset=-1`, 400],
    ['recording?query=recording:a?b&fmt=json', 400],
    ['recording?query=recording:(a&fmt=json', 400],
    ['isrc/QZ?fmt=json', 400],
    ['nothing?fmt=json', 404],
    [`artist/${mbid('artist', 1)}`, 406],
  ])('%s is %i', async (path, status) => {
    clock.advance(2000);
    expect((await get(path)).status).toBe(status);
  });

  test('without a User-Agent that names itself the answer is 403 and a web page', async () => {
    const reply = await get(`artist/${mbid('artist', 1)}?fmt=json`, { 'user-agent': 'undici' });
    expect(reply.status).toBe(403);
    expect(reply.headers.get('content-type')).toContain('html');
  });

  test('who asks too fast gets 503 until the pace drops, and refused requests count', async () => {
    clock.advance(10_000);
    const path = `artist/${mbid('artist', 1)}?fmt=json`;
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await get(path)).status);
    clock.advance(1500);
    statuses.push((await get(path)).status);
    clock.advance(6000);
    statuses.push((await get(path)).status);
    expect(statuses).toEqual([200, 503, 503, 503, 503, 200]);
  });
});
