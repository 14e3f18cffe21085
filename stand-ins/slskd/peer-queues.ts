import { type Clock, Interrupted } from './clock.ts';
import type { People } from './people.ts';
import type { TransferRow } from './state.ts';

/** The upload queues of the peers: slots, and our place among strangers. */
export interface PeerQueues {
  /** Waits for the transfer's turn; resolves to a function that gives the slot back. */
  enter(
    row: TransferRow,
    extra: { positions: number; msPerPosition: number } | undefined,
    signal: AbortSignal,
  ): Promise<() => void>;
  /** 1-based place, null when the transfer does not wait at the peer. */
  position(row: TransferRow): number | null;
}

/** Makes the queues; each peer serves `uploadSlots` transfers at once in order of arrival. */
export function createPeerQueues(clock: Clock, people: People): PeerQueues {
  const busy = new Map<string, number>();
  const waiting: { readonly id: string; readonly username: string; ahead: number; wake: (() => void) | undefined }[] =
    [];

  const next = (username: string): void => {
    for (const each of waiting) if (each.username === username && each.wake) each.wake();
  };

  return {
    async enter(row, extra, signal) {
      const entry = {
        id: row.id,
        username: row.username,
        ahead: extra?.positions ?? 0,
        wake: undefined as (() => void) | undefined,
      };
      waiting.push(entry);
      try {
        while (entry.ahead > 0) {
          await clock.wait(extra?.msPerPosition ?? 0, signal);
          entry.ahead--;
        }
        const slots = people.find(row.username)?.uploadSlots ?? 2;
        while ((busy.get(row.username) ?? 0) >= slots) {
          await new Promise<void>((resolve, reject) => {
            const stop = (): void => reject(new Interrupted('cancelled'));
            entry.wake = () => {
              signal.removeEventListener('abort', stop);
              entry.wake = undefined;
              resolve();
            };
            signal.addEventListener('abort', stop, { once: true });
          });
        }
      } finally {
        waiting.splice(waiting.indexOf(entry), 1);
      }
      busy.set(row.username, (busy.get(row.username) ?? 0) + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        busy.set(row.username, (busy.get(row.username) ?? 1) - 1);
        next(row.username);
      };
    },
    position(row) {
      const mine = waiting.filter((each) => each.username === row.username);
      const at = mine.findIndex((each) => each.id === row.id);
      return at < 0 ? null : at + 1 + (mine[at]?.ahead ?? 0);
    },
  };
}
