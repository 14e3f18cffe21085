import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Awkward,
  addAwkward,
  generateWorld,
  newArtist,
  release,
  type SpotifyStandIn,
  spotifyId,
} from '../index.ts';
import { type Client, startSignedIn } from '../testing.ts';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly album_group?: string;
  readonly release_date?: string;
}
interface Page {
  readonly items: readonly (Entry | null)[];
  readonly total: number;
  readonly next: string | null;
}

let spotify: SpotifyStandIn;
let call: Client;
let awkward: Awkward;
beforeAll(async () => {
  const world = generateWorld({ artists: 12 });
  awkward = addAwkward(world, 'hub.tester');
  ({ spotify, call } = await startSignedIn({ world, now: '2026-11-26T23:40:00Z' }));
});
afterAll(async () => await spotify.close());

const searchFor = async (q: string, more = ''): Promise<Page> => {
  const { json } = await call('GET', `/search?type=track&limit=10&q=${encodeURIComponent(q)}${more}`);
  return (json as { tracks: Page }).tracks;
};
const namesOf = (page: Page): readonly (string | undefined)[] => page.items.map((entry) => entry?.name);

describe('the search', () => {
  it('finds by ISRC every track that has it, however it is written, and none that plays elsewhere only', async () => {
    expect((await searchFor(`isrc:${awkward.sharedIsrc}`)).total).toBe(2);
    expect((await searchFor('isrc:QZ-AWK-24-00001')).total).toBe(2);
    expect((await searchFor(`isrc:${awkward.japanOnlyIsrc}`)).total).toBe(0);
    expect(await searchFor('isrc:QZXXX0000000')).toMatchObject({ items: [], total: 0, next: null });
  });

  it('understands field filters, marks and case, and breaks on a colon inside a value', async () => {
    const found = await searchFor('track:"glasregen" artist:"die kafer"');
    expect(namesOf(found)).toContain('Glasregen');
    expect(namesOf(found)).not.toContain('Aufnahme 1');
    expect((await searchFor('track:Glasregen year:2020')).total).toBe(1);
    expect((await searchFor('track:Glasregen year:2019-2020')).total).toBe(2);
    expect((await searchFor('übermorgen')).total).toBe(1);
    expect((await searchFor('夜の回廊')).total).toBe(1);
    expect((await searchFor('track:"Glasregen" album:"elsewhere"')).total).toBe(0);
  });

  it('puts the whole title before the longer ones', async () => {
    expect(namesOf(await searchFor('Aufnahme 1'))[0]).toBe('Aufnahme 1');
  });

  it('gives ten at most and goes no deeper than a thousand', async () => {
    const first = await searchFor('aufnahme');
    expect(first.items).toHaveLength(10);
    expect(first.total).toBe(300);
    const second = await searchFor('aufnahme', '&offset=10');
    expect(second.items.some((entry) => first.items.some((other) => other?.id === entry?.id))).toBe(false);
    expect((await call('GET', '/search?q=a&type=track&offset=1000')).json).toMatchObject({ error: { status: 400 } });
    spotify.strings.regime = 'dev_legacy';
    const legacy = await call('GET', '/search?q=aufnahme&type=track&limit=50');
    spotify.strings.regime = 'dev_restricted';
    expect((legacy.json as { tracks: Page }).tracks.items).toHaveLength(50);
  });

  it('may also clamp the limit, hold nulls and say another total on the next page', async () => {
    const { manners } = spotify.strings;
    Object.assign(manners, { overLimit: 'clamp', nullEveryNthResult: 4, searchTotalDrift: -7 });
    const clamped = (await call('GET', '/search?q=aufnahme&type=track&limit=20')).json as { tracks: Page };
    const next = await searchFor('aufnahme', '&offset=10');
    Object.assign(manners, { overLimit: 'refuse', nullEveryNthResult: 0, searchTotalDrift: 0 });
    expect(clamped.tracks.items).toHaveLength(10);
    expect(clamped.tracks.items[3]).toBeNull();
    expect([clamped.tracks.total, next.total]).toEqual([300, 293]);
  });

  it.each([
    ['', 'No search query'],
    [`q=${'a'.repeat(251)}&type=track`, 'Query exceeds maximum length of 250 characters'],
    ['q=a', 'Missing parameter type'],
    ['q=a&type=lyrics', 'Bad search type field lyrics'],
    ['q=a&type=track&limit=0', 'Invalid limit'],
    ['q=a&type=track&limit=ten', 'Invalid limit'],
    ['q=a&type=track&offset=-1', 'Invalid offset'],
    ['q=a&type=track&market=Germany', 'Invalid market code'],
  ])('refuses %s', async (query, message) => {
    expect((await call('GET', `/search?${query}`)).json).toEqual({ error: { status: 400, message } });
  });
});

