import { ServiceFault } from '#platform/outbound';
import { families } from '../limits/families.ts';
import { SpotifyProblem } from '../problem.ts';
import type { Asking, SpotifyPage, SpotifyPlaylist, SpotifyPlaylistRow } from '../types.ts';
import { readPlaylist, readRow, textOf } from '../wire.ts';
import type { Caller } from './caller.ts';
import { type Pages, readPage } from './pages.ts';

/** Most URIs in one change (Spotify's limit). */
const changeMost = 100;
const metaFields =
  'id,name,description,owner(id,display_name),collaborative,public,snapshot_id,images,uri,items(total),tracks(total)';

/** Playlists. Throws `SpotifyProblem` and `ServiceFault`. */
export function createPlaylists(deps: { readonly caller: Caller; readonly pages: Pages }) {
  const { caller, pages } = deps;
  const pathOf = (id: string): string => `/playlists/${encodeURIComponent(id)}`;

  async function playlist(id: string, asking: Asking): Promise<SpotifyPlaylist> {
    const question = { family: families.playlist, method: 'GET', path: pathOf(id), subject: id } as const;
    const short = readPlaylist(await caller.ask({ ...question, query: { fields: metaFields } }, asking));
    // a field list that is not understood must not pass for withheld contents
    if (short !== null && !short.isWithheld) return short;
    const whole = readPlaylist(await caller.ask(question, asking));
    if (whole !== null) return whole;
    throw new SpotifyProblem('unavailable', 'Spotify answered with a playlist of unknown form.', 'Try again later.');
  }

  async function change(
    method: 'POST' | 'PUT' | 'DELETE',
    id: string,
    body: Readonly<Record<string, unknown>>,
    asking: Asking,
  ): Promise<string | null> {
    const question = {
      family: families.playlistChange,
      method,
      path: `${pathOf(id)}/items`,
      subject: id,
      body,
    } as const;
    const json = await caller.ask(question, asking);
    return textOf(json['snapshot_id']);
  }

  /** Adding twice would show: after a failure the list is looked at before it is tried again. */
  async function addOnce(
    id: string,
    uris: readonly string[],
    before: SpotifyPlaylist,
    asking: Asking,
  ): Promise<string | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await change('POST', id, { uris }, asking);
      } catch (error) {
        if (!(error instanceof ServiceFault) || error.code === 'aborted') throw error;
        const now = await playlist(id, asking);
        if (now.snapshotId !== before.snapshotId || now.total !== before.total) {
          if (now.total !== null && before.total !== null && now.total === before.total + uris.length)
            return now.snapshotId;
          throw new SpotifyProblem(
            'unclear',
            'Spotify did not answer, and the playlist was changed meanwhile; whether the tracks were added is not certain.',
            'Look at the playlist before you try again.',
          );
        }
        if (attempt >= 2) throw error;
      }
    }
  }

  return {
    /** The lists of the person, followed ones too. */
    async mine(offset: number, asking: Asking): Promise<SpotifyPage<SpotifyPlaylist>> {
      const question = { family: families.myPlaylists, method: 'GET', path: '/me/playlists' } as const;
      return readPage(await pages.page(question, { offset }, asking), readPlaylist);
    },
    playlist,
    /** Rows from `offset`, in place: what cannot be used is a row, too. Withheld contents are a `SpotifyProblem`. */
    async rows(
      id: string,
      at: { readonly offset: number; readonly limit?: number },
      asking: Asking,
    ): Promise<SpotifyPage<SpotifyPlaylistRow>> {
      const question = {
        family: families.playlistItems,
        method: 'GET',
        path: `${pathOf(id)}/items`,
        subject: id,
        query: { additional_types: 'track,episode' },
      } as const;
      const page = await pages.page(question, at, asking);
      const items = page.entries.map((entry, index) => readRow(entry, page.offset + index));
      return { items, offset: page.offset, total: page.total, next: page.next };
    },
    /** Appends in order, a hundred at a time. */
    async add(id: string, uris: readonly string[], asking: Asking): Promise<void> {
      for (let at = 0; at < uris.length; at += changeMost) {
        const before = await playlist(id, asking);
        await addOnce(id, uris.slice(at, at + changeMost), before, asking);
      }
    },
    /** Removes every occurrence of each URI. */
    async remove(id: string, uris: readonly string[], asking: Asking): Promise<void> {
      for (let at = 0; at < uris.length; at += changeMost) {
        const entries = uris.slice(at, at + changeMost).map((uri) => ({ uri }));
        try {
          await change('DELETE', id, { items: entries }, asking);
        } catch (error) {
          // older apps know the rows by their former name
          const isOlder = error instanceof SpotifyProblem && error.refusal.status === 400;
          if (!isOlder) throw error;
          await change('DELETE', id, { tracks: entries }, asking);
        }
      }
    },
    async reorder(
      id: string,
      move: {
        readonly rangeStart: number;
        readonly insertBefore: number;
        readonly rangeLength?: number;
        readonly snapshotId?: string;
      },
      asking: Asking,
    ): Promise<void> {
      const body = {
        range_start: move.rangeStart,
        insert_before: move.insertBefore,
        ...(move.rangeLength === undefined ? {} : { range_length: move.rangeLength }),
        ...(move.snapshotId === undefined ? {} : { snapshot_id: move.snapshotId }),
      };
      await change('PUT', id, body, asking);
    },
  };
}
