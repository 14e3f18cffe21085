import { ServiceFault } from '#platform/outbound';
import { contentsOf, type PageOf, type PlexClient, type PlexPage, pageOf, pageQuery } from './client.ts';
import type { Way } from './way.ts';
import { flagOf, itemOf, type Json, numberOf, type PlexItem, rowsOf, textOf, unexpectedShape } from './wire.ts';

/** A playlist as Plex lists it. */
export interface PlexPlaylist {
  readonly ratingKey: string;
  readonly title: string;
  readonly summary: string | null;
  readonly smart: boolean;
  readonly leafCount: number;
  readonly thumb: string | null;
}

/** One place in a playlist; a track may have several. */
export interface PlexPlaylistItem extends PlexItem {
  readonly playlistItemId: string;
}

/** Playlists of the account that the token belongs to. Throws `ServiceFault`; lists of others are 404, changes of smart ones 400. */
export type PlexPlaylists = ReturnType<typeof createPlaylists>;

/** Keys of one call: Plex refuses addresses that are too long with 414, some thousand signs are safe. */
const batchSize = 200;
const what = 'a question for playlists';

/** Makes the part for playlists. */
export function createPlaylists(way: Way, client: PlexClient) {
  /** Calls with as many keys as Plex takes at once; smaller parts after a 414. */
  async function inBatches(
    keys: readonly string[],
    send: (uri: string, keys: readonly string[]) => Promise<number>,
  ): Promise<void> {
    let size = batchSize;
    for (let from = 0; from < keys.length; ) {
      const part = keys.slice(from, from + size);
      const status = await send(await client.uriOf(part), part);
      if (status !== 414) from += part.length;
      else if (size === 1) throw tooLong();
      else size = Math.ceil(size / 2);
    }
  }
  const itemPath = (id: string, item: string): string => `/playlists/${id}/items/${item}`;

  const lists = {
    async list(page: PageOf, signal?: AbortSignal): Promise<PlexPage<PlexPlaylist>> {
      const query = [['playlistType', 'audio'] as const, ...pageQuery(page)];
      const rows = pageOf(await way.call({ path: '/playlists', query, signal }), page, 'Metadata', what);
      return { ...rows, items: rows.items.map(playlistOf) };
    },
    /** `null` when there is none (any more), or when it is somebody else's. */
    async get(id: string, signal?: AbortSignal): Promise<PlexPlaylist | null> {
      const reply = await way.call({ path: `/playlists/${id}`, expect: [404], signal });
      if (reply.status === 404) return null;
      const row = rowsOf(contentsOf(reply, what), 'Metadata', what)[0];
      return row === undefined ? null : playlistOf(row);
    },
    /** Makes a list of these items, which may not be none: Plex learns from them what kind of list it is. */
    async create(title: string, keys: readonly string[]): Promise<PlexPlaylist> {
      let made: PlexPlaylist | null = null;
      await inBatches(keys, async (uri) => {
        if (made !== null) return await lists.send(made.ratingKey, uri);
        const query: [string, string][] = [
          ['type', 'audio'],
          ['title', title],
          ['smart', '0'],
          ['uri', uri],
        ];
        const reply = await way.call({ method: 'POST', path: '/playlists', query, expect: [414] });
        if (reply.status === 414) return 414;
        const row = rowsOf(contentsOf(reply, what), 'Metadata', what)[0];
        if (row === undefined) throw unexpectedShape(what);
        made = playlistOf(row);
        return reply.status;
      });
      if (made === null) throw unexpectedShape(what);
      return (await lists.get((made as PlexPlaylist).ratingKey)) ?? made;
    },
    async items(id: string, page: PageOf, signal?: AbortSignal): Promise<PlexPage<PlexPlaylistItem>> {
      const rows = pageOf(
        await way.call({ path: `/playlists/${id}/items`, query: pageQuery(page), signal }),
        page,
        'Metadata',
        what,
      );
      return { ...rows, items: rows.items.map(entryOf) };
    },
    /** Adds at the end. Plex drops unknown items without a word: read the list again to know. */
    async append(id: string, keys: readonly string[]): Promise<void> {
      await inBatches(keys, (uri) => lists.send(id, uri));
    },
    /** One call; 414 is an answer. */
    async send(id: string, uri: string): Promise<number> {
      return (await way.call({ method: 'PUT', path: `/playlists/${id}/items`, query: [['uri', uri]], expect: [414] }))
        .status;
    },
    async removeItem(id: string, playlistItemId: string): Promise<void> {
      await way.call({ method: 'DELETE', path: itemPath(id, playlistItemId), expect: [404] });
    },
    /** Puts an item behind another one, or at the top. */
    async moveItem(id: string, playlistItemId: string, after: string | null): Promise<void> {
      const query = after === null ? [] : [['after', after] as const];
      await way.call({ method: 'PUT', path: `${itemPath(id, playlistItemId)}/move`, query });
    },
    async clear(id: string): Promise<void> {
      await way.call({ method: 'DELETE', path: `/playlists/${id}/items` });
    },
    async change(
      id: string,
      change: { readonly title?: string | undefined; readonly summary?: string | undefined },
    ): Promise<void> {
      const query = Object.entries(change).filter((entry): entry is [string, string] => entry[1] !== undefined);
      await way.call({ method: 'PUT', path: `/playlists/${id}`, query });
    },
    /** `false` when there was none. */
    async remove(id: string): Promise<boolean> {
      return (await way.call({ method: 'DELETE', path: `/playlists/${id}`, expect: [404] })).status !== 404;
    },
    /** Lets Plex fetch a picture from an address that it can reach. */
    async setPoster(id: string, url: string): Promise<void> {
      await way.call({ method: 'POST', path: `/library/metadata/${id}/posters`, query: [['url', url]] });
    },
  };
  return lists;
}

function playlistOf(row: Json): PlexPlaylist {
  const { ratingKey, title } = itemOf(row);
  return {
    ratingKey,
    title,
    summary: textOf(row['summary']),
    smart: flagOf(row['smart']),
    leafCount: numberOf(row['leafCount']) ?? 0,
    thumb: textOf(row['thumb']) ?? textOf(row['composite']),
  };
}

function entryOf(row: Json): PlexPlaylistItem {
  const id = numberOf(row['playlistItemID']);
  if (id === null) throw unexpectedShape('the question for the items of a playlist');
  return { ...itemOf(row), playlistItemId: String(id) };
}

function tooLong(): ServiceFault {
  return new ServiceFault({
    service: 'Plex',
    code: 'unexpected_status',
    status: 414,
    sentence: 'Plex takes not even one item of a playlist at once: the address is too long for it.',
    remedy: 'See whether a proxy before Plex allows only very short addresses.',
  });
}
