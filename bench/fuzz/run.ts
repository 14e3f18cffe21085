import { Agent, request as httpRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createAddresses } from './addresses.ts';
import { type Facts, noFacts } from './facts.ts';
import { createJudge, type FuzzAnswer } from './judge.ts';
import { readOperations } from './operations.ts';
import { createPool } from './pool.ts';
import { createReach, type Reach } from './reach.ts';
import { type FuzzRequest, requestsFor } from './requests.ts';

/** One way in which an operation went wrong, with the first request that showed it. */
export interface Finding {
  readonly operation: string;
  readonly fault: string;
  readonly kind: string;
  readonly url: string;
  readonly body: string;
  readonly answer: string;
  count: number;
}

/** What these do makes others answer only that something is not set up: a run keeps them for its last fifth. */
const ending = new Set([
  'DELETE /api/v1/spotify/account',
  'PUT /api/v1/spotify/credentials',
  'POST /api/v1/spotify/mode',
  'PUT /api/v1/soulseek/settings',
  'POST /api/v1/settings',
  'PUT /plex/server',
  'PUT /plex/settings',
  'DELETE /plex/sign-in',
]);

/** After so long without an answer a request is told of. */
const silenceMs = 5_000;

/** What a run found. */
export interface FuzzReport {
  readonly requests: number;
  readonly operations: number;
  readonly findings: readonly Finding[];
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Which documented answers each operation gave. */
  readonly reach: Reach;
  readonly slowestMs: number;
}

/**
 * Sends generated requests for every operation in turn and judges what comes back. Values that answers hold (ids, keys, names) are used in later paths, so
 * that what requests made is read, changed and removed, too.
 */
export async function fuzz(options: {
  readonly url: string;
  readonly key: string;
  readonly secrets: readonly string[];
  readonly requests: number;
  readonly seed: number;
  readonly concurrency: number;
  /** After so long without an answer a request hangs. */
  readonly hangMs: number;
  /** What is known of the house, of which right requests are made. */
  readonly facts?: Facts;
  /** Only operations whose name contains this. */
  readonly only?: string;
  /** Told after every 100 requests. */
  readonly onProgress?: (sent: number) => void;
  /** Told while a request is without an answer for a while: what it waits for can still be looked at then. */
  readonly onSilence?: (request: FuzzRequest, seconds: number) => void;
  /** Told at the first sight of each finding. */
  readonly onFinding?: (finding: Finding) => void;
  /** Asked before each request: `true` ends the run early. */
  readonly over?: () => boolean;
}): Promise<FuzzReport> {
  const { operations: all, components } = readOperations();
  const facts = options.facts ?? noFacts;
  const operations = all.filter((operation) => operation.name.includes(options.only ?? ''));
  const makers = operations.map((operation) => ({ operation, make: requestsFor(operation, components, facts) }));
  const judge = createJudge(components, options.secrets);
  const agent = new Agent({ keepAlive: true, maxSockets: options.concurrency });
  const findings = new Map<string, Finding>();
  const statuses = new Map<number, number>();
  const reach = createReach();
  const pool = createPool();
  const addresses = createAddresses(options.key);
  let sent = 0;
  let slowestMs = 0;

  function find(request: FuzzRequest, fault: string, answer: string): void {
    const key = `${request.operation.name} ${fault}`;
    const before = findings.get(key);
    if (before !== undefined) before.count += 1;
    else {
      const finding = {
        operation: request.operation.name,
        fault,
        kind: request.kind,
        url: request.url.slice(0, 500),
        body: JSON.stringify((request.body ?? '').toString().slice(0, 600)),
        answer: answer.slice(0, 400),
        count: 1,
      };
      findings.set(key, finding);
      options.onFinding?.(finding);
    }
  }

  async function one(request: FuzzRequest): Promise<void> {
    const began = performance.now();
    const silent = setInterval(() => options.onSilence?.(request, (performance.now() - began) / 1000), silenceMs);
    const answer = await send(agent, options, request, addresses.of(request));
    clearInterval(silent);
    slowestMs = Math.max(slowestMs, performance.now() - began);
    sent += 1;
    if (sent % 100 === 0) options.onProgress?.(sent);
    if (typeof answer === 'string') {
      // a header or an address that cannot be read may end the connection, nothing else
      if (answer === 'hangs' || !['headers', 'path', 'query'].includes(request.kind)) find(request, answer, '');
      return;
    }
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    reach.note(request.operation, answer.status);
    if (answer.status < 300) pool.learn(request.operation, answer);
    const fault = judge.faultOf(request.operation, answer);
    if (fault !== null) find(request, fault, answer.text);
  }

  const batch = 8;
  for (let round = 0; sent < options.requests && options.over?.() !== true; round += 1) {
    const count = Math.min(batch, Math.ceil((options.requests - sent) / operations.length));
    const early = sent < options.requests * 0.8 && options.requests > 2 * operations.length;
    const queue = makers.flatMap(({ operation, make }, index) =>
      early && ending.has(operation.name) ? [] : make(count, options.seed + round * 10_007 + index),
    );
    const next = async (): Promise<void> => {
      for (let made = queue.shift(); made !== undefined; made = queue.shift()) {
        if (options.over?.() === true) return;
        await one(made(pool));
      }
    };
    await Promise.all(Array.from({ length: options.concurrency }, next));
  }
  agent.destroy();
  return {
    requests: sent,
    operations: operations.length,
    findings: [...findings.values()],
    statuses,
    reach,
    slowestMs,
  };
}

/** Sends one request; a sentence in place of an answer says that none came. */
async function send(
  agent: Agent,
  options: { readonly url: string; readonly key: string; readonly hangMs: number },
  request: FuzzRequest,
  address: string,
): Promise<FuzzAnswer | string> {
  const { hostname, port } = new URL(options.url);
  const length = request.body === null ? {} : { 'content-length': String(Buffer.byteLength(request.body)) };
  const headers = { 'x-api-key': options.key, 'x-forwarded-for': address, ...request.headers, ...length };
  return await new Promise((resolve) => {
    const call = httpRequest(
      { agent, hostname, port, method: request.method, path: request.url, headers },
      (response) => {
        const chunks: Buffer[] = [];
        const type = response.headers['content-type'] ?? '';
        const done = (): void => {
          clearTimeout(limit);
          const text = plain(Buffer.concat(chunks), response.headers['content-encoding']);
          resolve({ status: response.statusCode ?? 0, type, headers: JSON.stringify(response.headers), text });
        };
        if (type.includes('event-stream')) {
          done();
          response.destroy();
          return;
        }
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', done);
        response.once('error', (error) => resolve(`ends its answer early: ${error.message}`));
      },
    );
    const limit = setTimeout(() => {
      resolve('hangs');
      call.destroy();
    }, options.hangMs);
    call.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      resolve(`gives no answer: ${error.code ?? error.message}`);
    });
    call.end(request.body ?? undefined);
  });
}

function plain(body: Buffer, encoding: string | undefined): string {
  if (body.length === 0) return '';
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}
