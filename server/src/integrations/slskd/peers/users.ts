import { type Outbound, type OutboundReply, ServiceFault } from '#platform/outbound';
import type { SoulseekNeighbours } from '../../../soulseek/ports.ts';
import { objectOf, textOf } from '../daemon/wire.ts';

/** Looking somebody up and connecting takes up to half a minute (reference §7). */
const patienceMs = 40_000;

/** What other people say about themselves (reference §7). */
export function createUsers(
  out: Pick<Outbound, 'call'>,
): Pick<SoulseekNeighbours, 'address' | 'info' | 'status' | 'browsingStatus'> {
  async function ask(username: string, what: string, signal: AbortSignal) {
    const path = `/api/v0/users/${userSegment(username)}/${what}`;
    const reply = await out.call({ method: 'GET', path, signal, timeoutMs: patienceMs, expect: [404, 500] });
    if (reply.status !== 200) throw userFault(username, reply);
    return objectOf(reply.json);
  }

  return {
    address: (username, signal) => ask(username, 'endpoint', signal),
    info: (username, signal) => ask(username, 'info', signal),
    status: (username, signal) => ask(username, 'status', signal),
    async browsingStatus(username, signal) {
      const path = `/api/v0/users/${userSegment(username)}/browse/status`;
      const reply = await out.call({ method: 'GET', path, signal, expect: [404] });
      return reply.status === 404 ? null : objectOf(reply.json);
    },
  };
}

/** A user name as part of a URL. `.` and `..` vanish from every URL (reference §1.4), so they are refused. */
export function userSegment(username: string): string {
  if (username !== '.' && username !== '..') return encodeURIComponent(username);
  throw new ServiceFault({
    service: 'slskd',
    code: 'unexpected_status',
    sentence: `slskd cannot address a person named “${username}”.`,
    remedy: 'Nothing can be done about this name.',
  });
}

/** Why slskd could not ask somebody: offline or blocked (404), or not reachable in time (500). */
export function userFault(username: string, reply: OutboundReply): ServiceFault {
  const offline = reply.status === 404;
  return new ServiceFault({
    service: 'slskd',
    code: 'unexpected_status',
    sentence:
      textOf(reply.json) ?? `${username} ${offline ? 'is offline or blocked in slskd' : 'could not be reached'}.`,
    remedy: offline ? 'Try again when this person is online.' : 'Try again in a minute.',
    status: reply.status,
  });
}
