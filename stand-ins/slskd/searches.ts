import { type Clock, Interrupted } from './clock.ts';
import type { Network } from './network.ts';
import { listFile, matches, type Query } from './shares.ts';
import type { SearchRow, Store } from './state.ts';
import type { Peer } from './world.ts';

/** Limits of one search; times in simulated ms. */
export interface SearchLimits {
  readonly timeoutMs: number;
  readonly responseLimit: number;
  readonly fileLimit: number;
  readonly filterResponses: boolean;
  readonly minimumResponseFileCount: number;
  readonly maximumPeerQueueLength: number;
  readonly minimumPeerUploadSpeed: number;
}

/** Runs searches over the world as the daemon does: few at a time, counters first, responses in one go after the end. */
export interface Searches {
  start(id: string, query: Query, limits: SearchLimits): SearchRow;
  /** Leaves the row that a search without login leaves. */
  fail(id: string, query: Query): SearchRow;
  cancel(id: string): void;
  running(): number;
  /** The daemon starts again: unfinished rows end empty. */
  recover(): void;
}

interface Answer {
  readonly atMs: number;
  readonly peer: Peer;
  readonly files: readonly object[];
  readonly locked: readonly object[];
}

const jitter = (name: string): number => {
  let hash = 7;
  for (const byte of Buffer.from(name)) hash = (hash * 31 + byte) >>> 0;
  return hash % 1000;
};

/** Cancelled by somebody, or ended because the link to the server was lost. */
const endingOf = (signal: AbortSignal): string =>
  signal.reason === 'link' ? 'Completed, Errored' : 'Completed, Cancelled';

/** Time between "complete" and the stored responses: long enough for a client that polls `isComplete` to fall into the gap. */
const storeMs = 300;
const counterMs = 250;

/** Makes the search engine; at most `concurrency` run at once, the rest waits as `Queued`. */
export function createSearches(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly network: Network;
  readonly concurrency: number;
}): Searches {
  const { store, clock, network } = options;
  const waiting: (() => void)[] = [];
  const aborts = new Map<string, AbortController>();
  let active = 0;
  let nextToken = 1000;

  network.onChange((loggedIn) => {
    if (!loggedIn) for (const abort of aborts.values()) abort.abort('link');
  });

  /** A search that was deleted while it ran stays deleted. */
  const save = (row: SearchRow): void => {
    if (store.searches.has(row.id)) store.put('search', row);
  };

  const answersTo = (query: Query): Answer[] => {
    if (query.words.some((word) => network.blocked(word))) return [];
    return network.people
      .all()
      .filter((peer) => peer.presence !== 'offline')
      .map((peer) => {
        const hits = peer.files.filter((file) => matches(query, file.path));
        return {
          atMs: peer.answersAfterMs ?? 200 + jitter(peer.username),
          peer,
          files: hits.filter((file) => file.locked !== true).map(listFile),
          locked: hits.filter((file) => file.locked === true).map(listFile),
        };
      })
      .filter((answer) => answer.files.length + answer.locked.length > 0)
      .sort((a, b) => a.atMs - b.atMs);
  };

  const accepted = (answer: Answer, limits: SearchLimits): boolean =>
    !limits.filterResponses ||
    (answer.files.length + answer.locked.length >= limits.minimumResponseFileCount &&
      (answer.peer.queueLength ?? 0) < limits.maximumPeerQueueLength &&
      (answer.peer.reportedSpeedBps ?? answer.peer.speedBps ?? 2_000_000) >= limits.minimumPeerUploadSpeed);

  const toResponse = (answer: Answer, token: number): object => ({
    username: answer.peer.username,
    token,
    hasFreeUploadSlot: answer.peer.hasFreeUploadSlot ?? true,
    uploadSpeed: answer.peer.reportedSpeedBps ?? answer.peer.speedBps ?? 2_000_000,
    queueLength: answer.peer.queueLength ?? 0,
    fileCount: answer.files.length,
    files: answer.files,
    lockedFileCount: answer.locked.length,
    lockedFiles: answer.locked,
  });

  const listen = async (row: SearchRow, query: Query, limits: SearchLimits, signal: AbortSignal): Promise<Answer[]> => {
    const heard: Answer[] = [];
    let now = 0;
    let shown = 0;
    const show = (): void => {
      if (now - shown < counterMs && shown !== 0) return;
      shown = now;
      row.responseCount = heard.length;
      row.fileCount = heard.reduce((sum, each) => sum + each.files.length, 0);
      row.lockedFileCount = heard.reduce((sum, each) => sum + each.locked.length, 0);
      save(row);
    };
    try {
      let ending = 'Completed, TimedOut';
      row.state = 'InProgress';
      save(row);
      // The timer is an idle timer: it starts again at every accepted response.
      for (const answer of answersTo(query)) {
        if (answer.atMs - now >= limits.timeoutMs) break;
        await clock.wait(answer.atMs - now, signal);
        now = answer.atMs;
        if (!accepted(answer, limits)) continue;
        heard.push(answer);
        show();
        if (heard.length >= limits.responseLimit) ending = 'Completed, ResponseLimitReached';
        else if (heard.reduce((sum, each) => sum + each.files.length, 0) >= limits.fileLimit)
          ending = 'Completed, FileLimitReached';
        if (ending !== 'Completed, TimedOut') break;
      }
      if (ending === 'Completed, TimedOut') await clock.wait(limits.timeoutMs, signal);
      row.state = ending;
    } catch (error) {
      if (!(error instanceof Interrupted) || !signal.aborted) throw error;
      row.state = endingOf(signal);
    }
    return heard;
  };

  const run = async (row: SearchRow, query: Query, limits: SearchLimits, signal: AbortSignal): Promise<void> => {
    if (active >= options.concurrency) {
      row.state = 'Queued';
      save(row);
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    active++;
    try {
      const heard = signal.aborted ? [] : await listen(row, query, limits, signal);
      if (signal.aborted) row.state = endingOf(signal);
      // First write: complete, with counters, but neither end time nor responses.
      row.responseCount = heard.length;
      row.fileCount = heard.reduce((sum, each) => sum + each.files.length, 0);
      row.lockedFileCount = heard.reduce((sum, each) => sum + each.locked.length, 0);
      save(row);
      await clock.wait(storeMs);
      row.responses = heard.map((answer) => toResponse(answer, row.token));
      row.endedAt = new Date().toISOString();
      save(row);
    } finally {
      active--;
      aborts.delete(row.id);
      waiting.shift()?.();
    }
  };

  const create = (id: string, query: Query, state: string): SearchRow => ({
    id,
    searchText: query.text,
    token: nextToken++,
    state,
    startedAt: new Date().toISOString(),
    endedAt: null,
    responseCount: 0,
    fileCount: 0,
    lockedFileCount: 0,
    responses: [],
  });

  return {
    start(id, query, limits) {
      const row = create(id, query, 'Requested');
      store.put('search', row);
      const abort = new AbortController();
      aborts.set(id, abort);
      run(row, query, limits, abort.signal).catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error;
      });
      return row;
    },
    fail(id, query) {
      const row = create(id, query, 'Completed, Errored');
      row.endedAt = row.startedAt;
      store.put('search', row);
      return row;
    },
    cancel(id) {
      aborts.get(id)?.abort();
    },
    running: () => active,
    recover() {
      for (const row of store.searches.values()) {
        if (row.endedAt !== null) continue;
        store.put('search', {
          ...row,
          state: 'Completed, TimedOut',
          endedAt: new Date().toISOString(),
          responseCount: 0,
          fileCount: 0,
          lockedFileCount: 0,
          responses: [],
        });
      }
    },
  };
}
