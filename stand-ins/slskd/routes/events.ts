import { randomUUID } from 'node:crypto';
import type { Daemon } from '../daemon.ts';
import { json, Refusal, type Route } from '../http.ts';
import { stringBody } from './system.ts';

const zeroGuid = '00000000-0000-0000-0000-000000000000';

/** Payload of an event raised by hand; its transfer has the all-zero id. */
function sample(type: string, mark: string): object | undefined {
  const transfer = {
    id: zeroGuid,
    batchId: null,
    username: null,
    direction: 'Download',
    filename: null,
    size: 0,
    state: 'None',
  };
  switch (type) {
    case 'DownloadFileComplete':
    case 'UploadFileComplete':
      return { localFilename: `${mark}local.file`, remoteFilename: `${mark}remote.file`, transfer };
    case 'DownloadDirectoryComplete':
      return {
        localDirectoryName: `${mark}local.directory`,
        remoteDirectoryName: `${mark}remote.directory`,
        username: `${mark}username`,
      };
    case 'PrivateMessageReceived':
      return {
        message: {
          id: 42,
          timestamp: new Date().toISOString(),
          username: `${mark}username`,
          message: `${mark}message`,
        },
      };
    case 'RoomMessageReceived':
      return { message: { roomName: `${mark}room`, username: `${mark}username`, message: `${mark}message` } };
    case 'Noop':
      return {};
    default:
      return undefined;
  }
}

const eventTypes = [
  'DownloadFileComplete',
  'DownloadDirectoryComplete',
  'UploadFileComplete',
  'PrivateMessageReceived',
  'RoomMessageReceived',
  'SoulseekClientConnected',
  'SoulseekClientDisconnected',
  'Noop',
];

/** `/api/v0/events`. */
export function eventRoutes(daemon: Daemon): Route[] {
  const { store } = daemon;
  const number = (query: URLSearchParams, name: string, fallback: number, minimum: number): number => {
    const text = query.get(name);
    if (text === null) return fallback;
    const value = Number(text);
    // What cannot be read as a number is taken for the default.
    if (!Number.isInteger(value)) return fallback;
    if (value < minimum) throw new Refusal(400, `The ${name} must be a whole number of at least ${minimum}`);
    return value;
  };
  return [
    {
      method: 'GET',
      pattern: 'events',
      handle({ query }) {
        const offset = number(query, 'offset', 0, 0);
        const limit = number(query, 'limit', 100, 1);
        const sorted = [...store.events.values()].toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1));
        return {
          status: 200,
          json: sorted
            .slice(offset, offset + limit)
            .map((row) => ({ ...row, timestamp: row.timestamp.replace('Z', '0000Z') })),
          headers: { 'X-Total-Count': String(sorted.length) },
        };
      },
    },
    {
      method: 'POST',
      pattern: 'events/:type',
      takesBody: 'lenient',
      handle(ask) {
        const type = eventTypes.find((each) => each.toLowerCase() === ask.segments['type']?.toLowerCase());
        if (!type) return json(400, `Unknown event type ${ask.segments['type'] ?? ''}`);
        const data = sample(type, stringBody(ask));
        if (!data) return json(400, `Event type '${type}' can not be raised`);
        daemon.raise(type, { version: 0, ...data });
        return json(201, { id: randomUUID(), timestamp: new Date().toISOString(), type, version: 0, ...data });
      },
    },
  ];
}
