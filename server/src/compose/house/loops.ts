/** A piece of work that is done again and again until it is stopped. */
export interface Loop {
  stop(): Promise<void>;
}

/** Runs `work` at once and then `everyMs` after each end; a fault is reported and the loop goes on. */
export function startLoop(options: {
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
  readonly onFault: (error: unknown) => void;
}): Loop {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const turn = (): void => {
    running = options
      .work()
      .then(() => undefined, options.onFault)
      .then(() => {
        if (!stopped) timer = setTimeout(turn, options.everyMs);
      });
  };
  turn();
  return {
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
