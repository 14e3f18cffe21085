import { afterEach, describe, expect, test } from 'vitest';
import { type IngestBody, type IngestHouse, openIngestHouse } from '#test/ingest-house';
import { generateWorld, newUser, playlistOf, type Track } from '../../../../../stand-ins/spotify/index.ts';

let house: IngestHouse;
afterEach(() => house.close());

const lineOf = (track: Track): string => {
  const artists = track.artistIds.map((id) => house.standIn.world.artists.get(id)?.name ?? '');
  return `${artists.join(', ')} - ${track.name}`;
};
const tracks = (count: number, from = 0): Track[] => [...house.standIn.world.tracks.values()].slice(from, from + count);
const searches = (): number => house.standIn.calls.of('GET /search');

async function send(lines: readonly string[], links: readonly string[] = []): Promise<string> {
  const sent = await house.ask('POST', '/spotify/import/free', {
    tracks: lines,
    playlist_links: links,
  });
  expect([202, 207]).toContain(sent.status);
  return sent.body.job_id;
}

async function begin(body: unknown = {}): Promise<string> {
  const begun = await house.ask('POST', '/spotify/backfill/run', body);
  expect(begun.status).toBe(202);
  return begun.body.job_id;
}
const runOf = async (id: string): Promise<IngestBody> => (await house.ask('GET', `/spotify/backfill/jobs/${id}`)).body;
const found = () =>
  house.db
    .selectFrom('ingest_items')
    .select(['title', 'spotify_track_id', 'isrc', 'duration_ms'])
    .where('title', 'is not', null)
    .orderBy('id')
    .execute();

