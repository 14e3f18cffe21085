import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { WishStore } from '#wishes';
import type { Cancellations } from '../cancel.ts';
import type { DownloadRow } from '../download.store.ts';
import type { DownloadEvents } from './events.ts';
import {
  alreadyFiled,
  type BeginDeps,
  type Begun,
  beginCandidate,
  beginFile,
  busy,
  pinned,
  type WantedFile,
} from './manual.ts';
import { revive } from './retries.ts';

/** What people can do with downloads. `null`: there is no such download. */
export interface DownloadActions {
  /** Fetches files of a named peer; answers in the order given. */
  create(files: readonly WantedFile[]): Promise<readonly Begun[]>;
  /** Tries a failed or cancelled download again as a new one. */
  retry(id: number): Promise<Begun | null>;
  /** Puts the same download back into the queue, also a dead letter. */
  requeue(id: number): Promise<Begun | null>;
  /** Stops a download under way; `false` when it is not. One that was asked for by hand takes its wish along. */
  cancel(id: number): Promise<boolean | null>;
  /** Moves the download and its wish, so that the order is real. */
  prioritise(id: number, priority: number): Promise<boolean | null>;
  /** Keeps the downloads of a wish at the priority that the wish was given. */
  followWish(wishId: number, priority: number): Promise<void>;
}

/** Builds the actions over the one pipeline. */
export function createDownloadActions(
  deps: BeginDeps & {
    readonly wishes: Pick<WishStore, 'rowsById'>;
    readonly cancellations: Pick<Cancellations, 'cancelDownload'>;
    readonly cancelWish: (id: number) => Promise<boolean>;
    readonly prioritiseWish: (id: number, priority: number) => Promise<boolean>;
    readonly events: DownloadEvents;
    /** Calls the monitor: what became more urgent may take another's place. */
    readonly wake: () => void;
  },
): DownloadActions {
  const { db, events } = deps;
  const queued = (trx: Db, row: DownloadRow): Promise<void> => events.queued(trx, row);
  const rowOf = async (id: number, on: Db = db): Promise<DownloadRow | null> =>
    (await on.selectFrom('downloads').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
  const fileOf = (row: DownloadRow): WantedFile => ({
    username: row.username,
    filename: row.filename,
    sizeBytes: row.size_bytes ?? 0,
    priority: row.priority,
  });
  const wishOf = async (row: DownloadRow) =>
    row.wish_id === null ? undefined : (await deps.wishes.rowsById([row.wish_id]))[0];

  const missingPayload: Begun = {
    kind: 'refused',
    reason: 'missing_payload',
    sentence: 'The size of the file is not known, so it cannot be asked for again. Search anew.',
  };

  async function retry(id: number): Promise<Begun | null> {
    const row = await rowOf(id);
    if (row === null) return null;
    if (row.state !== 'failed' && row.state !== 'cancelled') {
      const sentence = `Only failed and cancelled downloads can be tried again; this one is ${row.state}.`;
      return { kind: 'refused', reason: 'wrong_state', sentence };
    }
    if (row.size_bytes === null) return missingPayload;
    const again = async (trx: Db, next: DownloadRow): Promise<void> => {
      await trx.updateTable('downloads').set({ next_retry_at: null }).where('id', '=', id).execute();
      await events.retried(trx, id, next);
    };
    const wish = await wishOf(row);
    if (wish === undefined) return await beginFile(deps, fileOf(row), again);
    if (wish.state === 'done') return alreadyFiled;
    const file = fileOf(row);
    const candidateId = await db.transaction().execute((trx) => pinned(trx, wish.id, file));
    return await beginCandidate(deps, { wishId: wish.id, candidateId, file }, again);
  }

  async function requeue(id: number): Promise<Begun | null> {
    const row = await rowOf(id);
    if (row === null) return null;
    if (row.state === 'queued' || row.state === 'downloading') {
      return { kind: 'refused', reason: 'already_queued', sentence: 'This download is already under way.' };
    }
    if (row.size_bytes === null) return missingPayload;
    if (row.username === '')
      return { kind: 'refused', reason: 'missing_username', sentence: 'Nobody is named to ask.' };
    const wish = await wishOf(row);
    if (wish?.state === 'done') return alreadyFiled;
    if (wish === undefined) {
      // Its wish is gone; the file gets a new one.
      return await beginFile(deps, fileOf(row), (trx, next) => events.retried(trx, id, next));
    }
    await deps.stopTransfers(wish.id);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      let after: DownloadRow | null = null;
      const begun = await deps.begin(wish.id, async (trx) => {
        const other = await trx
          .selectFrom('downloads')
          .select('id')
          .where('wish_id', '=', wish.id)
          .where('state', 'in', ['queued', 'downloading'])
          .executeTakeFirst();
        if (other !== undefined) return false;
        await revive(trx, row, { retry_count: 0 });
        after = await rowOf(id, trx);
        if (after !== null) await events.retried(trx, id, after);
        return after !== null;
      });
      if (begun && after !== null) return { kind: 'queued', row: after };
    }
    return busy;
  }

  return {
    async create(files) {
      const results: Begun[] = [];
      for (const file of files) results.push(await beginFile(deps, file, queued));
      return results;
    },
    retry,
    requeue,
    async cancel(id) {
      const row = await rowOf(id);
      if (row === null) return null;
      if (row.state !== 'queued' && row.state !== 'downloading') return false;
      const wish = await wishOf(row);
      // Nobody would understand if a file that was picked by hand, and cancelled, were fetched from somebody else.
      if (wish?.source === 'manual' && (await deps.cancelWish(wish.id))) return true;
      return await deps.cancellations.cancelDownload(id);
    },
    async prioritise(id, priority) {
      const row = await rowOf(id);
      if (row === null) return null;
      // The wish first: a download that gets its turn takes the wish's.
      const moved = row.wish_id === null || (await deps.prioritiseWish(row.wish_id, priority));
      const change = { priority, updated_at: sql<Date>`now()` };
      await db.updateTable('downloads').set(change).where('id', '=', id).execute();
      deps.wake();
      return moved;
    },
    async followWish(wishId, priority) {
      await db
        .updateTable('downloads')
        .set({ priority, updated_at: sql<Date>`now()` })
        .where('wish_id', '=', wishId)
        .where('state', 'in', ['queued', 'downloading'])
        .execute();
      deps.wake();
    },
  };
}
