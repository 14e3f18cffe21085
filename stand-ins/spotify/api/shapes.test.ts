import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateWorld, type Regime, type SpotifyStandIn } from '../index.ts';
import { type Client, startSignedIn } from '../testing.ts';

/** Exactly these fields, in our own words; a star marks those that restricted apps do not get, a plus those that only they get. */
const shapes = {
  track:
    'album artists available_markets* disc_number duration_ms explicit external_ids external_urls href id is_local is_playable+ name popularity* preview_url track_number type uri',
  'track of an album':
    'artists available_markets* disc_number duration_ms explicit external_urls href id is_local is_playable+ name preview_url track_number type uri',
  album:
    'album_type artists available_markets* copyrights external_ids external_urls genres href id images label* name popularity* release_date release_date_precision total_tracks tracks type uri',
  'album of a list':
    'album_group* album_type artists available_markets* external_urls href id images name release_date release_date_precision total_tracks type uri',
  artist: 'external_urls followers* genres href id images name popularity* type uri',
  'artist of a track': 'external_urls href id name type uri',
  me: 'account_id country* display_name email* explicit_content* external_urls followers* href id images product* type uri',
  playlist:
    'collaborative description external_urls followers href id images items+ name owner primary_color public snapshot_id tracks* type uri',
  'playlist of a list':
    'collaborative description external_urls href id images items+ name owner primary_color public snapshot_id tracks* type uri',
  row: 'added_at added_by is_local item+ primary_color track* video_thumbnail',
  page: 'href items limit next offset previous total',
  'saved track': 'added_at track',
  show: 'available_markets* copyrights description episodes explicit external_urls href html_description id images is_externally_hosted languages media_type name publisher* total_episodes type uri',
} as const;

function expectedOf(shape: keyof typeof shapes, regime: Regime): readonly string[] {
  const unwanted = regime === 'dev_restricted' ? '*' : '+';
  return shapes[shape]
    .split(' ')
    .filter((name) => !name.endsWith(unwanted))
    .map((name) => name.replace(/[*+]$/, ''))
    .toSorted();
}

describe.each(['extended', 'dev_legacy', 'dev_restricted'] as const)('%s', (regime) => {
  let spotify: SpotifyStandIn;
  let call: Client;
  beforeAll(async () => {
    ({ spotify, call } = await startSignedIn({ world: generateWorld({ artists: 2 }), regime }));
  });
  afterAll(async () => await spotify.close());

  it('sends exactly the fields that the regime has', async () => {
    const { world } = spotify;
    const one = (map: ReadonlyMap<string, unknown>): string => [...map.keys()][0] ?? '';
    const get = async (path: string): Promise<Record<string, never>> =>
      (await call('GET', path)).json as Record<string, never>;
    const [track, album, artist, list] = [
      await get(`/tracks/${one(world.tracks)}`),
      await get(`/albums/${one(world.albums)}`),
      await get(`/artists/${one(world.artists)}`),
      await get(`/playlists/${one(world.playlists)}`),
    ];
    const albums = await get(`/artists/${one(world.artists)}/albums`);
    const lists = await get('/me/playlists');
    const rows = await get(`/playlists/${one(world.playlists)}/items`);
    const saved = await get('/me/tracks');
    const first = (page: unknown): unknown => (page as { items: readonly unknown[] }).items[0];
    const seen: Record<keyof typeof shapes, unknown> = {
      track,
      'track of an album': first(album.tracks),
      album,
      'album of a list': first(albums),
      artist,
      'artist of a track': (track.artists as readonly unknown[] | undefined)?.[0],
      me: await get('/me'),
      playlist: list,
      'playlist of a list': first(lists),
      row: first(rows),
      page: rows,
      'saved track': first(saved),
      show: await get(`/shows/${[...world.shows.values()].find((each) => each.kind === 'show')?.id}`),
    };
    for (const [shape, value] of Object.entries(seen) as [keyof typeof shapes, object][])
      expect(Object.keys(value).toSorted(), shape).toEqual(expectedOf(shape, regime));
  });
});
