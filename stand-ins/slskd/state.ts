import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** A search as the daemon stores it. Times are ISO strings with `Z`; `responses` are there only at the very end. */
export interface SearchRow {
  id: string;
  searchText: string;
  token: number;
  state: string;
  startedAt: string;
  endedAt: string | null;
  responseCount: number;
  fileCount: number;
  lockedFileCount: number;
  responses: readonly unknown[];
}

/** A transfer as the daemon stores it. All times are ISO strings with `Z`; the REST answer cuts some of them. */
export interface TransferRow {
  id: string;
  batchId: string | null;
  username: string;
  direction: 'Download' | 'Upload';
  filename: string;
  size: number;
  startOffset: number;
  state: string;
  requestedAt: string;
  enqueuedAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  bytesTransferred: number;
  averageSpeed: number;
  placeInQueue: number | null;
  exception: string | null;
  attempts: number;
  removed: boolean;
}

/** A transfer that nothing has happened to yet. */
export function newTransfer(
  wanted: Pick<TransferRow, 'username' | 'filename' | 'size' | 'direction' | 'batchId'>,
): TransferRow {
  return {
    ...wanted,
    id: randomUUID(),
    startOffset: 0,
    state: 'Queued, Locally',
    requestedAt: new Date().toISOString(),
    enqueuedAt: null,
    startedAt: null,
    endedAt: null,
    bytesTransferred: 0,
    averageSpeed: 0,
    placeInQueue: null,
    exception: null,
    attempts: 0,
    removed: false,
  };
}

/** A batch; only `destination` of its options is kept. */
export interface BatchRow {
  id: string;
  searchId: string | null;
  username: string;
  createdAt: string;
  destination: string | null;
}

/** An event; `data` is a JSON text. */
export interface EventRow {
  id: string;
  timestamp: string;
  type: string;
  data: string;
}

/** A private message. */
export interface MessageRow {
  id: number;
  timestamp: string;
  username: string;
  direction: 'In' | 'Out';
  message: string;
  isAcknowledged: boolean;
  wasReplayed: boolean;
}

interface Tables {
  search: SearchRow;
  transfer: TransferRow;
  batch: BatchRow;
  event: EventRow;
  message: MessageRow;
}

/** The daemon's database: maps by id, each change appended to a journal before the call returns. */
export interface Store {
  readonly searches: Map<string, SearchRow>;
  readonly transfers: Map<string, TransferRow>;
  readonly batches: Map<string, BatchRow>;
  readonly events: Map<string, EventRow>;
  readonly messages: Map<string, MessageRow>;
  /** Stores a new or changed row. */
  put<K extends keyof Tables>(table: K, row: Tables[K]): void;
  drop(table: keyof Tables, id: string): void;
  close(): void;
}

/**
 * Opens the journal `state.jsonl` in the folder. Appending is one synchronous write, so whatever was answered survives `kill -9`;
 * a half-written last line is skipped. The journal is rewritten once at opening; `forget` starts with an empty one.
 */
export function openStore(dir: string, forget = false): Store {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'state.jsonl');
  const tables = {
    search: new Map<string, SearchRow>(),
    transfer: new Map<string, TransferRow>(),
    batch: new Map<string, BatchRow>(),
    event: new Map<string, EventRow>(),
    message: new Map<string, MessageRow>(),
  };
  const lines = existsSync(path) && !forget ? readFileSync(path, 'utf8').split('\n') : [];
  for (const line of lines) {
    try {
      const { t, id, row } = JSON.parse(line) as { t: keyof Tables; id: string; row: never };
      if (row === null) tables[t].delete(id);
      else tables[t].set(id, row);
    } catch {
      // The process was killed in the middle of this line: what it would have said was never acknowledged.
    }
  }
  const fresh = (Object.keys(tables) as (keyof Tables)[]).flatMap((t) =>
    [...tables[t]].map(([id, row]) => `${JSON.stringify({ t, id, row })}\n`),
  );
  writeFileSync(`${path}.new`, fresh.join(''));
  renameSync(`${path}.new`, path);
  const file = openSync(path, 'a');
  let open = true;
  const append = (t: keyof Tables, id: string, row: unknown): void => {
    if (open) writeSync(file, `${JSON.stringify({ t, id, row })}\n`);
  };
  return {
    searches: tables.search,
    transfers: tables.transfer,
    batches: tables.batch,
    events: tables.event,
    messages: tables.message,
    put(table, row) {
      const id = String(row.id);
      (tables[table] as Map<string, unknown>).set(id, row);
      append(table, id, row);
    },
    drop(table, id) {
      tables[table].delete(id);
      append(table, id, null);
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}
