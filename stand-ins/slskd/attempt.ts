import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from './clock.ts';
import type { Network } from './network.ts';
import type { PeerQueues } from './peer-queues.ts';
import { findFile, noise, trueBytes, trueSize } from './shares.ts';
import type { TransferRow } from './state.ts';
import type { SharedFile, TransferBehaviour } from './world.ts';

/** One attempt that did not bring the file. */
export interface Failure {
  readonly kind: 'failed';
  readonly state: string;
  readonly exception: string;
  readonly retryable: boolean;
}

const failed = (state: string, exception: string, retryable: boolean): Failure => ({
  kind: 'failed',
  state: `Completed, ${state}`,
  exception,
  retryable,
});

/** What arrives over the wire for that file, of exactly the agreed size. */
function contentOf(file: SharedFile, size: number, kind: TransferBehaviour['content']): Buffer {
  if (kind === 'garbage') return noise(`garbage ${file.path}`, size);
  const bytes = trueBytes(file);
  if (kind === 'zero-tail') bytes.fill(0, Math.floor(bytes.length / 2));
  return bytes;
}

const tickMs = 100;

/**
 * Asks the peer once and fetches: request, remote queue, connection, bytes into the incomplete folder. Changes the row as the daemon
 * would. Returns how the attempt ended; throws `Interrupted` when it was cancelled.
 */
export async function attemptDownload(context: {
  readonly row: TransferRow;
  readonly attempt: number;
  readonly partial: string;
  readonly startOffset: number;
  readonly clock: Clock;
  readonly network: Network;
  readonly queues: PeerQueues;
  readonly signal: AbortSignal;
  readonly change: (row: TransferRow, changes: Partial<TransferRow>) => void;
}): Promise<Failure | { readonly kind: 'received'; readonly behaviour: TransferBehaviour }> {
  const { row, clock, network, signal, change } = context;
  const peer = network.people.find(row.username);
  const offline = (): Failure => failed('Errored', `User ${row.username} appears to be offline`, true);
  await clock.wait(10, signal);
  if (!network.loggedIn())
    return failed('Errored', 'The server connection must be connected and logged in to perform this operation', true);
  change(row, { state: 'Requested', attempts: context.attempt, startedAt: null, startOffset: context.startOffset });
  await clock.wait(60, signal);
  if (!peer || !network.people.online(row.username)) return offline();
  const file = findFile(peer, row.filename);
  const behaviour: TransferBehaviour = { ...peer.behaviour, ...file?.behaviour };

  if (behaviour.neverAnswers === true) {
    await clock.wait(180_000, signal);
    return failed('TimedOut', 'Download failed to enqueue remotely after hard time limit of 180 secs', false);
  }
  // A refusal of the request itself is told with a prefix, one that comes later bare.
  if (!file || file.locked === true) return failed('Rejected', 'Transfer rejected: File not shared.', false);
  if (behaviour.reject !== undefined) {
    if (network.people.countAsk(row.username, row.filename) <= (behaviour.rejectTimes ?? Number.POSITIVE_INFINITY)) {
      if (behaviour.rejectLate !== true) return failed('Rejected', `Transfer rejected: ${behaviour.reject}`, false);
      change(row, { state: 'Queued, Remotely', enqueuedAt: new Date().toISOString() });
      await clock.wait(500, signal);
      return failed('Rejected', behaviour.reject, false);
    }
  }

  change(row, { state: 'Queued, Remotely', enqueuedAt: row.enqueuedAt ?? new Date().toISOString() });
  const leave = await context.queues.enter(row, behaviour.queue, signal);
  try {
    await clock.wait(30, signal);
    if (!network.people.online(row.username)) return offline();
    const size = behaviour.actualSize ?? trueSize(file);
    if (size !== row.size) {
      return failed(
        'Aborted',
        `Transfer aborted: the remote size of ${size} does not match expected size ${row.size}`,
        false,
      );
    }
    change(row, { state: 'Initializing' });
    await clock.wait(30, signal);
    const outcome = await receive(context, file, behaviour);
    return outcome ?? { kind: 'received', behaviour };
  } finally {
    leave();
  }
}

async function receive(
  context: Parameters<typeof attemptDownload>[0],
  file: SharedFile,
  behaviour: TransferBehaviour,
): Promise<Failure | undefined> {
  const { row, clock, network, signal, change, partial, startOffset } = context;
  const bytes = contentOf(file, row.size, behaviour.content);
  const speed = behaviour.speedBps ?? network.people.find(row.username)?.speedBps ?? 2_000_000;
  const hit = context.attempt <= (behaviour.failTimes ?? Number.POSITIVE_INFINITY);
  const breaks = [
    { at: behaviour.stallAtPercent, kind: 'stall' as const },
    { at: behaviour.disconnectAtPercent, kind: 'disconnect' as const },
    { at: behaviour.failAtPercent, kind: 'fail' as const },
    { at: behaviour.vanishAtPercent, kind: 'vanish' as const },
  ].flatMap((each) =>
    each.at === undefined || !hit ? [] : [{ ...each, at: Math.floor((bytes.length * each.at) / 100) }],
  );
  const trouble = breaks.toSorted((a, b) => a.at - b.at)[0];
  const stopAt = trouble?.at ?? bytes.length;

  mkdirSync(dirname(partial), { recursive: true });
  const out = openSync(partial, startOffset > 0 ? 'a' : 'w');
  try {
    change(row, {
      state: 'InProgress',
      startedAt: new Date().toISOString(),
      bytesTransferred: startOffset,
      averageSpeed: 0,
    });
    let sent = Math.min(startOffset, stopAt);
    let elapsed = 0;
    // Few steps: one per simulated tick, but never more often than every 25 real milliseconds.
    const step = Math.max(tickMs, 25 * clock.scale);
    while (sent < stopAt) {
      const left = ((stopAt - sent) / speed) * 1000;
      const pause = Math.min(step, left);
      await clock.wait(pause, signal);
      elapsed += pause;
      const upTo = left <= step ? stopAt : Math.min(stopAt, sent + Math.ceil((speed * pause) / 1000));
      writeSync(out, bytes, sent, upTo - sent);
      sent = upTo;
      row.bytesTransferred = sent;
      row.averageSpeed = elapsed === 0 ? speed : ((sent - startOffset) / elapsed) * 1000;
      if (!network.people.online(row.username))
        return failed('Errored', 'Transfer failed: Remote connection closed', true);
    }
  } finally {
    closeSync(out);
  }
  switch (trouble?.kind) {
    case undefined:
      return undefined;
    case 'stall':
      await clock.wait(Number.MAX_SAFE_INTEGER, signal);
      return failed('TimedOut', 'Inactivity timeout was reached', true);
    case 'disconnect':
      return failed('Errored', 'Transfer failed: Remote connection closed', true);
    case 'fail':
      return failed('Errored', 'Download reported as failed by remote client', true);
    case 'vanish':
      network.people.setPresence(row.username, false);
      return failed('Errored', 'Transfer failed: Remote connection closed', true);
  }
}
