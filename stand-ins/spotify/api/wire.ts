import { uriOf } from '../world/ids.ts';
import { snapshotOf } from '../world/playlists.ts';
import type { Album, Artist, Picture, Playlist, PlaylistRow, RowContent, Track, User } from '../world/types.ts';
import { type AlbumGroup, visibleFrom } from '../world/world.ts';
import { type Call, pageOf } from './call.ts';
import { identity, markets } from './identity.ts';
import { filterFields } from './regimes.ts';
import { episodeShape } from './spoken.ts';

/** Pictures as they are sent. */
export const pictures = (images: readonly Picture[] | null): unknown =>
  images?.map(({ url, width, height }) => ({ url, height, width })) ?? null;

/** An artist as named on albums and tracks. */
export function artistShort(call: Call, id: string): unknown {
  return { ...identity(call, 'artist', id), name: call.world.artists.get(id)?.name ?? '' };
}

/** A whole artist. */
export function artistShape(call: Call, artist: Artist): Record<string, unknown> {
  const whole = {
    ...identity(call, 'artist', artist.id),
    followers: { href: null, total: artist.followers },
    genres: artist.genres,
    images: pictures(artist.images),
    name: artist.name,
    popularity: artist.popularity,
  };
  return filterFields('artist', whole, call.regime);
}

const precisionOf = (date: string): 'year' | 'month' | 'day' =>
  date.length <= 4 ? 'year' : date.length <= 7 ? 'month' : 'day';

/** Whether something can be seen yet. */
export const isOut = (call: Pick<Call, 'now'>, album: Album): boolean => visibleFrom(album) <= call.now;

/** An album as inside tracks and lists. */
export function albumShort(call: Call, album: Album, group?: AlbumGroup): Record<string, unknown> {
  const short = {
    ...(group === undefined ? {} : { album_group: group }),
    album_type: album.albumType,
    artists: album.artistIds.map((id) => artistShort(call, id)),
    ...(call.marketAsked ? { is_playable: true } : { available_markets: markets }),
    ...identity(call, 'album', album.id),
    images: pictures(album.images),
    name: album.name,
    release_date: album.releaseDate,
    release_date_precision: precisionOf(album.releaseDate),
    total_tracks: album.trackIds.length,
  };
  return filterFields('album', short, call.regime);
}

/** Whether a track can be played where the caller is. */
export function isPlayable(call: Pick<Call, 'market'>, track: Track): boolean {
  if (track.restriction !== undefined) return false;
  return track.markets === undefined || call.market === null || track.markets.includes(call.market);
}

function playability(call: Call, track: Track): Record<string, unknown> {
  // Old regimes say it only when asked with a market, the restricted one whenever a country is known.
  const says = call.marketAsked || (call.regime === 'dev_restricted' && call.market !== null);
  if (!says) return {};
  if (isPlayable(call, track)) return { is_playable: true };
  return { is_playable: false, restrictions: { reason: track.restriction ?? 'market' } };
}

/** A track without its album, as inside albums. */
export function trackShort(call: Call, asked: Track): Record<string, unknown> {
  const other =
    call.marketAsked && asked.relinkedTo !== undefined ? call.world.tracks.get(asked.relinkedTo) : undefined;
  const track = other ?? asked;
  const short = {
    artists: track.artistIds.map((id) => artistShort(call, id)),
    ...(call.marketAsked ? {} : { available_markets: track.markets ?? markets }),
    disc_number: track.disc,
    duration_ms: track.durationMs,
    explicit: track.explicit,
    ...identity(call, 'track', track.id),
    is_local: false,
    ...playability(call, track),
    ...(other ? { linked_from: identity(call, 'track', asked.id) } : {}),
    name: track.name,
    preview_url: null,
    track_number: track.number,
  };
  return filterFields('track', short, call.regime);
}

/** A whole track. */
export function trackShape(call: Call, asked: Track): Record<string, unknown> {
  const other =
    call.marketAsked && asked.relinkedTo !== undefined ? call.world.tracks.get(asked.relinkedTo) : undefined;
  const track = other ?? asked;
  const album = call.world.albums.get(track.albumId);
  const whole = {
    ...(album ? { album: albumShort(call, album) } : {}),
    ...trackShort(call, asked),
    external_ids: track.isrc === null ? {} : { isrc: track.isrc },
    popularity: track.popularity,
  };
  return filterFields('track', whole, call.regime);
}

/** The tracks of an album in playing order. */
export const tracksOf = (call: Pick<Call, 'world'>, album: Album): readonly Track[] =>
  album.trackIds.flatMap((id) => call.world.tracks.get(id) ?? []);

/** A whole album: the first fifty tracks are inside. */
export function albumWhole(call: Call, album: Album): Record<string, unknown> {
  const inner: Call = { ...call, route: 'GET /albums/{id}/tracks', query: new URLSearchParams({ limit: '50' }) };
  const path = `/v1/albums/${album.id}/tracks`;
  const page = pageOf({ ...inner, ask: { ...call.ask, path } }, tracksOf(call, album), (track) =>
    trackShort(call, track),
  );
  const { album_type, artists, ...rest } = albumShort(call, album);
  const label = call.regime === 'dev_restricted' ? {} : { label: album.label, popularity: album.popularity };
  return {
    album_type,
    artists,
    ...rest,
    copyrights: album.copyrights,
    external_ids: album.upc === null ? {} : { upc: album.upc },
    genres: [],
    ...label,
    tracks: page,
  };
}

