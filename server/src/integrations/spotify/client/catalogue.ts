import type { Capabilities } from '../limits/capabilities.ts';
import { families } from '../limits/families.ts';
import { SpotifyProblem } from '../problem.ts';
import type { Asking, SpotifyAlbum, SpotifyDiscography, SpotifyPage, SpotifyRelease, SpotifyTrack } from '../types.ts';
import { arrayOf, readAlbum, readArtist, readRelease, readTrack } from '../wire.ts';
import type { Caller } from './caller.ts';
import { allOf, type Pages, readPage, searchEnd, within } from './pages.ts';

/** Kinds of releases of an artist. */
export type ReleaseGroup = 'album' | 'single' | 'compilation' | 'appears_on';

/** How long answers are kept, in milliseconds. */
export interface Lives {
  readonly catalogueMs: number;
  readonly searchMs: number;
  /** New releases should be seen soon. */
  readonly releasesMs: number;
}

const queryMost = 250;
/** Whole albums per request while batches are answered (Spotify's limit). */
const batch = 20;

/** What everybody may see: tracks, albums, artists. Throws `SpotifyProblem` and `ServiceFault`. */
export function createCatalogue(deps: {
  readonly caller: Caller;
  readonly pages: Pages;
  readonly capabilities: Capabilities;
  readonly lives: Lives;
}) {
  const { caller, pages, lives } = deps;
  const segment = encodeURIComponent;

  function search<T>(type: 'track' | 'album' | 'artist', read: (entry: unknown) => T | null) {
    return async (query: string, at: { offset?: number; limit?: number }, asking: Asking): Promise<SpotifyPage<T>> => {
      const offset = at.offset ?? 0;
      const q = query.replaceAll('\0', ' ').trim().slice(0, queryMost).toWellFormed();
      if (q === '' || offset >= searchEnd) return { items: [], offset, total: 0, next: null };
      const question = {
        family: families.search,
        method: 'GET',
        path: '/search',
        subject: q,
        query: { q, type },
        keepMs: lives.searchMs,
      } as const;
      const limit = Math.min(at.limit ?? 20, searchEnd - offset);
      const page = await pages.page(question, { offset, limit, within: within(`${type}s`) }, asking);
      return readPage(page, read);
    };
  }

  const one = async <T>(
    family: (typeof families)['track' | 'album' | 'artist'],
    path: string,
    id: string,
    read: (value: unknown) => T | null,
    asking: Asking,
  ): Promise<T> => {
    const json = await caller.ask(
      { family, method: 'GET', path: `${path}/${segment(id)}`, subject: id, keepMs: lives.catalogueMs },
      asking,
    );
    const value = read(json);
    if (value === null) throw noShape(path);
    return value;
  };

  const searchTracks = search('track', readTrack);

  async function album(id: string, asking: Asking): Promise<SpotifyAlbum> {
    const whole = await one(families.album, '/albums', id, readAlbum, asking);
    return await completed(whole, asking);
  }

  /** An album carries its first 50 tracks; the others are read behind them. Simplified tracks do not name their album: it is added. */
  async function completed(whole: SpotifyAlbum, asking: Asking): Promise<SpotifyAlbum> {
    const { tracks: _, ...release } = whole;
    const named = (tracks: readonly SpotifyTrack[]) =>
      tracks.map((track) => ({ ...track, album: track.album ?? release }));
    const missing = (whole.totalTracks ?? 0) - whole.tracks.length;
    if (whole.id === null || missing <= 0) return { ...whole, tracks: named(whole.tracks) };
    const rest = await allOf(async (offset) => {
      return await albumTracks(whole.id ?? '', offset + whole.tracks.length, asking).then((page) => ({
        ...page,
        next: page.next === null ? null : page.next - whole.tracks.length,
      }));
    });
    return { ...whole, tracks: named([...whole.tracks, ...rest]) };
  }

  async function albumTracks(id: string, offset: number, asking: Asking): Promise<SpotifyPage<SpotifyTrack>> {
    const path = `/albums/${segment(id)}/tracks`;
    const question = {
      family: families.albumTracks,
      method: 'GET',
      path,
      subject: id,
      keepMs: lives.catalogueMs,
    } as const;
    return readPage(await pages.page(question, { offset }, asking), readTrack);
  }

  async function releasePage(
    artistId: string,
    groups: readonly ReleaseGroup[],
    offset: number,
    asking: Asking,
  ): Promise<SpotifyPage<SpotifyRelease>> {
    const question = {
      family: families.artistAlbums,
      method: 'GET',
      path: `/artists/${segment(artistId)}/albums`,
      subject: artistId,
      query: { include_groups: groups.join(',') },
      keepMs: lives.releasesMs,
    } as const;
    return readPage(await pages.page(question, { offset }, asking), readRelease);
  }

  async function releases(
    artistId: string,
    groups: readonly ReleaseGroup[],
    asking: Asking,
  ): Promise<readonly SpotifyRelease[]> {
    const all = await allOf((offset) => releasePage(artistId, groups, offset, asking));
    // the same release may be listed in two groups, and may move between pages
    return [...new Map(all.map((release) => [release.id ?? release.title, release])).values()];
  }

  /** Many albums in one call, for apps that may; `null`: not for this one. */
  async function several(ids: readonly string[], asking: Asking): Promise<readonly SpotifyAlbum[] | null> {
    const { clientId } = await caller.app();
    if (ids.length < 2 || (await deps.capabilities.isGone(clientId, families.albums))) return null;
    try {
      const question = {
        family: families.albums,
        method: 'GET',
        path: '/albums',
        subject: ids.join(),
        query: { ids: ids.join() },
      } as const;
      const json = await caller.ask(question, asking);
      return arrayOf(json['albums']).flatMap((entry) => readAlbum(entry) ?? []);
    } catch (error) {
      if (error instanceof SpotifyProblem && error.refusal.reason === 'spotify_withdrawn') return null;
      throw error;
    }
  }

  return {
    searchTracks,
    searchAlbums: search('album', readRelease),
    searchArtists: search('artist', readArtist),
    track: (id: string, asking: Asking) => one(families.track, '/tracks', id, readTrack, asking),
    album,
    artist: (id: string, asking: Asking) => one(families.artist, '/artists', id, readArtist, asking),
    albumTracks,
    /** Recordings with this ISRC; several are the same recording on several releases. */
    async tracksByIsrc(isrc: string, asking: Asking): Promise<readonly SpotifyTrack[]> {
      const code = isrc.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
      const page = await searchTracks(`isrc:${code}`, { limit: 10 }, asking);
      return page.items.filter((track) => track.isrc === null || track.isrc === code);
    },
    releases,
    /** One page of them; within one group the newest come first. */
    releasePage,
    /** Releases with their tracks: one call per release at worst, at most `mostCalls`; what is kept costs none. */
    async discography(artistId: string, mostCalls: number, asking: Asking): Promise<SpotifyDiscography> {
      const all = await releases(artistId, ['album', 'single', 'compilation'], asking);
      const known = new Map<string, readonly SpotifyTrack[]>();
      const ids = all.flatMap((release) => release.id ?? []);
      for (let at = 0; at < ids.length; at += batch) {
        const whole = await several(ids.slice(at, at + batch), asking);
        if (whole === null) break;
        for (const each of whole) if (each.id !== null) known.set(each.id, (await completed(each, asking)).tracks);
      }
      const rest = ids.filter((id) => !known.has(id)).slice(0, mostCalls);
      const found = await Promise.all(rest.map((id) => album(id, asking).catch(vanished)));
      for (const [index, id] of rest.entries()) known.set(id, found[index]?.tracks ?? []);
      const albums = all.flatMap((release) => {
        const tracks = known.get(release.id ?? '');
        return tracks === undefined ? [] : [{ album: release, tracks }];
      });
      return { albums, left: all.length - albums.length };
    },
  };
}

/** A release that is listed but no longer there has no tracks. */
function vanished(error: unknown): null {
  if (error instanceof SpotifyProblem && error.refusal.reason === 'not_found') return null;
  throw error;
}

function noShape(path: string): SpotifyProblem {
  return new SpotifyProblem(
    'unavailable',
    `Spotify answered ${path} in an unknown form.`,
    'Check that SPOTIFY_API_URL leads to the Web API of Spotify.',
  );
}
