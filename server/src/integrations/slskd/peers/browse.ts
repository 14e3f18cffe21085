import { AsyncLocalStorage } from 'node:async_hooks';
import PQueue from 'p-queue';
import type { Outbound } from '#platform/outbound';
import type { SoulseekNeighbours } from '../../../soulseek/ports.ts';
import { objectOf } from '../daemon/wire.ts';
import { userFault, userSegment } from './users.ts';

/** A large share takes minutes to arrive (reference §7); a folder is quick or does not come at all. */
const browseMs = 5 * 60_000;
const directoryMs = 40_000;

/** What other people share: everything, or one folder (reference §7). */
export function createBrowse(out: Pick<Outbound, 'call'>): Pick<SoulseekNeighbours, 'browse' | 'directory'> {
  // A whole share may be tens of megabytes in memory, so there is one at a time.
  const turn = new PQueue({ concurrency: 1 });

  return {
    browse: (username, signal) =>
      // in the name of who waits, not of whom it follows
      turn.add(
        AsyncLocalStorage.bind(async () => {
          const path = `/api/v0/users/${userSegment(username)}/browse`;
          const reply = await out.call({ method: 'GET', path, signal, timeoutMs: browseMs, expect: [404, 500] });
          if (reply.status !== 200) throw userFault(username, reply);
          return objectOf(reply.json);
        }),
      ),
    async directory(username, directory, signal) {
      const path = `/api/v0/users/${userSegment(username)}/directory`;
      const request = { method: 'POST', path, body: { directory }, signal, timeoutMs: directoryMs } as const;
      const reply = await out.call({ ...request, expect: [400, 404, 500] });
      if (reply.status !== 200) throw userFault(username, reply);
      // Up to 0.22 one object instead of a list.
      return Array.isArray(reply.json) ? reply.json.map(objectOf) : [objectOf(reply.json)];
    },
  };
}
