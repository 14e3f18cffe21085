import type { Clock } from '../clock.ts';
import { type Answer, type Ask, escapeHtml } from '../http.ts';
import { isSpotifyId, uriOf } from '../world/ids.ts';
import type { Album, Picture, Playlist, Track } from '../world/types.ts';
import { visibleFrom, type World } from '../world/world.ts';

/** What can be wrong with the public pages. */
export interface PageManners {
  /** A page that asks for consent instead, without any data. */
  consentWall: boolean;
  /** The data are somewhere else in the JSON. */
  otherLayout: boolean;
  /** The page is about something else than was asked for. */
  otherEntity: boolean;
}

/** The token inside the page. With it the Web API says at once that the quota is spent; nobody may use it. */
export const anonymousToken = 'BQ-anonymous-token-of-the-embed-page';

/** The page never shows more rows, and does not say so. */
const mostRows = 100;

interface Entity {
  readonly type: 'playlist' | 'album' | 'track';
  readonly id: string;
  readonly name: string;
  readonly subtitle: string;
  readonly images: readonly Picture[];
  readonly releaseDate: string | null;
  readonly durationMs: number;
  readonly rows: readonly object[];
}

const page = (data: unknown): Answer => {
  // `</` would end the script
  const text = JSON.stringify(data).replaceAll('</', String.raw`<\/`);
  const script = `<script id="__NEXT_DATA__" type="application/json">${text}</script>`;
  return {
    status: 200,
    html: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Embed</title></head><body><div id="__next"></div>${script}</body></html>`,
  };
};

const frame = (pageProps: object): object => ({
  props: { pageProps, __N_SSP: true },
  page: '/[type]/[id]',
  query: {},
  buildId: 'stand-in',
});

/** Names of artists, joined as the page does: a comma and a blank that does not break. */
const joinedNames = (world: World, ids: readonly string[]): string =>
  ids.map((id) => world.artists.get(id)?.name ?? '').join(',\u00A0');

function trackRow(world: World, track: Track, uid: string): object {
  const isPlayable = track.restriction === undefined && (track.markets === undefined || track.markets.includes('DE'));
  return {
    uri: uriOf('track', track.id),
    uid,
    title: track.name,
    subtitle: joinedNames(world, track.artistIds),
    isExplicit: track.explicit,
    isNineteenPlus: false,
    contentRatings: { labels: track.explicit ? ['EXPLICIT'] : [] },
    duration: track.durationMs,
    isPlayable,
    playabilityReason: isPlayable ? 'PLAYABLE' : 'COUNTRY_RESTRICTED',
    audioPreview: null,
    entityType: 'track',
  };
}

function playlistRows(world: World, playlist: Playlist): readonly object[] {
  return playlist.rows.flatMap((row) => {
    if (row.content.kind === 'track') {
      const track = world.tracks.get(row.content.id);
      return track ? [trackRow(world, track, row.uid)] : [];
    }
    if (row.content.kind !== 'episode') return [];
    const episode = world.episodes.get(row.content.id);
    const show = world.shows.get(episode?.showId ?? '');
    if (!episode) return [];
    return [
      {
        uri: uriOf('episode', episode.id),
        uid: row.uid,
        title: episode.name,
        subtitle: show?.name ?? '',
        isExplicit: false,
        isNineteenPlus: false,
        contentRatings: { labels: [] },
        duration: episode.durationMs,
        isPlayable: true,
        playabilityReason: 'PLAYABLE',
        audioPreview: null,
        entityType: 'episode',
      },
    ];
  });
}

function albumEntity(world: World, album: Album, only?: Track): Entity {
  const tracks = only ? [only] : album.trackIds.flatMap((id) => world.tracks.get(id) ?? []);
  return {
    type: only ? 'track' : 'album',
    id: only?.id ?? album.id,
    name: only?.name ?? album.name,
    subtitle: joinedNames(world, only?.artistIds ?? album.artistIds),
    images: album.images ?? [],
    releaseDate: album.releaseDate,
    durationMs: only?.durationMs ?? 0,
    rows: tracks.map((track, i) => trackRow(world, track, i.toString(16).padStart(16, '0'))),
  };
}

/** What everybody can see under an address: Spotify's own lists too, private ones not. */
function entityOf(world: World, type: string, id: string, now: number): Entity | undefined {
  if (!isSpotifyId(id)) return undefined;
  if (type === 'playlist') {
    const playlist = world.playlists.get(id);
    if (!playlist?.public) return undefined;
    const owner = playlist.bySpotify ? 'Spotify' : (world.users.get(playlist.ownerId)?.name ?? '');
    const rows = playlistRows(world, playlist);
    return {
      type,
      id,
      name: playlist.name,
      subtitle: owner,
      images: playlist.images ?? [],
      releaseDate: null,
      durationMs: 0,
      rows,
    };
  }
  const track = type === 'track' ? world.tracks.get(id) : undefined;
  const album = world.albums.get(type === 'album' ? id : (track?.albumId ?? ''));
  return album && visibleFrom(album) <= now ? albumEntity(world, album, track) : undefined;
}

function embedded(entity: Entity): object {
  return {
    type: entity.type,
    name: entity.name,
    uri: uriOf(entity.type, entity.id),
    id: entity.id,
    title: entity.name,
    subtitle: entity.subtitle,
    coverArt: { extractedColors: {}, sources: entity.images },
    releaseDate: entity.releaseDate === null ? null : { isoString: `${entity.releaseDate}T00:00:00Z` },
    duration: entity.durationMs,
    isPlayable: true,
    isExplicit: false,
    trackList: entity.rows.slice(0, mostRows),
  };
}

const notFound = frame({ status: 404, title: 'Page not found' });

/** `open.spotify.com`: the embed page and oEmbed. The page carries an anonymous token that nobody must use. */
export function createPublicPages(parts: {
  readonly world: World;
  readonly clock: Clock;
  readonly manners: PageManners;
}): { routeOf(method: string, path: string): string; answer(ask: Ask): Answer } {
  const { world, clock, manners } = parts;

  const embed = (type: string, id: string): Answer => {
    if (manners.consentWall)
      return { status: 200, html: '<!DOCTYPE html><html><body><h1>Before you continue</h1></body></html>' };
    const entity = entityOf(world, type, id, clock.now());
    if (!entity) return page(notFound);
    const shown = manners.otherEntity ? { ...entity, id: `${entity.id.slice(1)}${entity.id.charAt(0)}` } : entity;
    const session = {
      accessToken: anonymousToken,
      accessTokenExpirationTimestampMs: clock.now() + 3_600_000,
      isAnonymous: true,
    };
    const data = { entity: embedded(shown) };
    const state = manners.otherLayout
      ? { content: data, settings: { session } }
      : { data, settings: { session }, machineState: {} };
    return page(frame({ state, config: {} }));
  };

  const oembed = (ask: Ask): Answer => {
    const found =
      /^(?:https:\/\/open\.spotify\.com\/(?:intl-[a-z]{2}\/)?|spotify:)(playlist|album|track)[/:]([0-9A-Za-z]{22})/.exec(
        ask.query.get('url') ?? '',
      );
    const entity = found ? entityOf(world, found[1] ?? '', found[2] ?? '', clock.now()) : undefined;
    if (!entity) return { status: 404, text: 'Not Found' };
    const address = `https://open.spotify.com/embed/${entity.type}/${entity.id}?utm_source=oembed`;
    const height = entity.type === 'track' ? 152 : 352;
    const name = escapeHtml(entity.name);
    return {
      status: 200,
      json: {
        html: `<iframe style="border-radius: 12px" width="100%" height="${height}" title="Spotify Embed: ${name}" frameborder="0" allowfullscreen allow="encrypted-media" loading="lazy" src="${address}"></iframe>`,
        iframe_url: address,
        width: 456,
        height,
        version: '1.0',
        provider_name: 'Spotify',
        provider_url: 'https://spotify.com',
        type: 'rich',
        title: entity.name,
        thumbnail_url: entity.images[0]?.url ?? '',
        thumbnail_width: 300,
        thumbnail_height: 300,
      },
    };
  };

  return {
    routeOf: (method, path) => `${method} ${path.replace(/^\/embed\/([a-z]+)\/[^/]+$/, '/embed/$1/{id}')}`,
    answer(ask) {
      const [, type = '', id = ''] = /^\/embed\/([a-z]+)\/([^/]+)$/.exec(ask.path) ?? [];
      if (ask.method === 'GET' && type !== '') return embed(type, id);
      if (ask.method === 'GET' && ask.path === '/oembed') return oembed(ask);
      return { status: 404, html: '<!DOCTYPE html><html><body>Page not found</body></html>' };
    },
  };
}
