import { Interrupted } from './clock.ts';

/** How many files of one request are asked for at the same time. */
export interface Gate {
  /** Waits for a place. Rejects with `Interrupted` when the signal fires. */
  enter(signal: AbortSignal): Promise<void>;
  /** Gives the place to the next one. */
  leave(): void;
}

/** Up to thirty files of one request are asked for at once, of more only five until the peer has answered. */
export function createGate(files: number): Gate {
  let free = files <= 30 ? files : 5;
  const queue: (() => void)[] = [];
  return {
    async enter(signal) {
      if (free > 0) {
        free--;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const stop = (): void => {
          queue.splice(queue.indexOf(go), 1);
          reject(new Interrupted('cancelled'));
        };
        const go = (): void => {
          signal.removeEventListener('abort', stop);
          resolve();
        };
        queue.push(go);
        signal.addEventListener('abort', stop, { once: true });
      });
    },
    leave() {
      const next = queue.shift();
      if (next) next();
      else free++;
    },
  };
}
