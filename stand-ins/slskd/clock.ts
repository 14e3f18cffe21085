/** Thrown out of a wait when the daemon stops or the work is cancelled. */
export class Interrupted extends Error {}

/** Simulated time: waits are divided by the scale; wall-clock stamps stay real. */
export interface Clock {
  readonly scale: number;
  /** Waits that many simulated milliseconds. Rejects with `Interrupted` when the signal fires or the clock stops. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Fires once after that many simulated milliseconds; the returned function calls it off. */
  after(ms: number, action: () => void): () => void;
  /** Ends every wait. */
  stop(): void;
  stopped(): boolean;
}

/** Makes a clock that runs `scale` times faster than real time. */
export function createClock(scale: number): Clock {
  let over = false;
  const running = new Set<{ timer: NodeJS.Timeout; end: () => void }>();
  const start = (ms: number, action: () => void, end: () => void): (() => void) => {
    const entry = {
      timer: setTimeout(
        () => {
          running.delete(entry);
          action();
        },
        Math.min(ms / scale, 2 ** 31 - 1),
      ),
      end,
    };
    running.add(entry);
    return () => {
      clearTimeout(entry.timer);
      running.delete(entry);
    };
  };
  return {
    scale,
    after: (ms, action) => start(ms, action, () => undefined),
    wait(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new Interrupted('cancelled'));
          return;
        }
        const fail = (): void => {
          cancel();
          reject(new Interrupted('cancelled'));
        };
        const cancel = start(
          ms,
          () => {
            signal?.removeEventListener('abort', fail);
            resolve();
          },
          () => reject(new Interrupted('stopped')),
        );
        signal?.addEventListener('abort', fail, { once: true });
      });
    },
    stopped: () => over,
    stop() {
      over = true;
      for (const entry of running) {
        clearTimeout(entry.timer);
        entry.end();
      }
      running.clear();
    },
  };
}
