import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFaultQueue, type Turns } from '../fault-queue.ts';
import { bind, readAll, unbind } from '../loopback.ts';

/** Which service a rule is about. */
export type NotifiedService = 'webhook' | 'ntfy' | 'discord' | 'apprise';

/** What goes wrong. */
export type NotificationFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** Answers as it should, after that many ms. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** Takes the message, and breaks the connection in place of an answer. */
  | { readonly kind: 'answer-lost' };

/** A message that arrived and was accepted. */
export interface ReceivedMessage {
  readonly service: NotifiedService;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: string;
}

/** A webhook, ntfy, Discord and Apprise API behind one port. */
export interface NotificationStandIn {
  readonly origin: string;
  readonly webhookUrl: string;
  readonly ntfyUrl: string;
  readonly discordUrl: string;
  readonly appriseUrl: string;
  /** The token that ntfy accepts for its topic. */
  readonly ntfyToken: string;
  /** The key with which the webhook checks signatures; `null`: it checks none. */
  webhookKey: string | null;
  /** What was accepted, oldest first. */
  readonly received: readonly ReceivedMessage[];
  /** How often each service was asked, refused messages included. */
  asked(service: NotifiedService): number;
  fault(rule: Turns & { readonly service: NotifiedService; readonly fault: NotificationFault }): void;
  /** Discord: the webhook is deleted. Apprise: nothing is stored under the key. */
  readonly gone: Set<NotifiedService>;
  stop(): Promise<void>;
}

