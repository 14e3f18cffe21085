import type { Db } from '#platform/database';
import type { PlaylistStore } from './playlists.store.ts';
import { savedTracksId } from './playlists.store.ts';
import type { AccountPlaylists, ListedPlaylist, NotNow, WishIntake } from './ports.ts';
import { createRowReader, type RowsRead } from './read-rows.ts';
import { type PlaylistItemRow, type RowStore, wantedOfRow } from './rows.store.ts';
import { noCounters, type SyncCounters, type SyncStore } from './sync.store.ts';

/** What a sync needs. */
export interface SyncDeps {
  readonly db: Db;
  readonly spotify: AccountPlaylists;
  readonly playlists: PlaylistStore;
  readonly rows: RowStore;
  readonly state: SyncStore;
  readonly intake: WishIntake;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
  readonly now: () => Date;
  readonly wishBatchSize: number;
}

/** Where Spotify names no moment, a sync waits this long. */
const usualPauseMs = 15 * 60_000;
/** Pages of the listing that are read at the most; an account may have 11,000 lists. */
const mostPages = 250;

/** How a sync ended; `stop`: why Spotify gave no more, and until when. */
export interface SyncResult {
  readonly counters: SyncCounters;
  readonly stop: NotNow | null;
}

/** Compares the account's playlists with what is stored; `only` narrows it to one list. Kept safe against being killed anywhere. */
export function createSync(deps: SyncDeps) {
  const { db, spotify, playlists, rows, state, intake, record, now } = deps;

  return {
    /** Runs a sync to its end or until Spotify gives nothing; answers what it did. */
    async run(only: string | null, signal: AbortSignal): Promise<SyncResult> {
      const counters = noCounters();
      const reader = createRowReader({
        spotify,
        playlists,
        rows,
        now,
        called: () => {
          counters.calls += 1;
        },
      });
      await state.begin(now());
      await record('sync', 'sync_started', only === null ? {} : { playlist_id: only });
      const stop = await read(reader, only, counters, signal);
      // What is stored can be wished for, whatever Spotify says now.
      await mirror(counters, signal);
      const until = stop === null ? null : (stop.until ?? new Date(now().getTime() + usualPauseMs));
      const end = stop !== null ? 'waiting' : counters.errors > 0 ? 'partial' : 'completed';
      await state.end(end, now(), counters, stop === null ? null : { ...stop, until });
      await record('sync', end === 'completed' ? 'sync_completed' : 'sync_partial', {
        counters: {
          ...counters,
          tracks_synced: counters.tracks_added + counters.tracks_changed,
        },
        ...(stop === null ? {} : { reason: stop.sentence, resume_at: until?.toISOString() }),
      });
      return { counters, stop: stop === null ? null : { ...stop, until } };
    },
  };

  async function read(
    reader: ReturnType<typeof createRowReader>,
    only: string | null,
    counters: SyncCounters,
    signal: AbortSignal,
  ): Promise<NotNow | null> {
    const access = await spotify.access();
    if (access.kind !== 'ready')
      return { kind: 'not-now', code: 'needs_spotify', sentence: access.sentence, until: null };
    if (only !== null && only !== savedTracksId) {
      const stop = await listOne(only, counters, signal);
      if (stop !== null) return stop;
    }
    if (only === null) {
      const stop = await listAll(counters, signal);
      if (stop !== null) return stop;
    }
    const due = (await playlists.toRead(now())).filter((list) => only === null || list.id === only);
    for (const list of due) {
      signal.throwIfAborted();
      const stop = await counted(list.id, await reader.readPlaylist(list, signal), counters);
      if (stop !== null) return stop;
    }
    if (only === null || only === savedTracksId)
      return await counted(savedTracksId, await reader.readSavedTracks(signal), counters);
    return null;
  }

  /** The whole listing, or why it could not be read; only a whole one says what has vanished. */
  async function listAll(counters: SyncCounters, signal: AbortSignal): Promise<NotNow | null> {
    const listed: ListedPlaylist[] = [];
    for (let at: number | null = 0; at !== null; ) {
      signal.throwIfAborted();
      if (counters.calls >= mostPages)
        return {
          kind: 'not-now',
          code: 'too_many_playlists',
          sentence: 'The listing of the playlists did not end.',
          until: null,
        };
      counters.calls += 1;
      const page: Awaited<ReturnType<AccountPlaylists['mine']>> = await spotify.mine(at, signal);
      if (page.kind === 'not-now') return page;
      listed.push(...page.items);
      at = page.next;
    }
    // Lists that move between two pages come twice.
    const unique = [...new Map(listed.map((playlist) => [playlist.id, playlist])).values()];
    await playlists.list(unique);
    counters.playlists = unique.length;
    counters.playlists_vanished = await playlists.markVanished(unique.map((playlist) => playlist.id));
    return null;
  }

  async function listOne(id: string, counters: SyncCounters, signal: AbortSignal): Promise<NotNow | null> {
    counters.calls += 1;
    const found = await spotify.one(id, signal);
    if (found.kind === 'not-now') return found;
    counters.playlists = 1;
    if (found.kind === 'playlist') await playlists.list([found.playlist]);
    else {
      await playlists.vanish(id);
      counters.playlists_vanished += 1;
    }
    return null;
  }

  async function counted(id: string, read: RowsRead, counters: SyncCounters): Promise<NotNow | null> {
    switch (read.kind) {
      case 'read':
        counters.playlists_read += 1;
        counters.tracks_added += read.difference.added;
        counters.tracks_removed += read.difference.removed;
        counters.tracks_changed += read.difference.changed;
        return null;
      case 'withheld':
        counters.playlists_withheld += 1;
        return null;
      case 'gone':
        await playlists.vanish(id);
        counters.playlists_vanished += 1;
        return null;
      case 'unsteady':
        counters.errors += 1;
        return null;
      case 'unchanged':
        return null;
      case 'not-now':
        return read;
    }
  }

  /** Wishes for the tracks of mirrored lists that nobody wished for, batch by batch; wishes and links are one transaction. */
  async function mirror(counters: SyncCounters, signal: AbortSignal): Promise<void> {
    for (const id of await playlists.mirrored())
      for (;;) {
        signal.throwIfAborted();
        const done = await db.transaction().execute(async (trx) => {
          const items = await rows.unwished(trx, id, deps.wishBatchSize);
          if (items.length === 0) return null;
          const taken = await intake.add(trx, items.map(wishOf));
          await rows.link(
            trx,
            items.map((item, at) => ({ id: item.id, wish_id: taken[at]?.wishId ?? 0 })),
          );
          return { fresh: taken.filter((wish) => wish.kind === 'new').length, all: items.length };
        });
        if (done === null) break;
        counters.tracks_wished += done.fresh;
        counters.tracks_skipped += done.all - done.fresh;
      }
  }
}

/** Runs syncs. */
export type Sync = ReturnType<typeof createSync>;

function wishOf(item: PlaylistItemRow) {
  return { ...wantedOfRow(item), source: 'playlist', priority: 0 };
}
