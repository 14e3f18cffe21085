import { afterEach, describe, expect, test } from 'vitest';
import { openSpotifyHouse, type SpotifyHouse } from '#test/spotify-house';
import { generateWorld, newPlaylist, newUser, seenFaults, spotifyId } from '../../../../stand-ins/spotify/index.ts';
import type { SpotifyPage, SpotifyPlaylistRow } from './types.ts';

const person = { purpose: 'interactive' } as const;
const sync = { purpose: 'sync' } as const;
let house: SpotifyHouse;
afterEach(() => house.close());

const open = async (options: Parameters<typeof openSpotifyHouse>[0] = {}) => {
  house = await openSpotifyHouse(options);
  await house.signIn();
  return house.spotify;
};
const playlistId = (): string => [...house.standIn.world.playlists.keys()][0] ?? '';
const artistId = (): string => [...house.standIn.world.artists.keys()][0] ?? '';
const value = <T>(result: { ok: true; value: T } | { ok: false; refusal: { sentence: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.sentence);
  return result.value;
};
const refusal = (result: { ok: boolean; refusal?: unknown }) => {
  if (result.ok) throw new Error('expected a refusal');
  return result.refusal as { reason: string; sentence: string; remedy: string; retryAt: Date | null };
};

describe.each(['extended', 'dev_legacy', 'dev_restricted'] as const)('in the regime %s', (regime) => {
  test('a whole playlist is read in place, with as few calls as pages', async () => {
    const spotify = await open({ regime, world: generateWorld({ playlists: [240] }) });
    const id = playlistId();
    const list = value(await spotify.playlist(id, sync));
    expect(list).toMatchObject({ total: 240, isWithheld: false });
    const positions: number[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const page: SpotifyPage<SpotifyPlaylistRow> = value(await spotify.rows(id, { offset }, sync));
      positions.push(...page.items.map((row) => row.position));
      expect(page.items.every((row) => row.kind !== 'track' || row.track?.isrc !== null)).toBe(true);
      offset = page.next;
    }
    expect(positions).toEqual(Array.from({ length: 240 }, (_, at) => at));
    expect(house.standIn.calls.of('GET /playlists/{id}/items')).toBe(5);
    expect(house.standIn.complaints).toEqual([]);
  });

  test('searches, single things, releases and the library are answered', async () => {
    const spotify = await open({ regime, world: generateWorld({ artists: 3, releasesPerArtist: 14 }) });
    const artist = house.standIn.world.artists.get(artistId());
    const found = value(await spotify.searchTracks(artist?.name ?? '', { limit: 20 }, person));
    expect(found.items.length).toBeGreaterThan(0);
    const track = found.items[0];
    expect(value(await spotify.track(track?.id ?? '', person)).title).toBe(track?.title);
    const same = value(await spotify.tracksByIsrc((track?.isrc ?? '').toLowerCase(), person));
    expect(same.map((each) => each.isrc)).toContain(track?.isrc);
    const releases = value(await spotify.releases(artistId(), ['album', 'single', 'compilation'], person));
    expect(releases).toHaveLength(14);
    expect(releases.every((each) => each.precision !== null && each.releaseDate !== null)).toBe(true);
    const shape = value(await spotify.discography(artistId(), 50, person));
    expect(shape.left).toBe(0);
    expect(shape.albums.every(({ tracks }) => tracks.length > 0 && tracks.every((each) => each.album !== null))).toBe(
      true,
    );
    const saved = value(await spotify.savedTracks({ offset: 0 }, person));
    expect(saved.total).toBe(30);
    const followed = value(await spotify.followedArtists(null, person));
    expect(followed.items).toHaveLength(3);
    value(await spotify.removeSavedTracks([track?.id ?? ''], person));
    value(await spotify.saveTracks([track?.id ?? ''], person));
    expect(value(await spotify.savedTracks({ offset: 0, limit: 1 }, person)).items[0]?.track.id).toBe(track?.id);
    const id = playlistId();
    value(await spotify.add(id, [track?.uri ?? '', track?.uri ?? ''], person));
    expect(value(await spotify.playlist(id, person)).total).toBe(26);
    value(await spotify.reorder(id, { rangeStart: 25, insertBefore: 0 }, person));
    expect(value(await spotify.rows(id, { offset: 0, limit: 1 }, person)).items[0]?.track?.id).toBe(track?.id);
    value(await spotify.remove(id, [track?.uri ?? ''], person));
    const left = value(await spotify.rows(id, { offset: 0 }, person)).items;
    expect(left.map((row) => row.track?.id)).not.toContain(track?.id);
    expect(house.standIn.complaints).toEqual([]);
  });
});

describe('what an app may do', () => {
  test('is found out once: the size of pages, and that whole families are gone', async () => {
    const spotify = await open({ world: generateWorld({ artists: 2, releasesPerArtist: 25 }) });
    value(await spotify.releases(artistId(), ['album', 'single', 'compilation'], person));
    // one refused page of 50, then pages of 10
    expect(house.standIn.calls.of('GET /artists/{id}/albums')).toBe(4);
    for (const each of ['A', 'B', 'C']) value(await spotify.searchTracks(each, {}, person));
    expect(house.standIn.calls.of('GET /search')).toBe(4);
    for (const at of [1, 2, 3, 4]) {
      const answer = await spotify.audioFeatures([`${at}`.repeat(22)], person);
      expect(refusal(answer)).toMatchObject({ reason: 'spotify_withdrawn' });
    }
    // believed after the second refusal
    expect(house.standIn.calls.of('GET /audio-features/{id}')).toBe(2);
    const { capabilities } = await spotify.state();
    expect(capabilities).toContainEqual(expect.objectContaining({ family: 'audio-features', state: 'gone' }));
    expect(capabilities).toContainEqual(expect.objectContaining({ family: 'search', state: 'ok', pageLimit: 10 }));
    house.standIn.strings.clock.advance(8 * 86_400_000);
    await spotify.audioFeatures(['9'.repeat(22)], person);
    expect(house.standIn.calls.of('GET /audio-features/{id}')).toBe(3);
  });

  test('a silent cut of the page is noticed, and nothing is left out', async () => {
    const spotify = await open({ world: generateWorld({ artists: 1, releasesPerArtist: 23 }) });
    house.standIn.strings.manners.overLimit = 'clamp';
    expect(value(await spotify.releases(artistId(), ['album', 'single', 'compilation'], person))).toHaveLength(23);
  });

  test('a switch of the rules in the middle of a playlist does not lose a row', async () => {
    const spotify = await open({ regime: 'dev_legacy', world: generateWorld({ playlists: [230] }) });
    house.standIn.strings.switchRegime('dev_restricted', 3);
    let seen = 0;
    for (let offset: number | null = 0; offset !== null; ) {
      const page: SpotifyPage<SpotifyPlaylistRow> = value(await spotify.rows(playlistId(), { offset }, sync));
      seen += page.items.filter((row) => row.track !== null).length;
      offset = page.next;
    }
    expect(seen).toBe(230);
    expect(value(await spotify.searchTracks('a', {}, person)).items.length).toBeGreaterThanOrEqual(0);
  });

  test('somebody else’s playlist is withheld, never empty; a deleted one is not found', async () => {
    const world = generateWorld();
    const other = newUser('other.person');
    world.addUser(other);
    const own = [...world.playlists.values()][0];
    const list = newPlaylist({
      id: spotifyId('playlist', 'theirs'),
      name: 'Theirs',
      ownerId: other.id,
      rows: own?.rows ?? [],
    });
    world.addPlaylist(list);
    const spotify = await open({ world });
    expect(value(await spotify.playlist(list.id, person))).toMatchObject({ isWithheld: true, total: null });
    for (const _ of [1, 2, 3]) {
      expect(refusal(await spotify.rows(list.id, { offset: 0 }, person))).toMatchObject({ reason: 'spotify_withheld' });
    }
    // that says nothing of the own lists
    expect(value(await spotify.rows(own?.id ?? '', { offset: 0 }, person)).items.length).toBeGreaterThan(0);
    (world.playlists as Map<string, unknown>).delete(own?.id ?? '');
    expect(refusal(await spotify.rows(own?.id ?? '', { offset: 0 }, person))).toMatchObject({ reason: 'not_found' });
    expect(refusal(await spotify.track('0'.repeat(22), person))).toMatchObject({ reason: 'not_found' });
  });
});

describe('bad times', () => {
  const fault = (route: string, what: object, times = 1) =>
    house.standIn.strings.fault({ route, times, fault: what as never });

  test('a fault is asked about again PROVIDER_SPOTIFY_RETRY_MAX times, first after PROVIDER_SPOTIFY_BACKOFF_BASE_MS', async () => {
    const asked: number[] = [];
    for (const retries of ['0', '3']) {
      const spotify = await open({ env: { PROVIDER_SPOTIFY_RETRY_MAX: retries } });
      const before = house.standIn.calls.of('GET /me');
      fault('GET /me', seenFaults.serverError, 10);
      expect(refusal(await spotify.profile(person)).reason).toBe('unavailable');
      asked.push(house.standIn.calls.of('GET /me') - before);
      await house.close();
    }
    expect(asked).toEqual([1, 4]);
    const patient = { PROVIDER_SPOTIFY_RETRY_MAX: '1', PROVIDER_SPOTIFY_BACKOFF_BASE_MS: '500' };
    const spotify = await open({ env: patient });
    fault('GET /me', seenFaults.serverError);
    const begun = performance.now();
    expect((await spotify.profile(person)).ok).toBe(true);
    expect(performance.now() - begun).toBeGreaterThan(390);
  });

  test('a short pause is waited for; a storm of them ends with a moment', async () => {
    const spotify = await open();
    fault('GET /me', seenFaults.rateLimited(1));
    const begun = Date.now();
    expect((await spotify.profile(person)).ok).toBe(true);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(950);
    fault('GET /me', seenFaults.rateLimited(20), 9);
    const storm = refusal(await spotify.profile(person));
    expect(storm.reason).toBe('blocked');
    expect(storm.retryAt?.getTime()).toBeGreaterThan(house.now().getTime() + 15_000);
    const before = house.standIn.requests.length;
    // everybody stays away meanwhile, the other process too
    expect(refusal(await house.another().searchTracks('a', {}, person)).reason).toBe('blocked');
    expect(house.standIn.requests.length).toBe(before);
    house.standIn.strings.clearFaults();
    house.standIn.strings.clock.advance(21_000);
    expect((await spotify.profile(person)).ok).toBe(true);
  });

  test('a day’s block is a state of one family that people see, and ends by itself', async () => {
    const spotify = await open();
    fault('GET /search', seenFaults.blockedForADay);
    const blocked = refusal(await spotify.searchTracks('a', {}, person));
    expect(blocked).toMatchObject({ reason: 'blocked' });
    expect((blocked.retryAt?.getTime() ?? 0) - house.now().getTime()).toBeGreaterThan(80_000_000);
    const calls = house.standIn.calls.of('GET /search');
    expect(refusal(await spotify.searchTracks('b', {}, sync)).reason).toBe('blocked');
    expect(house.standIn.calls.of('GET /search')).toBe(calls);
    expect((await spotify.profile(person)).ok).toBe(true);
    const known = (await spotify.state()).capabilities.find((each) => each.family === 'search');
    expect(known).toMatchObject({ state: 'blocked', reason: 'rate_limited' });
    house.standIn.strings.clock.advance(84_913_000);
    expect((await spotify.searchTracks('b', {}, sync)).ok).toBe(true);
    fault('GET /me', seenFaults.quotaExceeded);
    expect(refusal(await spotify.profile(person)).sentence).toContain('quota');
  });

  test('pages, halves and errors of a gateway are tried again, then told; nothing is taken for empty', async () => {
    const spotify = await open({ env: { SPOTIFY_TIMEOUT_MS: '300' } });
    const odd = [
      seenFaults.serverError,
      seenFaults.gatewayPage,
      { kind: 'half' },
      { kind: 'reset' },
      { kind: 'truncated' },
    ];
    for (const what of odd) {
      fault('GET /me/playlists', what);
      const lists = value(await spotify.mine(0, person));
      expect(lists.items).toHaveLength(1);
    }
    for (const what of [seenFaults.pageInsteadOfData, seenFaults.gatewayPage, { kind: 'hang' }]) {
      fault('GET /me/playlists', what, 3);
      expect(refusal(await spotify.mine(0, person))).toMatchObject({ reason: 'unavailable' });
      house.standIn.strings.clearFaults();
      house.standIn.strings.clock.advance(600_000);
      expect((await spotify.mine(0, person)).ok).toBe(true);
    }
  });

  test('an owner without Premium, a person not on the list and a missing scope each have their own remedy', async () => {
    const spotify = await open();
    fault('GET /me', seenFaults.notRegistered);
    expect(refusal(await spotify.profile(person)).reason).toBe('not_registered');
    await house.db.updateTable('spotify_links').set({ scope: 'user-library-read' }).execute();
    const before = house.standIn.requests.length;
    expect(refusal(await spotify.followedArtists(null, person))).toMatchObject({ reason: 'scope_missing' });
    expect(house.standIn.requests.length).toBe(before);
    fault('GET /me', seenFaults.premiumText);
    expect(refusal(await spotify.profile(person)).reason).toBe('premium_required');
    expect(refusal(await spotify.searchTracks('a', {}, person)).reason).toBe('premium_required');
    await spotify.tryAgain();
    expect((await spotify.searchTracks('a', {}, person)).ok).toBe(true);
  });

  test('adding to a playlist does not add twice when the answer is lost', async () => {
    const spotify = await open();
    const uri = `spotify:track:${[...house.standIn.world.tracks.keys()][0]}`;
    for (const [what, total] of [
      ['answer-lost', 25],
      ['gateway-lost', 26],
      ['reset', 27],
    ] as const) {
      fault('POST /playlists/{id}/items', { kind: what });
      value(await spotify.add(playlistId(), [uri], person));
      expect(value(await spotify.playlist(playlistId(), person)).total).toBe(total);
    }
  });

  test('in FREE mode, and without a client id, Spotify is not asked at all', async () => {
    const spotify = await open();
    value(await spotify.searchTracks('a', {}, person));
    const before = house.standIn.requests.length;
    house.app.mode = 'FREE';
    expect(refusal(await spotify.searchTracks('a', {}, person)).reason).toBe('free_mode');
    expect(refusal(await spotify.profile(person)).reason).toBe('free_mode');
    house.app.clientId = '';
    expect(refusal(await spotify.profile(person)).reason).toBe('not_configured');
    expect(house.standIn.requests.length).toBe(before);
  });
});

describe('budget and what is kept', () => {
  test('an answer that Spotify calls unchanged is used again', async () => {
    const spotify = await open();
    const id = [...house.standIn.world.tracks.keys()][0] ?? '';
    const first = value(await spotify.track(id, person));
    await house.db.updateTable('spotify_cache').set({ etag: '"v1"' }).execute();
    house.standIn.strings.clock.advance(8 * 86_400_000);
    house.standIn.strings.fault({ route: 'GET /tracks/{id}', fault: { kind: 'status', status: 304 } });
    expect(value(await spotify.track(id, person))).toEqual(first);
    const asked = house.standIn.requests.filter((each) => each.route === 'GET /tracks/{id}');
    expect(asked.map((each) => each.headers['if-none-match'])).toEqual([undefined, '"v1"']);
    value(await spotify.track(id, person));
    expect(house.standIn.calls.of('GET /tracks/{id}')).toBe(2);
  });

  test('background work leaves a part of the day for people; the count is shared and renewed at midnight', async () => {
    const spotify = await open({ env: { SPOTIFY_DAILY_CALLS: '20' }, now: '2026-11-26T22:00:00Z' });
    const other = house.another();
    const outcomes: string[] = [];
    for (let at = 0; at < 12; at += 1) {
      const answer = await (at % 2 === 0 ? spotify : other).searchTracks(`w${at}`, {}, { purpose: 'watch' });
      outcomes.push(answer.ok ? 'ok' : answer.refusal.reason);
    }
    for (let at = 12; outcomes.at(-1) === 'ok'; at += 1) {
      const answer = await spotify.searchTracks(`w${at}`, {}, { purpose: 'watch' });
      outcomes.push(answer.ok ? 'ok' : answer.refusal.reason);
    }
    expect(outcomes.at(-1)).toBe('budget_spent');
    const watch = refusal(await spotify.searchTracks('more', {}, { purpose: 'watch' }));
    expect(watch.retryAt?.toISOString()).toBe('2026-11-27T00:00:00.000Z');
    expect((await other.searchTracks('a person', {}, person)).ok).toBe(true);
    const { usage } = await spotify.state();
    expect(usage).toMatchObject({ day: '2026-11-26', limit: 20 });
    expect(usage?.calls).toBe(house.standIn.requests.filter((each) => each.service === 'api').length);
    house.standIn.strings.clock.advance(2 * 3_600_000 + 1000);
    expect((await spotify.searchTracks('more', {}, { purpose: 'watch' })).ok).toBe(true);
  });

  test('calls of all processes together leave at the set pace', async () => {
    const spotify = await open({ env: { SPOTIFY_CALLS_PER_S: '20' } });
    const other = house.another();
    house.standIn.strings.clock.advance(60_000);
    const begun = Date.now();
    const asked = Array.from({ length: 24 }, (_, at) => (at % 2 === 0 ? spotify : other).profile(person));
    expect((await Promise.all(asked)).every((each) => each.ok)).toBe(true);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(950);
  });

  test('what was asked is kept, asked anew on demand, and forgotten on signing out where it may be personal', async () => {
    const spotify = await open();
    const id = [...house.standIn.world.tracks.keys()][0] ?? '';
    for (const _ of [1, 2, 3]) value(await spotify.track(id, person));
    expect(house.standIn.calls.of('GET /tracks/{id}')).toBe(1);
    value(await spotify.track(id, { ...person, maxAgeMs: 0 }));
    expect(house.standIn.calls.of('GET /tracks/{id}')).toBe(2);
    house.standIn.strings.clock.advance(8 * 86_400_000);
    value(await spotify.track(id, person));
    expect(house.standIn.calls.of('GET /tracks/{id}')).toBe(3);
    value(await spotify.searchTracks('a', {}, person));
    expect(await house.db.selectFrom('spotify_cache').select('kind').orderBy('kind').execute()).toEqual([
      { kind: 'search' },
      { kind: 'tracks.one' },
    ]);
    await spotify.signOut();
    expect(await house.db.selectFrom('spotify_cache').select('kind').execute()).toEqual([{ kind: 'tracks.one' }]);
  });
});
