import type { PlaylistRow, PlaylistStore } from './playlists.store.ts';
import type { AccountPlaylists, ListedRow, NotNow, Page } from './ports.ts';
import type { Difference, KnownTail, RowStore } from './rows.store.ts';
import { knownTail, type SavedSoFar, tailToCompare } from './saved.ts';

/** What reading rows needs. */
export interface RowReaderDeps {
  readonly spotify: AccountPlaylists;
  readonly playlists: PlaylistStore;
  readonly rows: RowStore;
  readonly now: () => Date;
  /** Called for every question to Spotify. */
  readonly called: () => void;
}

/** How the reading of one list ended. */
export type RowsRead =
  | { readonly kind: 'read'; readonly difference: Difference }
  /** As stored; nothing was read. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'gone' }
  /** Edited again and again while it was read, or stored by another process meanwhile; the next sync begins anew if it has to. */
  | { readonly kind: 'unsteady' }
  | NotNow;

/** A list that was closed to us is asked again after this long, or when it changes. */
const withheldAgainMs = 7 * 24 * 3_600_000;
/** A list that is edited while it is read is begun anew so often. */
const mostBeginnings = 2;

/** Reads the rows of lists page by page; each page is kept, so a reading that is broken off or killed goes on where it was. */
export function createRowReader({ spotify, playlists, rows, now, called }: RowReaderDeps) {
  async function ask<T>(question: Promise<T>): Promise<T> {
    called();
    return await question;
  }

  /** Reads the pages of one state of a list that are still missing. */
  async function missingPages(
    id: string,
    snapshotId: string,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'all'; readonly pages: number } | Exclude<RowsRead, { kind: 'read' | 'unchanged' }>> {
    let at = await rows.goesOnAt(id, snapshotId);
    let pages = 0;
    while (at !== null) {
      const page: Awaited<ReturnType<AccountPlaylists['rows']>> = await ask(spotify.rows(id, at, signal));
      if (page.kind === 'withheld' || page.kind === 'gone') {
        // Spotify's own lists are listed, but their rows are "not found" for apps.
        const sentence =
          page.kind === 'withheld' ? page.sentence : 'Spotify lists this playlist, but does not give its tracks.';
        await playlists.withhold(id, new Date(now().getTime() + withheldAgainMs), 'withheld', sentence);
        return { kind: 'withheld' };
      }
      if (page.kind !== 'page') return page;
      await rows.keepPage(id, snapshotId, { start: at, next: page.next, rows: page.items });
      pages += 1;
      at = page.next;
    }
    return { kind: 'all', pages };
  }

  /** Makes the pages the stored rows. */
  async function store(id: string, snapshotId: string, tail: KnownTail | null): Promise<RowsRead> {
    const difference = await rows.apply(id, snapshotId, tail);
    if (difference !== null) return { kind: 'read', difference };
    await rows.forgetPages(id);
    return { kind: 'unsteady' };
  }

  /** Reads a playlist as it was listed. A list of several pages is looked at once more at the end: pages of two states do not fit together. */
  async function readPlaylist(list: PlaylistRow, signal: AbortSignal): Promise<RowsRead> {
    let snapshotId = list.snapshot_id ?? `unknown:${now().getTime()}`;
    for (let beginning = 1; beginning <= mostBeginnings; beginning += 1) {
      const read = await missingPages(list.id, snapshotId, signal);
      if (read.kind !== 'all') return read;
      if (read.pages > 1 && list.snapshot_id !== null) {
        const after = await ask(spotify.one(list.id, signal));
        if (after.kind !== 'playlist') return after;
        const seen = after.playlist.snapshotId;
        if (seen !== null && seen !== snapshotId) {
          await playlists.list([after.playlist]);
          snapshotId = seen;
          continue;
        }
      }
      return await store(list.id, snapshotId, null);
    }
    await rows.forgetPages(list.id);
    return { kind: 'unsteady' };
  }

  /** Reads the saved tracks from the newest on, until what follows is known; their first page tells whether anything changed. */
  async function readSaved(list: PlaylistRow, first: Page<ListedRow>, signal: AbortSignal): Promise<RowsRead> {
    const marker = markerOf(first);
    if (list.contents === 'read' && list.read_snapshot_id === marker) return { kind: 'unchanged' };
    const totalThen = list.contents === 'read' ? totalOfMarker(list.read_snapshot_id) : null;
    const goesOn = await rows.goesOnAt(list.id, marker);
    if (goesOn === null) return await store(list.id, marker, null);
    let page = first;
    let at = 0;
    let read = 0;
    for (;;) {
      await rows.keepPage(list.id, marker, { start: at, next: page.next, rows: page.items });
      read += page.items.length;
      if (page.next === null) break;
      if (totalThen !== null && first.total !== null) {
        const lastUris = page.items.map((row) => row.uri);
        const tail = await tailOf(list.id, { read, lastUris, totalNow: first.total, totalThen });
        if (tail !== null) return await store(list.id, marker, tail);
      }
      // Pages that an earlier run kept of the same state need not be asked for again.
      at = at === 0 && goesOn > page.next ? goesOn : page.next;
      if (at !== page.next) read = at;
      const next = await ask(spotify.saved(at, signal));
      if (next.kind !== 'page') return next;
      page = next;
    }
    return await store(list.id, marker, null);
  }

  async function tailOf(id: string, so: SavedSoFar) {
    const compared = tailToCompare(so);
    return compared === null ? null : knownTail(so, await rows.uris(id, compared.from, compared.count));
  }

  return {
    readPlaylist,
    /** Looks at the saved tracks: how many there are, and their rows if they are mirrored or asked for. */
    async readSavedTracks(signal: AbortSignal): Promise<RowsRead> {
      const first = await ask(spotify.saved(0, signal));
      if (first.kind !== 'page') return first;
      const list = await playlists.listSaved(first.total);
      if (!list.mirror && !list.wanted) return { kind: 'unchanged' };
      return await readSaved(list, first, signal);
    },
  };
}

/** Tells two states of the saved tracks apart as well as the first page can. */
function markerOf(first: Page<ListedRow>): string {
  const newest = first.items[0];
  return `${first.total ?? ''}|${newest?.uri ?? ''}|${newest?.addedAt?.toISOString() ?? ''}`;
}

function totalOfMarker(marker: string | null): number | null {
  const total = marker?.split('|', 1)[0] ?? '';
  return /^\d+$/.test(total) ? Number(total) : null;
}
