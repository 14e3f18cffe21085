import { existsSync, statSync } from 'node:fs';
import { attemptDownload } from './attempt.ts';
import { type Clock, Interrupted } from './clock.ts';
import { createFinishing, type LandingRules } from './finishing.ts';
import { createGate, type Gate } from './gate.ts';
import type { Network } from './network.ts';
import { createPeerQueues } from './peer-queues.ts';
import { newTransfer, type Store, type TransferRow } from './state.ts';
import { atLeast } from './wire.ts';

/** Set-up of the download side. */
export interface TransferRules extends LandingRules {
  readonly retry: {
    readonly attempts: number;
    readonly delayMs: number;
    readonly maxDelayMs: number;
    readonly resume: boolean;
  };
  readonly staleFailures: boolean;
}

/** Downloads as the daemon runs them. */
export interface Transfers {
  /** Adds rows for the files that are not active yet and starts them; the others are named in `failed`. */
  enqueue(
    username: string,
    files: readonly { readonly filename: string; readonly size: number }[],
    batchId: string | null,
  ): {
    readonly enqueued: readonly TransferRow[];
    readonly failed: readonly { readonly filename: string; readonly message: string }[];
  };
  cancel(id: string): void;
  /** Hides a row if it is finished now. */
  remove(id: string): void;
  /** Place in the peer's queue, or null when it has none. */
  position(row: TransferRow): number | null;
  /** Resolves when no file of the list waits for the peer's acknowledgement any more. */
  acknowledged(ids: readonly string[]): Promise<void>;
  /** The daemon starts again: closes what was unfinished and asks for it anew under new ids. */
  recover(): void;
}

const done = (row: TransferRow): boolean => row.state.startsWith('Completed');

/** Makes the download side; `raise` stores an event with that time. */
export function createTransfers(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly network: Network;
  readonly rules: TransferRules;
  raise(type: string, data: object, timestamp: string): void;
}): Transfers {
  const { store, clock, network, rules } = options;
  const modern = atLeast(rules.version, '0.26.0');
  const finishing = createFinishing(options);
  const queues = createPeerQueues(clock, network.people);
  const aborts = new Map<string, AbortController>();
  const waiters = new Set<() => void>();

  const change = (row: TransferRow, changes: Partial<TransferRow>): void => {
    // A change of state wipes what an earlier attempt left behind.
    Object.assign(
      row,
      changes.state === undefined ? {} : { placeInQueue: null, exception: null, endedAt: null },
      changes,
    );
    store.put('transfer', row);
    if (changes.state !== undefined) for (const waiter of waiters) waiter();
  };

  const end = (row: TransferRow, state: string, exception: string | null): void => {
    change(row, { state, exception, endedAt: new Date().toISOString() });
  };

  const run = async (row: TransferRow, signal: AbortSignal): Promise<void> => {
    const partial = finishing.partialOf(row);
    const limit = modern ? rules.retry.attempts : 1;
    for (let attempt = 1; ; attempt++) {
      const resumable = modern && rules.retry.resume && existsSync(partial);
      const outcome = await attemptDownload({
        row,
        attempt,
        partial,
        startOffset: resumable ? statSync(partial).size : 0,
        clock,
        network,
        queues,
        signal,
        change,
      });
      if (outcome.kind === 'received') {
        // Succeeded is visible before the file is in its place.
        end(row, 'Completed, Succeeded', null);
        await finishing.move(row, outcome.behaviour);
        return;
      }
      end(row, outcome.state, outcome.exception);
      if (!outcome.retryable || attempt >= limit) return;
      // The failed state is seen for a moment, then the row waits as queued with the old failure still in it.
      await clock.wait(20);
      Object.assign(row, { state: rules.staleFailures ? row.state : 'Queued, Locally', attempts: attempt + 1 });
      store.put('transfer', row);
      const base = attempt === 1 ? 0 : rules.retry.delayMs * 2 ** (attempt - 2);
      try {
        await clock.wait(Math.min(rules.retry.maxDelayMs, base + rules.retry.delayMs * 0.6), signal);
      } catch (error) {
        if (!signal.aborted) throw error;
        // Cancelling while it waits for the next attempt ends as a failure, not as cancelled.
        end(row, 'Completed, Errored', row.exception);
        return;
      }
    }
  };

  /** Resolves when each of these was acknowledged by its peer or is over. */
  const settled = async (ids: readonly string[]): Promise<void> => {
    const open = (): boolean =>
      ids.some((id) => {
        const row = store.transfers.get(id);
        return row !== undefined && !done(row) && row.enqueuedAt === null;
      });
    while (open()) {
      await new Promise<void>((resolve) => {
        const waiter = (): void => {
          waiters.delete(waiter);
          resolve();
        };
        waiters.add(waiter);
      });
    }
  };

  const start = (row: TransferRow, gate: Gate): void => {
    const abort = new AbortController();
    aborts.set(row.id, abort);
    const begin = async (): Promise<void> => {
      await gate.enter(abort.signal);
      void settled([row.id]).then(() => gate.leave());
      await run(row, abort.signal);
    };
    begin()
      .catch((error: unknown) => {
        if (!(error instanceof Interrupted)) {
          end(row, 'Completed, Errored', error instanceof Error ? error.message : String(error));
        } else if (abort.signal.aborted) end(row, 'Completed, Cancelled', 'The operation was canceled.');
      })
      .finally(() => aborts.delete(row.id));
  };

  const add = (
    username: string,
    file: { filename: string; size: number },
    batchId: string | null,
    gate: Gate,
  ): TransferRow => {
    for (const old of store.transfers.values()) {
      if (old.username === username && old.filename === file.filename && !old.removed) {
        old.removed = true;
        store.put('transfer', old);
      }
    }
    const row = newTransfer({ ...file, username, direction: 'Download', batchId });
    store.put('transfer', row);
    start(row, gate);
    return row;
  };

  const isActive = (row: TransferRow): boolean => row.endedAt === null || !done(row) || aborts.has(row.id);

  return {
    enqueue(username, files, batchId) {
      const enqueued: TransferRow[] = [];
      const failed: { filename: string; message: string }[] = [];
      const gate = createGate(files.length);
      for (const file of files) {
        const active = [...store.transfers.values()].some(
          (row) =>
            row.username === username &&
            row.filename === file.filename &&
            row.direction === 'Download' &&
            isActive(row),
        );
        if (active) failed.push({ filename: file.filename, message: 'Skipped: Already in progress' });
        else enqueued.push(add(username, file, batchId, gate));
      }
      return { enqueued, failed };
    },
    cancel(id) {
      aborts.get(id)?.abort();
    },
    remove(id) {
      const row = store.transfers.get(id);
      if (!row || !done(row)) return;
      row.removed = true;
      store.put('transfer', row);
    },
    position: (row) => queues.position(row),
    acknowledged: settled,
    recover() {
      const unfinished = [...store.transfers.values()].filter((row) => row.direction === 'Download' && !done(row));
      for (const row of unfinished) end(row, 'Completed, Errored', 'Application shut down');
      clock.after(300, () => {
        for (const row of unfinished) {
          if (row.removed || !network.people.online(row.username)) continue;
          add(row.username, { filename: row.filename, size: row.size }, null, createGate(1));
        }
      });
    },
  };
}
