import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Control } from './index.ts';

const calls = [
  'fault',
  'clearFaults',
  'goDown',
  'comeUp',
  'restart',
  'disconnect',
  'connect',
  'dropLink',
  'ban',
  'setPresence',
  'setPeer',
  'runningSearches',
  'addUpload',
] as const;

/**
 * Lets another process pull the strings: `POST /` with `{"call":"restart","args":[50]}` answers `{"result":…}` or 400 with the reason;
 * `GET /` answers every request the daemon has had. Listens on loopback only, on a port of its own, so that it works while the daemon is down.
 */
export async function startRemoteControl(control: Control): Promise<{ readonly url: string; readonly server: Server }> {
  const answer = async (method: string, text: string): Promise<unknown> => {
    if (method === 'GET') return control.requests;
    const asked = JSON.parse(text) as { call?: unknown; args?: unknown };
    const call = calls.find((each) => each === asked.call);
    if (!call) throw new Error(`No such call; there are ${calls.join(', ')}`);
    const work = control[call] as (...args: unknown[]) => unknown;
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
