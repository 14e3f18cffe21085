import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSlskdStandIn,
  type Peer,
  type SharedFile,
  type SlskdStandIn,
  type StandInOptions,
  type TransferBehaviour,
} from './index.ts';
import { trueSize } from './shares.ts';

/** A reply, with its JSON parsed when there is any. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `undefined` for an empty body. */
  readonly json: unknown;
}

/** A transfer as the tests look at it. */
export interface SeenTransfer {
  readonly id: string;
  readonly batchId?: string;
  readonly username: string;
  readonly filename: string;
  readonly size: number;
  readonly state: string;
  readonly exception?: string;
  readonly endedAt?: string;
  readonly enqueuedAt?: string;
  readonly requestedAt: string;
  readonly startedAt?: string;
  readonly attempts?: number;
  readonly placeInQueue?: number;
  readonly bytesTransferred: number;
  readonly percentComplete: number;
  readonly removed: boolean;
  readonly startOffset?: number;
}

/** A search as the tests look at it. */
export interface SeenSearch {
  readonly id: string;
  readonly state: string;
  readonly searchText: string;
  readonly isComplete: boolean;
  readonly endedAt?: string;
  readonly responseCount: number;
  readonly fileCount: number;
  readonly lockedFileCount: number;
  readonly responses: readonly unknown[];
}

/** An event with its inner JSON parsed. */
export interface SeenEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Record<string, unknown> & { readonly localFilename: string };
}

/** A running stand-in with a plain strict client for it. */
export interface Bench {
  readonly standIn: SlskdStandIn;
  readonly dir: string;
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  /** Asks again and again, as a client does, until the answer suits; fails after 10 s. */
  readonly until: <T>(ask: () => Promise<T>, suits: (value: T) => boolean) => Promise<T>;
  /** All rows, removed ones as well. */
  readonly transfers: () => Promise<SeenTransfer[]>;
  /** One row, wherever it is. */
  readonly row: (id: string) => Promise<SeenTransfer>;
  readonly events: (type: string) => Promise<SeenEvent[]>;
  /** The first event of that type, once it is there. */
  readonly event: (type: string) => Promise<SeenEvent>;
  /** Starts a search and waits for its end. */
  readonly searched: (body: object) => Promise<SeenSearch>;
  /** Enqueues by the legacy route and returns the new row. */
  readonly enqueue: (username: string, file: SharedFile, size: number) => Promise<SeenTransfer>;
  /** The row once it stands still. */
  readonly settled: (id: string) => Promise<SeenTransfer>;
  readonly close: () => Promise<void>;
}

/** A small shared track. */
export function track(path: string, extra: Partial<SharedFile> = {}): SharedFile {
  return { path, audio: { format: 'opus', durationMs: 2000, seed: path }, ...extra };
}

/** A peer that answers fast. */
export function peer(username: string, files: readonly SharedFile[], extra: Partial<Peer> = {}): Peer {
  return { username, answersAfterMs: 50, files, ...extra };
}

/** The song of most tests, shared by `alice`. */
export const song = track('@@abcde\\Music\\Band\\Album\\01 - Song.opus');

/** Its size in bytes. */
export const songSize = trueSize(song);

/** Body of a batch of alice's files. */
export function batchOf(files: readonly SharedFile[], more: object = {}): object {
  return { username: 'alice', files: files.map((file) => ({ filename: file.path, size: trueSize(file) })), ...more };
}

/** Starts a stand-in with alice and her song, which behaves like that. */
export function startSong(behaviour: TransferBehaviour = {}, options: Partial<StandInOptions> = {}): Promise<Bench> {
  return startBench([peer('alice', [{ ...song, behaviour }])], options);
}

/** Starts a stand-in in a temporary folder, twenty times as fast as life. */
export async function startBench(peers: readonly Peer[], options: Partial<StandInOptions> = {}): Promise<Bench> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'slskd-'));
  const standIn = createSlskdStandIn({ world: { peers }, dir, timeScale: 20, acceptMs: 15, ...options });
  await standIn.start();

  const call: Bench['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${standIn.url}/api/v0/${path}`, {
      method,
      headers: {
        'X-API-Key': standIn.apiKey,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' && headers['x-raw'] ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  };

  const until: Bench['until'] = async (ask, suits) => {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const value = await ask();
      if (suits(value)) return value;
      if (Date.now() > deadline) throw new Error(`Not within ten seconds: ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  const transfers: Bench['transfers'] = async () => {
    const { json } = await call('GET', 'transfers/downloads?includeRemoved=true');
    const users = json as { directories: { files: SeenTransfer[] }[] }[];
    return users.flatMap((user) => user.directories.flatMap((each) => each.files));
  };

  const row: Bench['row'] = async (id) => (await transfers()).find((each) => each.id === id) as SeenTransfer;

  const events: Bench['events'] = async (type) =>
    ((await call('GET', 'events')).json as { type: string; timestamp: string; data: string }[])
      .filter((each) => each.type === type)
      .map((each) => ({ ...each, data: JSON.parse(each.data) as SeenEvent['data'] }));

  return {
    row,
    events,
    event: async (type) =>
      (
        await until(
          () => events(type),
          (list) => list.length > 0,
        )
      )[0] as SeenEvent,
    standIn,
    dir,
    call,
    until,
    transfers,
    async searched(body) {
      const started = (await call('POST', 'searches', body)).json as SeenSearch;
      const row = await until(
        async () => (await call('GET', `searches/${started.id}?includeResponses=true`)).json as SeenSearch,
        (each) => each.endedAt !== undefined,
      );
      return row;
    },
    async enqueue(username, file, size) {
      const reply = await call('POST', `transfers/downloads/${encodeURIComponent(username)}`, [
        { filename: file.path, size },
      ]);
      const rows = (reply.json as { enqueued: SeenTransfer[] }).enqueued;
      return rows[0] as SeenTransfer;
    },
    settled: (id) =>
      until(
        () => row(id),
        (each) => each.state.startsWith('Completed'),
      ),
    async close() {
      await standIn.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