describe('a backfill', () => {
  test('gives lines their Spotify ids, and their wishes what was unknown', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 12 }) });
    const wanted = tracks(20);
    await send([...wanted.map(lineOf), 'Nobody At All - A song that does not exist anywhere']);
    await house.work();
    const id = await begin();
    await house.work();
    const run = await runOf(id);
    expect(run).toMatchObject({
      state: 'completed',
      error: null,
      counts: { requested: 21, processed: 21, matched: 20 },
    });
    const rows = await found();
    expect(rows.slice(0, 20).map((row) => row.spotify_track_id)).toEqual(wanted.map((track) => track.id));
    expect(rows[20]).toMatchObject({ spotify_track_id: null });
    const wishes = await house.db
      .selectFrom('wishes')
      .select(['title', 'isrc', 'duration_ms', 'spotify_track_id'])
      .orderBy('id')
      .execute();
    expect(
      wishes
        .slice(0, 20)
        .every((wish) => wish.isrc !== null && wish.duration_ms !== null && wish.spotify_track_id !== null),
    ).toBe(true);
    // One call for each that is there, two for the one that is not.
    expect(searches()).toBe(22);
    expect(run.counts.calls).toBe(22);
  });

  test('asks nothing twice: repeats, what is known, and what was not found come from memory', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 12 }) });
    const lines = tracks(5).map(lineOf);
    await send([...lines, 'Nobody - Nothing at all like that']);
    await send([...lines.map((line) => line.toUpperCase()), 'Nobody - Nothing at all like that']);
    await house.work();
    // Nothing is a wish of its own in the second list, but what stands in it gets its id too, where it is new.
    await begin();
    await house.work();
    const asked = searches();
    await send(lines.map((line) => `${line} | `));
    await house.work();
    await begin();
    await house.work();
    expect(searches()).toBe(asked);
  });

  test('asks by ISRC first, and takes the recording, not the best-known version', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 12 }) });
    const [track] = tracks(1);
    if (track === undefined) throw new Error('no track');
    const csv = `title,artist,isrc\n"Something else entirely","Another spelling",${track.isrc}\n`;
    const form = new FormData();
    form.append('file', new Blob([csv]), 'list.csv');
    await fetch(`${house.base}/spotify/import/free/upload`, { method: 'POST', body: form });
    await house.work();
    await begin();
    await house.work();
    expect((await found())[0]).toMatchObject({ spotify_track_id: track.id });
    expect(searches()).toBe(1);
  });

  test('stops when the quota of a day is spent, and goes on the next day without asking again', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 40 }), env: { SPOTIFY_DAILY_CALLS: '0' } });
    const wanted = tracks(120);
    await send(wanted.map(lineOf));
    await house.work();
    const before = house.standIn.strings.quota.spent();
    house.standIn.strings.quota.rules = { daily: { calls: before + 70, says: 'retry-after' } };
    const id = await begin();
    await house.work();
    const stopped = await runOf(id);
    expect(stopped).toMatchObject({ state: 'queued', error: { code: 'blocked' } });
    expect(stopped.counts.processed).toBeGreaterThanOrEqual(65);
    expect(new Date(stopped.resume_at ?? 0).getTime()).toBeGreaterThan(house.now().getTime() + 3_600_000);

    // Nothing is asked meanwhile, and another run is not begun beside it.
    const quiet = house.standIn.calls.total();
    await house.tick('waiting_links', 'backfill');
    await house.work();
    expect(await begin()).toBe(id);
    await house.work();
    expect(house.standIn.calls.total()).toBe(quiet);

    house.standIn.strings.clock.advance(25 * 3_600_000);
    house.standIn.strings.quota.rules = {};
    await house.tick('waiting_links', 'backfill');
    await house.work();
    const done = await runOf(id);
    expect(done).toMatchObject({ state: 'completed', error: null, resume_at: null });
    expect(done.counts.requested).toBeGreaterThan(100);
    expect(done.counts.processed).toBe(done.counts.requested);
    expect(done.counts.matched).toBe(done.counts.requested);
    // Each question was answered once.
    const answered = house.standIn.requests.filter(
      (request) => request.route === 'GET /search' && request.status === 200,
    );
    expect(done.counts['calls']).toBe(answered.length);
    expect(new Set(answered.map((request) => request.path)).size).toBe(answered.length);
  });

  test('goes on where it was killed', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 12 }) });
    await send(tracks(30).map(lineOf));
    await house.work();
    const id = await begin();
    const kill = new AbortController();
    const poll = setInterval(() => searches() >= 10 && kill.abort(), 1);
    await expect(house.workOne(kill.signal)).rejects.toThrow();
    clearInterval(poll);
    const half = await runOf(id);
    expect(half).toMatchObject({ state: 'running' });
    expect(half.counts.processed).toBeLessThan(30);
    await house.tick('waiting_links', 'backfill');
    await house.work();
    const done = await runOf(id);
    expect(done).toMatchObject({ state: 'completed', counts: { processed: 30, matched: 30 } });
    expect(searches()).toBeLessThanOrEqual(31);
  });

  test('reads waiting playlist links too, without wishing twice for what was imported as text', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 12, playlists: [60] }), signedIn: false });
    const [list] = [...house.standIn.world.playlists.values()];
    if (list === undefined) throw new Error('no list');
    // First without an account: text, and a link that has to wait.
    const jobId = await send(tracks(20).map(lineOf), [`https://open.spotify.com/playlist/${list.id}`]);
    await house.work();
    await house.tick('waiting_links', 'backfill');
    await house.work();
    expect(house.standIn.requests).toEqual([]);
    const wishesBefore = await house.db.selectFrom('wishes').select('id').execute();
    await house.signIn();
    const id = await begin({ expand_playlists: true });
    await house.work();
    const run = await runOf(id);
    expect(run).toMatchObject({ state: 'completed', counts: { expanded_playlists: 1 } });
    const distinct = new Set(list.rows.map((row) => (row.content.kind === 'track' ? row.content.id : ''))).size;
    expect(run.counts.expanded_tracks).toBe(distinct);
    const { items } = (await house.ask('GET', `/spotify/import/jobs/${jobId}/items?limit=500`)).body;
    const links = (await house.ask('GET', `/spotify/import/jobs/${jobId}/items?links=true`)).body;
    expect(links).toMatchObject({ items: [{ state: 'completed', title: null }], total: 1 });
    expect(items.filter((item) => item.reason_code === 'already_wished')).toHaveLength(20);
    const wishes = await house.db.selectFrom('wishes').select('id').execute();
    expect(wishes.length - wishesBefore.length).toBe(distinct - 20);
    const job = (await house.ask('GET', `/spotify/import/jobs/${jobId}`)).body.job;
    expect(job.accepted.tracks).toBe(20 + distinct - 20);
    expect(job.skipped.tracks).toBe(20);
  });

  test('is refused with a sentence without an account, and answers 404 for what nobody began', async () => {
    house = await openIngestHouse({ signedIn: false });
    expect(await house.ask('POST', '/spotify/backfill/run', {})).toMatchObject({
      status: 403,
      body: { error: { code: 'FORBIDDEN' } },
    });
    house.app.clientId = '';
    expect(await house.ask('POST', '/spotify/backfill/run', {})).toMatchObject({
      status: 503,
      body: { error: { code: 'DEPENDENCY_ERROR', meta: { component: 'spotify', pro_available: false } } },
    });
    expect((await house.ask('GET', '/spotify/backfill/jobs/nothing')).status).toBe(404);
    expect((await house.ask('POST', '/spotify/backfill/run', { max_items: 0 })).status).toBe(400);
    expect((await house.ask('POST', '/spotify/backfill/run', { max_items: 10_001 })).status).toBe(400);
  });
});

