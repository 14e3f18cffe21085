import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { bind, readAll } from '../loopback.ts';
import { bytesIn, fieldsOf, numberIn } from './protobuf.ts';

/** A span as it arrived. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** `''`: the first of its trace. */
  readonly parentId: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  readonly durationMs: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly failed: boolean;
  /** Of the program that sent it. */
  readonly resource: Readonly<Record<string, string | number | boolean>>;
}

/** A collector of OpenTelemetry: what it was sent over OTLP/HTTP in protobuf. */
export interface OtlpStandIn {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** The headers of every delivery, also of refused ones. */
  readonly deliveries: readonly IncomingHttpHeaders[];
  /** Everything that arrived, as it stands, to look for what must not be there. */
  holds(text: string): boolean;
  /** Answers with this status from now on; `null`: takes what comes. */
  refuse(status: number | null): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const kinds = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const largestBytes = 16 * 1024 * 1024;

/** Makes a collector; strict about path, method, content type and message (opentelemetry.io, "OTLP Specification", and opentelemetry-proto). */
export function createOtlpStandIn(): OtlpStandIn {
  const spans: ReceivedSpan[] = [];
  const deliveries: IncomingHttpHeaders[] = [];
  const raw: Buffer[] = [];
  let server: Server | undefined;
  let url = '';
  let refused: number | null = null;

  function take(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): number {
    if (path !== '/v1/traces') return 404;
    if (method !== 'POST') return 405;
    deliveries.push(headers);
    if (refused !== null) return refused;
    if (headers['content-type'] !== 'application/x-protobuf') return 415;
    const message = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    const read = spansOf(message);
    raw.push(message);
    spans.push(...read);
    return 200;
  }

  return {
    get url() {
      return url;
    },
    spans,
    deliveries,
    holds: (text) => raw.some((message) => message.includes(text)),
    refuse(status) {
      refused = status;
    },
    async start() {
      server = createServer((request, response) => {
        const { method = '', url: path = '', headers } = request;
        readAll(request, largestBytes)
          .then((body) => (body === undefined ? 413 : take(method, path, headers, body)))
          .catch(() => 400)
          .then((status) => {
            response.writeHead(status, { 'content-type': 'application/x-protobuf' });
            response.end();
          })
          .catch(() => response.destroy());
      });
      await bind(server, 0);
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async stop() {
      server?.closeAllConnections();
      await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
    },
  };
}

function spansOf(message: Buffer): ReceivedSpan[] {
  return bytesIn(fieldsOf(message), 1).flatMap((resourceSpans) => {
    const fields = fieldsOf(resourceSpans);
    const resource = attributesOf(bytesIn(fields, 1).flatMap((each) => bytesIn(fieldsOf(each), 1)));
    return bytesIn(fields, 2).flatMap((scope) => bytesIn(fieldsOf(scope), 2).map((span) => spanOf(span, resource)));
  });
}

function spanOf(message: Buffer, resource: ReceivedSpan['resource']): ReceivedSpan {
  const fields = fieldsOf(message);
  const id = (number: number, length: number): string => {
    const bytes = bytesIn(fields, number).at(-1) ?? Buffer.alloc(0);
    if (bytes.length !== length || bytes.every((byte) => byte === 0)) throw new RangeError('An id is none.');
    return bytes.toString('hex');
  };
  const [begin, end] = [numberIn(fields, 7), numberIn(fields, 8)];
  if (begin === 0n || end < begin) throw new RangeError('A span ends before it begins.');
  const name = bytesIn(fields, 5).at(-1)?.toString('utf8') ?? '';
  if (name === '') throw new RangeError('A span has no name.');
  const [status] = bytesIn(fields, 15);
  return {
    traceId: id(1, 16),
    spanId: id(2, 8),
    parentId: bytesIn(fields, 4).some((bytes) => bytes.length > 0) ? id(4, 8) : '',
    name,
    kind: kinds[Number(numberIn(fields, 6))] ?? 'internal',
    durationMs: Number(end - begin) / 1e6,
    attributes: attributesOf(bytesIn(fields, 9)),
    failed: status !== undefined && numberIn(fieldsOf(status), 3) === 2n,
    resource,
  };
}

function attributesOf(messages: readonly Buffer[]): ReceivedSpan['attributes'] {
  return Object.fromEntries(
    messages.map((message) => {
      const fields = fieldsOf(message);
      const value = fieldsOf(bytesIn(fields, 2)[0] ?? Buffer.alloc(0));
      return [bytesIn(fields, 1)[0]?.toString('utf8') ?? '', valueOf(value)];
    }),
  );
}

function valueOf(value: ReturnType<typeof fieldsOf>): string | number | boolean {
  const [text] = bytesIn(value, 1);
  if (text !== undefined) return text.toString('utf8');
  const kind = value.at(-1)?.number;
  if (kind === 2) return numberIn(value, 2) === 1n;
  if (kind !== 4) return Number(BigInt.asIntN(64, numberIn(value, 3)));
  const double = Buffer.alloc(8);
  double.writeBigUInt64LE(numberIn(value, 4));
  return double.readDoubleLE();
}