const mostBody = 256 * 1024;
const discordPath = '/api/webhooks/123456789012345678/a-secret_Token-of-the-channel';
const discordKeys = new Set([
  'content',
  'username',
  'avatar_url',
  'tts',
  'embeds',
  'allowed_mentions',
  'thread_name',
  'flags',
]);
const ntfyKeys = new Set([
  'topic',
  'message',
  'title',
  'tags',
  'priority',
  'click',
  'icon',
  'markdown',
  'actions',
  'attach',
  'filename',
  'delay',
  'email',
  'call',
]);
const appriseKeys = new Set(['body', 'title', 'type', 'format', 'tag', 'urls', 'attach', 'attachment']);

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts the four services on a free port of loopback. */
export async function startNotifications(): Promise<NotificationStandIn> {
  const faults = createFaultQueue<Turns & { readonly service: NotifiedService; readonly fault: NotificationFault }>();
  const received: ReceivedMessage[] = [];
  const counts = new Map<NotifiedService, number>();
  const gone = new Set<NotifiedService>();
  const ntfyToken = 'tk_a-token-of-the-stand-in';
  let webhookKey: string | null = null;
  // Discord: about five messages in two seconds
  let recent: number[] = [];

  const server: Server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  function serviceOf(path: string): NotifiedService | null {
    if (path.startsWith('/hooks/')) return 'webhook';
    if (path === '/ntfy/' || path === '/ntfy') return 'ntfy';
    if (path.startsWith('/api/webhooks/')) return 'discord';
    if (path.startsWith('/notify/')) return 'apprise';
    return null;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const service = serviceOf(url.pathname);
    const bytes = await readAll(request, mostBody);
    if (service === null) return send(response, { status: 404, body: { error: 'not found' } });
    counts.set(service, (counts.get(service) ?? 0) + 1);
    const fault = faults.take((rule) => rule.service === service)?.fault;
    if (fault?.kind === 'reset') return void request.socket.destroy();
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'status')
      return send(response, {
        status: fault.status,
        body: fault.body ?? { error: 'fault' },
        ...(fault.headers === undefined ? {} : { headers: fault.headers }),
      });
    if (fault?.kind === 'slow') await sleep(fault.ms);
    if (bytes === undefined) return send(response, { status: 413, body: { error: 'too large' } });
    const raw = bytes.toString('utf8');
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    );
    const body = parse(raw);
    const answer =
      body === null || !(headers['content-type'] ?? '').startsWith('application/json')
        ? { status: 400, body: { message: 'The body is not JSON.', code: 50_109 } }
        : judge[service]({ url, method: request.method ?? '', headers, body, raw });
    if (answer.status < 300)
      received.push({
        service,
        path: url.pathname + url.search,
        method: request.method ?? '',
        headers,
        body: body ?? {},
        raw,
      });
    if (fault?.kind === 'answer-lost') return void request.socket.destroy();
    send(response, answer);
  }

  interface Call {
    readonly url: URL;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Readonly<Record<string, unknown>>;
    readonly raw: string;
  }
  const bad = (message: string): Answer => ({ status: 400, body: { message, error: message } });

  const judge: Readonly<Record<NotifiedService, (call: Call) => Answer>> = {
    webhook({ method, headers, body, raw }) {
      if (method !== 'POST' && method !== 'PUT') return { status: 405 };
      for (const name of ['x-harmony-delivery', 'x-harmony-event', 'x-harmony-timestamp'])
        if ((headers[name] ?? '') === '') return bad(`${name} is missing`);
      if (webhookKey !== null) {
        const sum = createHmac('sha256', webhookKey).update(`${headers['x-harmony-timestamp']}.${raw}`).digest('hex');
        if (headers['x-harmony-signature'] !== `sha256=${sum}`)
          return { status: 401, body: { error: 'wrong signature' } };
      }
      if (body['id'] !== headers['x-harmony-delivery'] || body['event'] !== headers['x-harmony-event'])
        return bad('headers and body do not agree');
      return { status: 202, body: {} };
    },
    ntfy({ method, headers, body }) {
      if (method !== 'POST' && method !== 'PUT') return { status: 405 };
      if (headers['authorization'] !== undefined && headers['authorization'] !== `Bearer ${ntfyToken}`)
        return { status: 401, body: { code: 40_101, http: 401, error: 'unauthorized' } };
      if (headers['authorization'] === undefined)
        return { status: 403, body: { code: 40_301, http: 403, error: 'forbidden' } };
      const unknown = Object.keys(body).find((key) => !ntfyKeys.has(key));
      if (unknown !== undefined) return bad(`unknown field ${unknown}`);
      const { topic, message, title, priority, tags } = body;
      if (typeof topic !== 'string' || !/^[-_A-Za-z0-9]{1,64}$/.test(topic)) return bad('invalid topic');
      if (typeof message !== 'string' || message === '') return bad('a message is missing');
      if (Buffer.byteLength(message) > 4096) return bad('this would be an attachment');
      if (title !== undefined && (typeof title !== 'string' || Buffer.byteLength(title) > 1024))
        return bad('invalid title');
      if (priority !== undefined && !(Number.isInteger(priority) && Number(priority) >= 1 && Number(priority) <= 5))
        return bad('invalid priority');
      if (tags !== undefined && !isTexts(tags)) return bad('invalid tags');
      return { status: 200, body: { id: 'abc', time: 1, event: 'message', topic, message } };
    },
    discord({ url, method, body }) {
      if (method !== 'POST') return { status: 405, body: { message: '405: Method Not Allowed', code: 0 } };
      if (url.pathname !== discordPath || gone.has('discord'))
        return { status: 404, body: { message: 'Unknown Webhook', code: 10_015 } };
      recent = recent.filter((at) => Date.now() - at < 2000);
      if (recent.length >= 5) {
        const body = { message: 'You are being rate limited.', retry_after: 0.3, global: false };
        return { status: 429, body, headers: { 'retry-after': '1' } };
      }
      const unknown = Object.keys(body).find((key) => !discordKeys.has(key));
      if (unknown !== undefined) return bad(`unknown field ${unknown}`);
      const embeds = body['embeds'] ?? [];
      if (!Array.isArray(embeds) || embeds.length > 10) return bad('at most 10 embeds');
      const content = body['content'];
      if (content !== undefined && (typeof content !== 'string' || content.length > 2000))
        return bad('content: 2000 at most');
      if (content === undefined && embeds.length === 0) return bad('Cannot send an empty message');
      let total = 0;
      for (const embed of embeds as readonly Record<string, unknown>[]) {
        const { title = '', description = '' } = embed as { title?: string; description?: string };
        if ([...title].length > 256) return bad('embeds[0].title: 256 at most');
        if ([...description].length > 4096) return bad('embeds[0].description: 4096 at most');
        if (title === '' && description === '') return bad('embeds[0]: empty');
        total += title.length + description.length;
      }
      if (total > 6000) return bad('embeds: 6000 at most');
      recent.push(Date.now());
      return url.searchParams.get('wait') === 'true' ? { status: 200, body: { id: '1' } } : { status: 204 };
    },
    apprise({ url, method, body }) {
      if (method !== 'POST') return { status: 405 };
      if (url.pathname.replace(/\/$/, '') !== '/notify/harmony') return { status: 204 };
      if (gone.has('apprise')) return { status: 204 };
      const unknown = Object.keys(body).find((key) => !appriseKeys.has(key));
      if (unknown !== undefined) return bad(`unknown field ${unknown}`);
      if (typeof body['body'] !== 'string' || body['body'] === '') return bad('Payload lacks minimum requirements.');
      if (!['info', 'success', 'warning', 'failure'].includes((body['type'] ?? 'info') as string))
        return bad('An invalid type was specified.');
      if (!['text', 'markdown', 'html'].includes((body['format'] ?? 'text') as string))
        return bad('An invalid body input format was specified.');
      if (body['tag'] !== undefined && body['tag'] !== 'phone')
        return { status: 424, body: { error: 'no service has this tag' } };
      return { status: 200, body: { error: null } };
    },
  };

  await bind(server, 0);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    webhookUrl: `${origin}/hooks/secret-path?key=1`,
    ntfyUrl: `${origin}/ntfy/harmony-topic`,
    discordUrl: `${origin}${discordPath}`,
    appriseUrl: `${origin}/notify/harmony`,
    ntfyToken,
    get webhookKey() {
      return webhookKey;
    },
    set webhookKey(key) {
      webhookKey = key;
    },
    received,
    asked: (service) => counts.get(service) ?? 0,
    fault: (rule) => faults.add(rule),
    gone,
    stop: () => unbind(server),
  };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function parse(raw: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