describe('a playlist link', () => {
  const linkOf = (id: string) => `https://open.spotify.com/playlist/${id}`;
  const itemOf = async (jobId: string) =>
    (await house.ask('GET', `/spotify/import/jobs/${jobId}/items?limit=500`)).body.items;

  test('of the account is read at once; one of somebody else waits with the reason', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [120] }) });
    const { world } = house.standIn;
    const [mine] = [...world.playlists.values()];
    world.addUser(newUser('somebody'));
    const foreign = world.addPlaylist(
      playlistOf(
        { name: 'Foreign', ownerId: 'somebody' },
        tracks(5).map((track) => track.id),
      ),
    );
    const jobId = await send([], [linkOf(mine?.id ?? ''), linkOf(foreign.id), linkOf('z'.repeat(22))]);
    await house.work();
    const links = (await itemOf(jobId)).filter((item) => item.playlist_url !== null);
    expect(links.map((item) => [item.state, item.reason_code])).toEqual([
      ['completed', null],
      ['queued', 'withheld'],
      ['failed', 'not_found'],
    ]);
    expect(links[1]?.reason).toContain('file export');
    // It is not asked for again and again.
    const calls = house.standIn.calls.total();
    await house.tick('waiting_links', 'backfill');
    await house.work();
    expect(house.standIn.calls.total()).toBe(calls);
  });

  test('is read from the public page when the operator allows it, and says that it was probably cut off', async () => {
    house = await openIngestHouse({
      world: generateWorld({ playlists: [120, 7] }),
      signedIn: false,
      env: { SPOTIFY_EMBED_ENABLED: 'true' },
    });
    const [long, short] = [...house.standIn.world.playlists.values()];
    const jobId = await send([], [linkOf(long?.id ?? ''), linkOf(short?.id ?? ''), linkOf('z'.repeat(22))]);
    await house.work();
    const items = await itemOf(jobId);
    expect(items.filter((item) => item.playlist_url !== null).map((item) => [item.state, item.reason_code])).toEqual([
      ['completed', 'probably_cut'],
      ['completed', null],
      ['failed', 'not_found'],
    ]);
    expect(items.find((item) => item.reason_code === 'probably_cut')?.reason).toContain('100 tracks');
    expect(items.filter((item) => item.playlist_url === null).length).toBeGreaterThanOrEqual(100);
    // The Web API was not touched.
    expect(house.standIn.calls.total()).toBe(0);
  });

  test.each([
    ['a consent page', 'consentWall'],
    ['another layout', 'otherLayout'],
    ['something else', 'otherEntity'],
  ] as const)('waits when the public page shows %s', async (_name, manner) => {
    house = await openIngestHouse({
      world: generateWorld({ playlists: [3, 3] }),
      signedIn: false,
      env: { SPOTIFY_EMBED_ENABLED: 'true' },
    });
    house.standIn.strings.pages[manner] = true;
    const jobId = await send([], [...house.standIn.world.playlists.keys()].map(linkOf));
    await house.work();
    expect((await itemOf(jobId)).map((item) => [item.state, item.reason_code])).toEqual([
      ['queued', 'embed_layout'],
      ['queued', 'embed_layout'],
    ]);
    // After one bad page the others are not asked for.
    expect(house.standIn.requests.filter((request) => request.service === 'open')).toHaveLength(1);
    house.standIn.strings.pages[manner] = false;
    house.standIn.strings.clock.advance(31 * 60_000);
    await house.tick('waiting_links', 'backfill');
    await house.work();
    expect((await itemOf(jobId)).filter((item) => item.playlist_url !== null).map((item) => item.state)).toEqual([
      'completed',
      'completed',
    ]);
  });

  test('that leads elsewhere is not followed', async () => {
    house = await openIngestHouse({
      world: generateWorld({ playlists: [3] }),
      signedIn: false,
      env: { SPOTIFY_EMBED_ENABLED: 'true' },
    });
    house.standIn.strings.fault({
      service: 'open',
      fault: { kind: 'status', status: 302, headers: { location: `${house.standIn.apiUrl}/me` } },
    });
    const [list = ''] = house.standIn.world.playlists.keys();
    const jobId = await send([], [linkOf(list)]);
    await house.work();
    expect((await itemOf(jobId)).map((item) => [item.state, item.reason_code])).toEqual([
      ['queued', 'embed_redirected'],
    ]);
    expect(house.standIn.requests).toHaveLength(1);
  });

  test('that is broken off by the quota goes on at its page, and brings nothing twice', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 60, playlists: [400] }) });
    const [list] = [...house.standIn.world.playlists.values()];
    house.standIn.strings.quota.rules = {
      daily: { calls: house.standIn.strings.quota.spent() + 5, says: 'retry-after' },
    };
    const jobId = await send([], [linkOf(list?.id ?? '')]);
    await house.work();
    const half = await itemOf(jobId);
    expect(half.find((item) => item.playlist_url !== null)).toMatchObject({ state: 'queued', reason_code: 'blocked' });
    expect(half.length).toBeGreaterThan(100);
    house.standIn.strings.quota.rules = {};
    house.standIn.strings.clock.advance(25 * 3_600_000);
    await house.tick('waiting_links', 'backfill');
    await house.work();
    const distinct = new Set(list?.rows.map((row) => (row.content.kind === 'track' ? row.content.id : '')));
    const all = await itemOf(jobId);
    expect(all).toHaveLength(1 + distinct.size);
    expect(all.find((item) => item.playlist_url !== null)).toMatchObject({ state: 'completed' });
    const rows = house.standIn.requests.filter(
      (request) => request.route === 'GET /playlists/{id}/items' && request.status === 200,
    );
    expect(rows).toHaveLength(8);
  });

  test('asks Spotify nothing in FREE mode, although somebody is signed in', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [5] }) });
    house.app.mode = 'FREE';
    const calls = house.standIn.requests.length;
    const [list = ''] = house.standIn.world.playlists.keys();
    const jobId = await send([lineOf(tracks(1)[0] as Track)], [linkOf(list)]);
    await house.work();
    await house.tick('waiting_links', 'backfill', 'playlist_sync');
    await house.work();
    expect((await itemOf(jobId)).find((item) => item.playlist_url !== null)).toMatchObject({ state: 'queued' });
    expect((await house.ask('POST', '/spotify/backfill/run', {})).status).toBe(503);
    expect((await house.ask('POST', '/sync')).status).toBe(503);
    expect(house.standIn.requests).toHaveLength(calls);
  });

  test('to a single track is named as soon as there is an account', async () => {
    house = await openIngestHouse({ world: generateWorld({ artists: 3 }), signedIn: false });
    const [track] = tracks(1);
    const jobId = await send([`https://open.spotify.com/track/${track?.id}`]);
    await house.work();
    expect(await itemOf(jobId)).toMatchObject([{ state: 'queued', reason_code: 'needs_spotify' }]);
    await house.signIn();
    await house.tick('waiting_links', 'backfill');
    await house.work();
    expect(await itemOf(jobId)).toMatchObject([{ state: 'queued', reason_code: null, title: track?.name }]);
    expect(await house.db.selectFrom('wishes').select('title').execute()).toEqual([{ title: track?.name }]);
  });
});
