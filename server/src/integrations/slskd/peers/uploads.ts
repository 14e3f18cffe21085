import type { Outbound } from '#platform/outbound';
import type { PassedTransfer, SoulseekNeighbours } from '../../../soulseek/ports.ts';
import { objectOf, statesOf, textOf, unexpectedShape } from '../daemon/wire.ts';

/** Lists of transfers as slskd has them, and what may be done to uploads (reference §5.3, §6). */
export function createUploads(
  out: Pick<Outbound, 'call'>,
): Pick<SoulseekNeighbours, 'transfers' | 'cancelUpload' | 'forgetEndedUploads'> {
  return {
    async transfers(direction, signal) {
      const reply = await out.call({ method: 'GET', path: `/api/v0/transfers/${direction}`, signal });
      if (!Array.isArray(reply.json)) throw unexpectedShape('the list of transfers');
      return reply.json
        .flatMap((user) => listOf(objectOf(user)['directories']))
        .flatMap((directory) => listOf(objectOf(directory)['files']))
        .map(passed)
        .filter((transfer) => transfer !== null);
    },
    async cancelUpload(username, id, signal) {
      const path = `/api/v0/transfers/uploads/${encodeURIComponent(username)}/${encodeURIComponent(id)}?remove=false`;
      await out.call({ method: 'DELETE', path, signal });
    },
    async forgetEndedUploads(signal) {
      await out.call({ method: 'DELETE', path: '/api/v0/transfers/uploads/all/completed', signal });
    },
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function passed(value: unknown): PassedTransfer | null {
  const raw = objectOf(value);
  const id = textOf(raw['id']);
  const username = textOf(raw['username']);
  const filename = textOf(raw['filename']);
  if (id === null || username === null || filename === null) return null;
  return { id: id.toLowerCase(), username, filename, ended: statesOf(raw['state']).has('Completed'), raw };
}
