import { ServiceFault } from '#platform/outbound';
import type { Transfer, TransferNetwork } from '../../../pipeline/4-download/ports.ts';
import type { SlskdClient } from '../daemon/client.ts';
import type { Daemon } from '../daemon/daemon.ts';
import { failureOf } from '../daemon/failures.ts';
import { pause } from '../daemon/pace.ts';
import type { WireTransfer } from '../daemon/wire.ts';
import { createFinality, type Finality, phaseOf } from './states.ts';

/** A transfer of slskd in our words. */
function toTransfer(wire: WireTransfer, ownTries: number, finality: Finality): Transfer {
  const phase = phaseOf(wire.states);
  const final = finality.isFinal(wire, ownTries);
  return {
    id: wire.id,
    username: wire.username,
    path: wire.filename,
    sizeBytes: wire.size,
    phase,
    final,
    bytesTransferred: wire.bytesTransferred,
    averageSpeedBps: wire.averageSpeed,
    queuePosition: wire.placeInQueue,
    batchId: wire.batchId,
    // Between two of its own tries slskd shows the old failure; that is none yet.
    failure: final ? failureOf(phase, wire.exception) : null,
    removed: wire.removed,
    requestedAt: wire.requestedAt,
  };
}

/** Everything about running transfers except asking and finding the file. */
export function createTransfers(deps: {
  readonly client: SlskdClient;
  readonly daemon: Daemon;
  readonly pollMs: number;
  readonly now?: () => Date;
}): Pick<TransferNetwork, 'list' | 'find' | 'cancel' | 'forget' | 'position'> {
  const { client, daemon } = deps;
  const finality = createFinality(deps.now);

  return {
    async list(signal) {
      const { ownTries } = await daemon.facts(signal);
      return (await client.transfers(signal)).map((wire) => toTransfer(wire, ownTries, finality));
    },
    async find(username, transferId, signal) {
      const { ownTries } = await daemon.facts(signal);
      const wire = await client.transfer(username, transferId, signal);
      return wire === null ? null : toTransfer(wire, ownTries, finality);
    },
    async cancel(username, transferId, signal) {
      // Hiding works only once the transfer has ended, and cancelling ends it a little later (reference §5.7).
      await client.cancelTransfer(username, transferId, false, signal);
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const wire = await client.transfer(username, transferId, signal);
        if (wire === null) return;
        if (wire.states.has('Completed')) {
          if (!wire.removed) await client.cancelTransfer(username, transferId, true, signal);
          return;
        }
        await pause(Math.min(500, deps.pollMs), signal);
      }
      throw new ServiceFault({
        service: 'slskd',
        code: 'unexpected_status',
        sentence: 'slskd does not end a transfer that was cancelled.',
        remedy: 'Cancel it in the web page of slskd, or restart slskd.',
      });
    },
    forget: (username, transferId, signal) => client.cancelTransfer(username, transferId, true, signal),
    position: (username, transferId, signal) => client.position(username, transferId, signal),
  };
}
