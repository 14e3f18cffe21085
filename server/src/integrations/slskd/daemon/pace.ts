import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { ServiceFault } from '#platform/outbound';
import type { WireAnswer } from './client.ts';

/** Waits, or throws an `aborted` fault. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    throw aborted(error);
  }
}

const aborted = (cause: unknown): ServiceFault =>
  new ServiceFault({
    service: 'slskd',
    code: 'aborted',
    sentence: 'The work with slskd was called off.',
    remedy: 'Nothing to do.',
    cause,
  });

/**
 * One question at a time, patient with 429: other tools share slskd's slots, so a 429 is no error (reference §1.5).
 * Gives the last 429 back when `patienceMs` are over.
 */
export function createTurnstile(options: { readonly patienceMs: number; readonly gapMs?: number }) {
  const queue = new PQueue({ concurrency: 1 });
  const gapMs = options.gapMs ?? 250;

  return async (ask: () => Promise<WireAnswer>, signal: AbortSignal): Promise<WireAnswer> => {
    // in the name of who waits, not of whom it follows
    const answer = await queue.add(
      AsyncLocalStorage.bind(async () => {
        if (signal.aborted) throw aborted(signal.reason);
        const end = Date.now() + options.patienceMs;
        for (;;) {
          const answer = await ask();
          if (answer.status !== 429 || Date.now() >= end) return answer;
          await pause(gapMs * (1 + 3 * Math.random()), signal);
        }
      }),
    );
    return answer;
  };
}
