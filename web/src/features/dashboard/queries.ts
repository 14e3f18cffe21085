import { queryOptions } from '@tanstack/react-query';
import { readDiskSpace, readServerStatus } from '../../api/index.ts';

/** Heartbeats and queues tell no events; they are read again while somebody looks. */
const statusEveryMs = 20_000;
const diskEveryMs = 60_000;

/** The server, its workers and its connections. */
export const serverStatusQuery = queryOptions({
  queryKey: ['server', 'status'] as const,
  queryFn: ({ signal }) => readServerStatus(signal),
  refetchInterval: statusEveryMs,
});

/** Room on the disk of the music folder. */
export const diskQuery = queryOptions({
  queryKey: ['server', 'disk'] as const,
  queryFn: ({ signal }) => readDiskSpace(signal),
  refetchInterval: diskEveryMs,
});
