import type { TransferPhase } from '../../../pipeline/4-download/ports.ts';
import type { WireTransfer } from '../daemon/wire.ts';

/** slskd's flag set as our phase. `Completed` with anything but `Succeeded` is a failure; unknown words are never an end (reference §5.5). */
export function phaseOf(states: ReadonlySet<string>): TransferPhase {
  if (states.has('Completed')) {
    if (states.has('Succeeded')) return 'succeeded';
    if (states.has('Rejected')) return 'rejected';
    if (states.has('Aborted')) return 'aborted';
    if (states.has('Cancelled')) return 'cancelled';
    if (states.has('TimedOut')) return 'timed-out';
    return 'errored';
  }
  if (states.has('InProgress')) return 'moving-bytes';
  if (states.has('Initializing')) return 'starting';
  if (states.has('Queued')) return states.has('Remotely') ? 'remote-queue' : 'local-queue';
  if (states.has('Requested')) return 'requested';
  return 'unknown';
}

/** Remembers how long a failed transfer has looked the same. */
export interface Finality {
  /**
   * Whether the state is the last word. Success, rejection, abort and cancellation are; errors and time-outs only when slskd has used up
   * its own tries, cannot try again, or nothing has changed for 90 s (reference §5.6).
   */
  isFinal(transfer: WireTransfer, ownTries: number): boolean;
}

const quietMs = 90_000;
const finalAtOnce: ReadonlySet<TransferPhase> = new Set(['succeeded', 'rejected', 'aborted', 'cancelled']);

/** A memory for one daemon. It forgets transfers that it was not asked about for ten minutes. */
export function createFinality(now: () => Date = () => new Date()): Finality {
  const seen = new Map<string, { signature: string; since: number; asked: number }>();
  return {
    isFinal(transfer, ownTries) {
      const phase = phaseOf(transfer.states);
      if (finalAtOnce.has(phase)) return true;
      if (phase !== 'errored' && phase !== 'timed-out') return false;
      if (transfer.removed || isShutdown(transfer.exception) || ownTries <= 1) return true;
      if ((transfer.attempts ?? 0) >= ownTries) return true;
      const at = now().getTime();
      const signature = `${phase}|${transfer.attempts}|${transfer.endedAt?.getTime()}|${transfer.exception}`;
      const before = seen.get(transfer.id);
      const since = before?.signature === signature ? before.since : at;
      seen.set(transfer.id, { signature, since, asked: at });
      if (seen.size > 2_000) for (const [id, memory] of seen) if (at - memory.asked > 600_000) seen.delete(id);
      return at - since >= quietMs;
    },
  };
}

/** slskd closed the transfer because it stopped; it may come back under a new id (reference §5.10). */
const isShutdown = (exception: string | null): boolean =>
  exception?.toLowerCase().includes('application shut down') === true;
