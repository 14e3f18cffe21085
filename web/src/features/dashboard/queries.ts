import { queryOptions } from '@tanstack/react-query';
import { readDiskSpace, readServerStatus } from '../../api/index.ts';

/** A worker that comes back tells no event: so often it is looked for while one is missing. */
const troubledEveryMs = 20_000;

/** The server, its workers and its connections. Read again when events say that there is or was work, or that a worker fell silent. */
export const serverStatusQuery = queryOptions({
  queryKey: ['server', 'status'] as const,
  queryFn: ({ signal }) => readServerStatus(signal),
  staleTime: 60_000,
  refetchInterval: ({ state: { data } }) =>
    Object.values(data?.workers ?? {}).some(({ status }) => status === 'stale') ? troubledEveryMs : false,
});

/** Room on the disk of the music folder; read again when files have come or gone. */
export const diskQuery = queryOptions({
  queryKey: ['server', 'disk'] as const,
  queryFn: ({ signal }) => readDiskSpace(signal),
});
