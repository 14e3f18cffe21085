/** Gathers ids of things that changed and tells of them together. */
export interface ChangeGatherer {
  changed(id: number): void;
  /** Tells what is still gathered and stops. */
  stop(): Promise<void>;
}

/**
 * Joins bursts: at most one `tell` runs at a time, at least `everyMs` apart, with each changed id once. A failing `tell` is reported and its
 * ids are dropped, because people see the truth at the next load anyway.
 */
export function createChangeGatherer(options: {
  readonly everyMs: number;
  readonly tell: (ids: readonly number[]) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}): ChangeGatherer {
  let gathered = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let telling: Promise<void> = Promise.resolve();

  function flush(): void {
    timer = null;
    const ids = [...gathered];
    gathered = new Set();
    if (ids.length > 0) telling = telling.then(() => options.tell(ids)).catch(options.onFault);
  }

  return {
    changed(id) {
      gathered.add(id);
      timer ??= setTimeout(flush, options.everyMs);
    },
    async stop() {
      if (timer !== null) clearTimeout(timer);
      flush();
      await telling;
    },
  };
}