/** A person as others see them. */
export function userShort(call: Call, id: string): Record<string, unknown> {
  return {
    external_urls: { spotify: `https://open.spotify.com/user/${encodeURIComponent(id)}` },
    href: `${call.apiUrl}/users/${encodeURIComponent(id)}`,
    id,
    type: 'user',
    uri: uriOf('user', id),
  };
}

/** The caller's own profile; country and product need `user-read-private`, the address `user-read-email`. */
export function profileShape(call: Call, user: User): Record<string, unknown> {
  const has = (scope: string): boolean => call.access.scopes.includes(scope);
  const whole = {
    ...(has('user-read-private')
      ? {
          country: user.country,
          explicit_content: { filter_enabled: false, filter_locked: false },
          product: user.product,
        }
      : {}),
    ...(has('user-read-email') ? { email: user.email } : {}),
    account_id: user.accountId,
    display_name: user.name,
    ...userShort(call, user.id),
    followers: { href: null, total: 1 },
    images: [],
  };
  return filterFields('user', whole, call.regime);
}

const localUri = (row: Extract<RowContent, { kind: 'local' }>): string =>
  `spotify:local:${[row.artist, row.album, row.title, String(row.seconds)]
    .map((part) => encodeURIComponent(part).replaceAll('%20', '+'))
    .join(':')}`;

function localShape(row: Extract<RowContent, { kind: 'local' }>): Record<string, unknown> {
  return {
    album: {
      album_type: null,
      artists: [],
      available_markets: [],
      external_urls: {},
      href: null,
      id: null,
      images: [],
      name: row.album,
      release_date: null,
      release_date_precision: null,
      type: 'album',
      uri: null,
    },
    artists: [{ external_urls: {}, href: null, id: null, name: row.artist, type: 'artist', uri: null }],
    available_markets: [],
    disc_number: 0,
    duration_ms: row.seconds * 1000,
    explicit: false,
    external_ids: {},
    external_urls: {},
    href: null,
    id: null,
    is_local: true,
    name: row.title,
    popularity: 0,
    preview_url: null,
    track_number: 0,
    type: 'track',
    uri: localUri(row),
  };
}

/** The address of what a row holds; `null` for what is gone. */
export function uriOfRow(content: RowContent): string | null {
  if (content.kind === 'gone') return null;
  return content.kind === 'local' ? localUri(content) : uriOf(content.kind, content.id);
}

function contentShape(call: Call, content: RowContent): Record<string, unknown> | null {
  if (content.kind === 'gone') return null;
  if (content.kind === 'local') return filterFields('track', localShape(content), call.regime);
  if (content.kind === 'track') {
    const track = call.world.tracks.get(content.id);
    return track ? { ...trackShape(call, track), episode: false, track: true } : null;
  }
  const wanted = (call.query.get('additional_types') ?? 'track').split(',').includes('episode');
  return episodeShape(call, content.id, wanted ? 'whole' : 'as-track');
}

/** One row of a playlist: the restricted regime says `item`, the others `track`, also in the new route. */
export function rowShape(call: Call, row: PlaylistRow): Record<string, unknown> {
  const content = contentShape(call, row.content);
  const restricted = call.regime === 'dev_restricted';
  const adder = row.addedBy === null ? null : userShort(call, row.addedBy);
  return {
    added_at: row.addedAt,
    added_by: adder,
    is_local: row.content.kind === 'local',
    primary_color: null,
    ...(restricted || call.manners.bothRowNames ? { item: content } : {}),
    ...(!restricted || call.manners.bothRowNames ? { track: content } : {}),
    video_thumbnail: { url: null },
  };
}

/** What the regime calls the contents of a playlist. */
export const contentsName = (call: Call): 'items' | 'tracks' => (call.regime === 'dev_restricted' ? 'items' : 'tracks');

/** Whether the caller may read the rows. */
export function mayRead(call: Call, playlist: Playlist): boolean {
  const me = call.access.userId;
  if (me !== null && (playlist.ownerId === me || playlist.collaborators.includes(me))) return true;
  return call.regime !== 'dev_restricted';
}

/** A playlist without its rows; a list that is not the caller's has no contents at all in the restricted regime. */
export function playlistShort(call: Call, playlist: Playlist): Record<string, unknown> {
  const name = contentsName(call);
  const owner = call.world.users.get(playlist.ownerId);
  const contents = {
    href: `${call.apiUrl}/playlists/${playlist.id}/${name}`,
    total: playlist.rows.length + playlist.hiddenRows,
  };
  return {
    collaborative: playlist.collaborative,
    description: playlist.description,
    ...identity(call, 'playlist', playlist.id),
    images: pictures(playlist.images),
    name: playlist.name,
    owner: { display_name: owner?.name ?? null, ...userShort(call, playlist.ownerId) },
    primary_color: null,
    public: playlist.public,
    snapshot_id: snapshotOf(playlist),
    ...(mayRead(call, playlist) ? { [name]: contents } : {}),
  };
}
