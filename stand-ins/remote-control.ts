import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bind } from './loopback.ts';

/** What can be called from another process, by name. */
export type RemoteCalls = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * Lets another process pull the strings of a stand-in: `POST /` with `{"call":"restart","args":[50]}` answers `{"result":…}`, or 400 with the reason;
 * `GET /` answers what `list` says, the requests so far. Listens on loopback only, on a port of its own, so that it works while the stand-in is down.
 */
export async function serveCalls(
  calls: RemoteCalls,
  list: () => unknown,
): Promise<{ readonly url: string; readonly server: Server }> {
  const answer = async (method: string, text: string): Promise<unknown> => {
    if (method === 'GET') return list();
    const asked = JSON.parse(text) as { call?: unknown; args?: unknown };
    const name = Object.keys(calls).find((each) => each === asked.call);
    if (name === undefined) throw new Error(`No such call; there are ${Object.keys(calls).join(', ')}`);
    const work = calls[name] as (...args: unknown[]) => unknown;
    return { result: (await work(...(Array.isArray(asked.args) ? (asked.args as unknown[]) : []))) ?? null };
  };
  const server = createServer((request, response) => {
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
    };
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      answer(request.method ?? '', Buffer.concat(parts).toString('utf8')).then(
        (body) => reply(200, body),
        (error: unknown) => reply(400, { error: error instanceof Error ? error.message : String(error) }),
      );
    });
  });
  await bind(server, 0);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