describe('albums and artists', () => {
  it('holds the first fifty tracks in the album and the rest behind pages', async () => {
    const album = (await call('GET', `/albums/${awkward.longAlbumId}`)).json as { tracks: Page; label?: string };
    expect(album.tracks.items).toHaveLength(50);
    expect(album.tracks).toMatchObject({ total: 300 });
    expect(album.tracks.next).toBe(`${spotify.apiUrl}/albums/${awkward.longAlbumId}/tracks?limit=50&offset=50`);
    expect(album).not.toHaveProperty('label');
    expect(album).toHaveProperty('copyrights');
    const last = (await call('GET', `/albums/${awkward.longAlbumId}/tracks?limit=50&offset=250`)).json as Page;
    expect(last.items).toHaveLength(50);
    expect(last.items.at(-1)).toMatchObject({ name: 'Aufnahme 300', disc_number: 3, track_number: 100 });
    expect(last.next).toBeNull();
  });

  it('lists releases by group and then by date, five at a time and ten at most', async () => {
    const id = spotifyId('artist', 'Die Käfer & Söhne');
    const page = (await call('GET', `/artists/${id}/albums`)).json as Page;
    expect(page.items).toHaveLength(5);
    expect((await call('GET', `/artists/${id}/albums?limit=11`)).status).toBe(400);
    const all = (await call('GET', `/artists/${id}/albums?limit=10`)).json as Page;
    expect(namesOf(all)).toEqual([
      'Glasregen (Deluxe)',
      'Glasregen (Old Edition)',
      'Sonderlinge: Teil "1"',
      'Glasregen',
      'Alle Aufnahmen',
    ]);
    const singles = (await call('GET', `/artists/${id}/albums?include_groups=single`)).json as Page;
    expect(namesOf(singles)).toEqual(['Glasregen']);
    const guest = spotifyId('artist', 'Tyler, The Creator of Doubt');
    const appears = (await call('GET', `/artists/${guest}/albums?include_groups=appears_on`)).json as Page;
    expect(namesOf(appears)).toEqual(['Glasregen (Deluxe)']);
    expect(appears.items[0]).not.toHaveProperty('album_group');
    expect((await call('GET', `/artists/${id}/albums?include_groups=bootleg`)).status).toBe(400);
  });

  it('has a release from its day on, and what is published while it runs', async () => {
    const artist = spotify.world.addArtist(newArtist('Morgenrot'));
    const names = async (): Promise<readonly unknown[]> =>
      namesOf((await call('GET', `/artists/${artist.id}/albums`)).json as Page);
    const album = release(spotify.world, {
      name: 'Erst morgen',
      artistIds: [artist.id],
      releaseDate: '2026-11-27',
      tracks: ['Frühlicht'],
    });
    expect(await names()).toEqual([]);
    expect((await call('GET', `/albums/${album.id}`)).status).toBe(404);
    expect((await call('GET', `/tracks/${album.trackIds[0]}`)).status).toBe(404);
    expect((await searchFor('Frühlicht')).total).toBe(0);
    spotify.strings.clock.advance(21 * 60_000);
    expect(await names()).toEqual(['Erst morgen']);
    expect((await searchFor('Frühlicht')).total).toBe(1);
    spotify.strings.clock.advance(-21 * 60_000);
  });

  it('gives another track for one that was moved, when a market is named, and says so before the cut only', async () => {
    const { asked, given } = awkward.relinked;
    expect((await call('GET', `/tracks/${asked}`)).json).toMatchObject({ id: asked });
    const restricted = (await call('GET', `/tracks/${asked}?market=DE`)).json;
    expect(restricted).toMatchObject({ id: given });
    expect(restricted).not.toHaveProperty('linked_from');
    spotify.strings.regime = 'dev_legacy';
    const legacy = (await call('GET', `/tracks/${asked}?market=DE`)).json;
    const several = (await call('GET', `/tracks?ids=${asked},${'0'.repeat(22)}`)).json as { tracks: unknown[] };
    spotify.strings.regime = 'dev_restricted';
    expect(legacy).toMatchObject({ id: given, linked_from: { id: asked } });
    expect(legacy).not.toHaveProperty('available_markets');
    expect(several.tracks).toMatchObject([{ id: asked }, null]);
  });

  it('tells malformed ids from unknown ones', async () => {
    expect((await call('GET', '/tracks/nonsense')).json).toEqual({
      error: { status: 400, message: 'Invalid base62 id' },
    });
    expect((await call('GET', `/artists/${'0'.repeat(22)}`)).json).toEqual({
      error: { status: 404, message: 'Resource not found' },
    });
  });

  it('complains to the test, not to the client, about parameters that it does not know', async () => {
    expect((await call('GET', `/albums/${awkward.longAlbumId}?limit=50`)).status).toBe(200);
    expect(spotify.complaints).toEqual(['GET /albums/{id} does not know limit']);
  });
});
