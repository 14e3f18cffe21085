import { families } from '../limits/families.ts';
import { SpotifyProblem } from '../problem.ts';
import type {
  Asking,
  Json,
  SpotifyArtist,
  SpotifyCursorPage,
  SpotifyPage,
  SpotifySavedTrack,
  SpotifyTrack,
} from '../types.ts';
import { arrayOf, objectOf, readArtist, readTrack, savedAtOf, textOf } from '../wire.ts';
import type { Caller } from './caller.ts';
import { type Pages, readPage } from './pages.ts';

/** Most URIs of one change of the library (Spotify's limit), and most ids of the older route. */
const urisMost = 40;
const idsMost = 50;

/** The person's own things, and what Spotify once told of tracks. Throws `SpotifyProblem` and `ServiceFault`. */
export function createPersonal(deps: { readonly caller: Caller; readonly pages: Pages; readonly catalogueMs: number }) {
  const { caller, pages } = deps;

  const readSaved = (entry: unknown): SpotifySavedTrack | null => {
    const track = readTrack(objectOf(entry)['track'] ?? objectOf(entry)['item']);
    return track === null ? null : { savedAt: savedAtOf(entry), track };
  };

  /** Since 2026 one route changes the library of everything; apps that lack it have the one for tracks. */
  async function change(method: 'PUT' | 'DELETE', ids: readonly string[], asking: Asking): Promise<void> {
    for (let at = 0; at < ids.length; at += urisMost) {
      const some = ids.slice(at, at + urisMost);
      const uris = some.map((id) => `spotify:track:${id}`).join(',');
      const question = {
        family: families.save,
        method,
        path: '/me/library',
        subject: some.join(),
        query: { uris },
      } as const;
      try {
        await caller.ask(question, asking);
      } catch (error) {
        const isOlder = error instanceof SpotifyProblem && error.refusal.reason === 'spotify_withdrawn';
        if (!isOlder) throw error;
        await changeTracks(method, some, asking);
      }
    }
  }

  async function changeTracks(method: 'PUT' | 'DELETE', ids: readonly string[], asking: Asking): Promise<void> {
    for (let at = 0; at < ids.length; at += idsMost) {
      const some = ids.slice(at, at + idsMost).join(',');
      const question = {
        family: families.saveTracks,
        method,
        path: '/me/tracks',
        subject: some,
        query: { ids: some },
      } as const;
      await caller.ask(question, asking);
    }
  }

  return {
    /** `GET /me`. */
    profile: (asking: Asking): Promise<Json> => caller.ask({ family: families.me, method: 'GET', path: '/me' }, asking),
    async savedTracks(
      at: { readonly offset: number; readonly limit?: number },
      asking: Asking,
    ): Promise<SpotifyPage<SpotifySavedTrack>> {
      const question = { family: families.savedTracks, method: 'GET', path: '/me/tracks' } as const;
      return readPage(await pages.page(question, at, asking), readSaved);
    },
    saveTracks: (ids: readonly string[], asking: Asking) => change('PUT', ids, asking),
    removeSavedTracks: (ids: readonly string[], asking: Asking) => change('DELETE', ids, asking),
    /** By cursor; begin without `after`. */
    async followedArtists(after: string | null, asking: Asking): Promise<SpotifyCursorPage<SpotifyArtist>> {
      const query = { type: 'artist', limit: 50, ...(after === null ? {} : { after }) };
      const json = await caller.ask({ family: families.followed, method: 'GET', path: '/me/following', query }, asking);
      const artists = objectOf(json['artists']);
      const next = textOf(objectOf(artists['cursors'])['after']);
      const items = arrayOf(artists['items']).flatMap((entry) => readArtist(entry) ?? []);
      // a cursor that does not move would never end
      return { items, next: items.length === 0 || next === after ? null : next };
    },
    async topTracks(limit: number, asking: Asking): Promise<readonly SpotifyTrack[]> {
      const question = { family: families.top, method: 'GET', path: '/me/top/tracks', subject: 'tracks' } as const;
      return readPage(await pages.page(question, { offset: 0, limit }, asking), readTrack).items;
    },
    async topArtists(limit: number, asking: Asking): Promise<readonly SpotifyArtist[]> {
      const question = { family: families.top, method: 'GET', path: '/me/top/artists', subject: 'artists' } as const;
      return readPage(await pages.page(question, { offset: 0, limit }, asking), readArtist).items;
    },
    /** Withdrawn in 2024 for all but a few old apps. In the order asked for; unknown ones are left out. */
    async audioFeatures(ids: readonly string[], asking: Asking): Promise<readonly Json[]> {
      const [first = ''] = ids;
      const question = {
        family: families.audioFeatures,
        method: 'GET',
        subject: ids.join(),
        keepMs: deps.catalogueMs,
      } as const;
      if (ids.length === 1) {
        return [await caller.ask({ ...question, path: `/audio-features/${encodeURIComponent(first)}` }, asking)];
      }
      const json = await caller.ask({ ...question, path: '/audio-features', query: { ids: ids.join(',') } }, asking);
      return arrayOf(json['audio_features'])
        .map(objectOf)
        .filter((each) => textOf(each['id']) !== null);
    },
    /** Withdrawn in 2024 for all but a few old apps. */
    async recommendations(
      seeds: { readonly tracks: string; readonly artists: string; readonly genres: string; readonly limit: number },
      asking: Asking,
    ): Promise<{ readonly tracks: readonly SpotifyTrack[]; readonly seeds: readonly Json[] }> {
      const query = {
        ...(seeds.tracks === '' ? {} : { seed_tracks: seeds.tracks }),
        ...(seeds.artists === '' ? {} : { seed_artists: seeds.artists }),
        ...(seeds.genres === '' ? {} : { seed_genres: seeds.genres }),
        limit: seeds.limit,
      };
      const subject = JSON.stringify(query);
      const question = {
        family: families.recommendations,
        method: 'GET',
        path: '/recommendations',
        subject,
        query,
      } as const;
      const json = await caller.ask(question, asking);
      return {
        tracks: arrayOf(json['tracks']).flatMap((entry) => readTrack(entry) ?? []),
        seeds: arrayOf(json['seeds']).map(objectOf),
      };
    },
  };
}
