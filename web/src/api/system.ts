import { client, unwrap } from './request.ts';
import type { DiskSpace, ServerStatus } from './types.ts';

/** The server, its workers and its connections. */
export function readServerStatus(signal: AbortSignal): Promise<ServerStatus> {
  return unwrap(client.GET('/status', { signal }));
}

/** Room on the disk of the music folder. */
export function readDiskSpace(signal: AbortSignal): Promise<DiskSpace> {
  return unwrap(client.GET('/library/disk', { signal }));
}
