import type { ActiveDownload, CandidateOutcome } from '../download.store.ts';
import type { Transfer } from '../ports.ts';
import type { DownloadSettings } from '../settings.ts';

/** What to do about one transfer. */
export type Decision =
  /** Nothing but keeping its numbers. */
  | { readonly kind: 'watch' }
  /** All bytes are there: find the file. */
  | { readonly kind: 'collect' }
  /** Give this attempt up. `outcome: null` keeps the candidate eligible; `stop` tells the daemon. `putOff` waits ten minutes. */
  | {
      readonly kind: 'give-up';
      readonly code: string;
      readonly sentence: string;
      readonly outcome: CandidateOutcome;
      readonly stop: boolean;
      readonly putOff?: boolean;
    };

/** Times that the decision depends on; all in milliseconds since 1970. */
export interface DecisionTimes {
  readonly now: number;
  /** Since when the transfer has been watched without a gap: what happened while nobody looked is not held against the peer. */
  readonly watchingSince: number;
  /** Since when the transfer is closed or missing because the daemon restarted. */
  readonly missingSince: number | null;
}

const minutes = (seconds: number): string =>
  seconds < 120
    ? `${seconds} seconds`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minutes`
      : `${Math.round(seconds / 3600)} hours`;

/** Decides about one download from what the daemon shows (`null`: nothing) and how long it has been so. Pure. */
export function decide(
  row: Pick<ActiveDownload, 'last_progress_at' | 'created_at' | 'has_alternative'>,
  transfer: Transfer | null,
  times: DecisionTimes,
  settings: DownloadSettings,
): Decision {
  const quiet = seconds(times.now - Math.max((row.last_progress_at ?? row.created_at).getTime(), times.watchingSince));
  if (transfer === null || transfer.failure?.code === 'daemon_restarted') {
    const missing = times.missingSince === null ? 0 : seconds(times.now - times.missingSince);
    if (missing < settings.readoptS) return { kind: 'watch' };
    const sentence = 'slskd was restarted and did not take the transfer up again.';
    return { kind: 'give-up', code: 'daemon_restarted', sentence, outcome: null, stop: false };
  }
  if (transfer.failure !== null) {
    const { code, sentence, blame } = transfer.failure;
    if (blame === 'daemon') return { kind: 'give-up', code, sentence, outcome: null, stop: false, putOff: true };
    return { kind: 'give-up', code, sentence, outcome: blame, stop: false };
  }
  const late = (code: string, sentence: string): Decision => ({
    kind: 'give-up',
    code,
    sentence,
    outcome: 'failed',
    stop: true,
  });
  switch (transfer.phase) {
    case 'succeeded':
      return { kind: 'collect' };
    case 'moving-bytes':
    case 'starting':
      if (quiet < settings.stallS) return { kind: 'watch' };
      return late('stalled', `No bytes came for ${minutes(settings.stallS)}.`);
    case 'requested':
      if (quiet < settings.requestMaxS) return { kind: 'watch' };
      return late('no_answer', `The peer did not answer for ${minutes(settings.requestMaxS)}.`);
    case 'local-queue':
    case 'remote-queue':
    case 'unknown': {
      const limit = row.has_alternative ? settings.queueMaxS : settings.queueLastMaxS;
      // Waiting in a queue goes on while nobody looks, but the daemon gets a moment to speak first.
      const waited = seconds(times.now - (row.last_progress_at ?? row.created_at).getTime());
      if (waited < limit || seconds(times.now - times.watchingSince) < Math.min(limit, settings.stallS))
        return { kind: 'watch' };
      return late('queue_too_long', `Waited ${minutes(limit)} in the queue of the peer.`);
    }
    case 'cancelled':
    case 'timed-out':
    case 'errored':
    case 'rejected':
    case 'aborted':
      // Not final: the daemon is about to try again by itself.
      return { kind: 'watch' };
  }
}

const seconds = (ms: number): number => ms / 1000;
