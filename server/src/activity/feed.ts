/** One change for people who look on: `event` is `wish`, `ingest`, `library`, `activity` or `service`. */
export interface LiveEvent {
  /** Rises by one per event of this process. */
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
}

/** The live feed of this process. */
export interface LiveFeed {
  publish(event: string, data: unknown): void;
  /** Calls back for every later event; answers how to stop. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
  /** Events after `id`, or `null` when they are no longer kept: the reader must load everything anew. */
  since(id: number): readonly LiveEvent[] | null;
}

/** Keeps the last `keep` events for readers that come back. Ids start at the time, so that ids of an earlier process are recognised as old. */
export function createLiveFeed(keep = 1000, now: () => number = Date.now): LiveFeed {
  const recent: LiveEvent[] = [];
  const listeners = new Set<(event: LiveEvent) => void>();
  const first = now() * 1000;
  let last = first;
  return {
    publish(event, data) {
      last += 1;
      const entry = { id: last, event, data };
      recent.push(entry);
      if (recent.length > keep) recent.shift();
      for (const listener of listeners) listener(entry);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(id) {
      if (id < first || id > last) return null;
      const oldest = recent[0]?.id ?? last + 1;
      return id + 1 < oldest ? null : recent.filter((entry) => entry.id > id);
    },
  };
}
