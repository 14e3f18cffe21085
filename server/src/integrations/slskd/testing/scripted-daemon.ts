import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readSettings } from '#platform/config';
import { createSlskd, type Slskd } from '../adapter.ts';
import { type SlskdSettings, slskdSettings } from '../settings.ts';

/** What a test's daemon answers. `text` is sent as it is; `hang` never answers; `drop` breaks the connection. */
export interface ScriptedReply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly type?: string;
  readonly hang?: true;
  readonly drop?: true;
}

/** One request as the daemon saw it. */
interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Answers by `METHOD /path` with `:word` for one segment; the first that fits wins. */
export type Script = Readonly<Record<string, (call: SeenCall) => ScriptedReply | Promise<ScriptedReply>>>;

/** A daemon that does exactly what one test says: for answers that no well-behaved stand-in gives. */
export interface ScriptedDaemon {
  readonly slskd: Slskd;
  readonly url: string;
  readonly seen: readonly SeenCall[];
  readonly faults: readonly unknown[];
  /** `METHOD /path` of every call except the questions for its state and options. */
  calls(): readonly string[];
  close(): Promise<void>;
}

const state = { version: { current: '0.26.0' }, server: { state: 'Connected, LoggedIn', isLoggedIn: true } };

/** Starts one on a free port with a client in front of it, impatient enough for tests. */
export async function scriptedDaemon(
  script: Script,
  more: { readonly version?: string; readonly options?: unknown; readonly settings?: Partial<SlskdSettings> } = {},
): Promise<ScriptedDaemon> {
  const seen: SeenCall[] = [];
  const faults: unknown[] = [];
  const sockets = new Set<Socket>();
  const options = more.options ?? { directories: { downloads: '/daemon/downloads' } };
  const all: Script = {
    ...script,
    'GET /application': () => ({ json: { ...state, version: { current: more.version ?? '0.26.0' } } }),
    'GET /options': () => ({ json: options }),
  };
  const routes = Object.entries({ ...all, ...script }).map(([key, handler]) => {
    const [method, path] = key.split(' ');
    return { method, pattern: new RegExp(`^${path?.replaceAll(/:\w+/g, '[^/]+')}$`), handler };
  });
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const url = request.url ?? '';
      const call = {
        method: request.method ?? '',
        path: url.replace(/^\/api\/v0/, ''),
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        headers: request.headers,
      };
      seen.push(call);
      const bare = call.path.split('?')[0] ?? '';
      const route = routes.find((each) => each.method === call.method && each.pattern.test(bare));
      const reply = (await route?.handler(call)) ?? { status: 404 };
      if (reply.hang === true) return;
      if (reply.drop === true) return void request.socket.destroy();
      response.statusCode = reply.status ?? 200;
      if (reply.type !== undefined || reply.json !== undefined) {
        response.setHeader('content-type', reply.type ?? 'application/json; charset=utf-8');
      }
      response.end(reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)));
    })();
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const read = readSettings({ slskd: slskdSettings }, {});
  if (!read.ok) throw new Error('The defaults must be readable.');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    ...read.values.slskd,
    baseUrl: url,
    apiKey: 'a-key-of-sixteen-characters',
    pollMs: 5,
    retries: 0,
    timeoutMs: 2_000,
    ...more.settings,
  };
  const slskd = createSlskd({ settings, onFault: (_what, error) => faults.push(error), pausesMs: [0] });
  return {
    slskd,
    url,
    seen,
    faults,
    calls: () =>
      seen.map(({ method, path }) => `${method} ${path}`).filter((call) => !/^GET \/(application|options)$/.test(call)),
    async close() {
      await slskd.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
