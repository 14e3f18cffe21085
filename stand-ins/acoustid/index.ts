import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { bind, readAll, unbind } from '../loopback.ts';
import { createFaults, type FaultRule } from '../slskd/faults.ts';

/** A recording of MusicBrainz as AcoustID knows it. */
export interface AcoustIdRecording {
  readonly id: string;
  readonly title?: string;
  readonly duration?: number;
  readonly sources?: number;
  readonly artists?: readonly { readonly id: string; readonly name: string }[];
}

/** A sound that AcoustID knows; without `recordings` nobody has said what it is. */
export interface KnownSound {
  readonly fingerprint: string;
  /** In seconds. */
  readonly duration: number;
  /** The id of AcoustID (UUID). */
  readonly id: string;
  readonly score: number;
  readonly recordings?: readonly AcoustIdRecording[];
}

/** AcoustID's web service. */
export interface AcoustIdStandIn {
  readonly url: string;
  readonly apiKey: string;
  /** Questions that were understood, oldest first: their fields without the key. */
  readonly questions: readonly Readonly<Record<string, string>>[];
  /** When each request came, in milliseconds of this machine. */
  readonly arrivals: readonly number[];
  start(): Promise<void>;
  stop(): Promise<void>;
  fault(rule: FaultRule): void;
  know(sound: KnownSound): void;
  /** Answers with this error from now on, with HTTP 200 or the status that belongs to it; `null`: as it should be. */
  says(error: { readonly code: number; readonly status: number } | null): void;
}

const messages: Readonly<Record<number, string>> = {
  1: 'unknown format',
  2: 'missing required parameter',
  3: 'invalid fingerprint',
  4: 'invalid API key',
  5: 'internal error',
  8: 'invalid duration',
  13: 'service is currently not available',
  14: 'rate limit exceeded, the limit is 3 requests per second',
  19: 'request is too large',
};
const metaWords = new Set([
  'recordings',
  'recordingids',
  'releases',
  'releaseids',
  'releasegroups',
  'releasegroupids',
  'tracks',
  'compress',
  'usermeta',
  'sources',
]);
const largestBytes = 1024 * 1024;

/** Makes a stand-in; nothing runs before `start`. Strict: form bodies only, every required field, known words in `meta`. */
export function createAcoustIdStandIn(): AcoustIdStandIn {
  const apiKey = 'acoustid-key-of-the-stand-in';
  const faults = createFaults();
  const sounds: KnownSound[] = [];
  const questions: Record<string, string>[] = [];
  const arrivals: number[] = [];
  let server: Server | undefined;
  let origin = '';
  let forced: { readonly code: number; readonly status: number } | null = null;

  const json = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, code: number, status = 400): void =>
    json(response, status, { status: 'error', error: { code, message: messages[code] ?? 'error' } });

  function lookup(form: URLSearchParams, response: ServerResponse): void {
    const field = (name: string): string => form.get(name) ?? '';
    if ((form.get('format') ?? 'json') !== 'json') return refuse(response, 1);
    if (['client', 'duration', 'fingerprint'].some((name) => field(name) === '')) return refuse(response, 2);
    if (field('client') !== apiKey) return refuse(response, 4);
    const duration = Number(field('duration'));
    if (!Number.isInteger(duration) || duration < 1 || duration > 0x7fff) return refuse(response, 8);
    if (!/^[\w-]{8,}$/.test(field('fingerprint'))) return refuse(response, 3);
    const meta = field('meta').split(/[+ ]/).filter(Boolean);
    const strange = meta.find((word) => !metaWords.has(word));
    if (strange !== undefined) return refuse(response, 2);
    const { client: _, ...asked } = Object.fromEntries(form);
    questions.push(asked);
    const results = sounds
      .filter((sound) => sound.fingerprint === field('fingerprint') && Math.abs(sound.duration - duration) <= 7)
      .slice(0, 10)
      .map(({ id, score, recordings }) => ({
        id,
        score,
        ...(recordings === undefined || !meta.includes('recordings')
          ? {}
          : {
              recordings: recordings.map(({ sources, ...rest }) =>
                meta.includes('sources') ? { ...rest, sources } : rest,
              ),
            }),
      }));
    json(response, 200, { status: 'ok', results });
  }

  return {
    get url() {
      return `${origin}/v2`;
    },
    apiKey,
    questions,
    arrivals,
    async start() {
      server = createServer((request, response) => {
        void (async () => {
          arrivals.push(Date.now());
          const url = new URL(request.url ?? '/', 'http://stand-in');
          const fault = faults.take(request.method ?? '', url.pathname);
          if (fault?.kind === 'reset') return void request.socket.destroy();
          if (fault?.kind === 'hang') return;
          if (fault?.kind === 'status') return json(response, fault.status, fault.body ?? { status: 'error' });
          if (fault?.kind === 'html') {
            response.writeHead(200, { 'content-type': 'text/html' });
            return void response.end('<!doctype html><title>Sign in</title>');
          }
          if (forced !== null) return refuse(response, forced.code, forced.status);
          if (url.pathname !== '/v2/lookup') return json(response, 404, { status: 'error' });
          if (request.method !== 'POST') return json(response, 405, { status: 'error' });
          const body = await readAll(request, largestBytes);
          if (body === undefined) return refuse(response, 19, 413);
          if (!String(request.headers['content-type']).startsWith('application/x-www-form-urlencoded'))
            return refuse(response, 2);
          const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
          lookup(new URLSearchParams(plain.toString('utf8')), response);
        })();
      });
      await bind(server, 0);
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async stop() {
      await unbind(server);
    },
    fault: (rule) => faults.add(rule),
    know: (sound) => void sounds.push(sound),
    says(error) {
      forced = error;
    },
  };
}
