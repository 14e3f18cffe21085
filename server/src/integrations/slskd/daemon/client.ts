import type { Outbound, OutboundReply } from '#platform/outbound';
import {
  type Json,
  objectOf,
  readEvents,
  readResponses,
  readSearch,
  readTransfer,
  readTransferList,
  readTransfers,
  textOf,
  unexpectedShape,
  type WireResponse,
  type WireSearch,
  type WireTransfer,
} from './wire.ts';

/** The routes of slskd that we use, one function each; throws `ServiceFault`. Paths and statuses: reference §2–§5, §10. */
export type SlskdClient = ReturnType<typeof createClient>;

/** Status and body of an answer whose meaning depends on the status; `words` is the bare JSON string that slskd sends with errors. */
export interface WireAnswer {
  readonly status: number;
  readonly body: Json;
  readonly words: string | null;
}

const segment = encodeURIComponent;
const answer = (reply: OutboundReply): WireAnswer => ({
  status: reply.status,
  body: objectOf(reply.json),
  words: textOf(reply.json),
});

/** A client over one way out. */
export function createClient(out: Outbound, limits: { readonly enqueueTimeoutMs: number }) {
  const transfer = (username: string, id: string): string => `/transfers/downloads/${segment(username)}/${segment(id)}`;
  const call: Outbound['call'] = (request) => out.call({ ...request, path: `/api/v0${request.path}` });

  return {
    /** `GET /application`. */
    async application(signal?: AbortSignal, evenIfPaused = false): Promise<Json> {
      const reply = await call({ method: 'GET', path: '/application', evenIfPaused, ...(signal && { signal }) });
      const state = objectOf(reply.json);
      if (!('version' in state) || !('server' in state)) throw unexpectedShape('the question for its state');
      return state;
    },
    /** `GET /options`. */
    async options(signal?: AbortSignal, evenIfPaused = false): Promise<Json> {
      const reply = await call({ method: 'GET', path: '/options', evenIfPaused, ...(signal && { signal }) });
      return objectOf(reply.json);
    },

    /** `POST /searches`: 200, 400, 409, 429. */
    async startSearch(body: Json, signal: AbortSignal): Promise<WireAnswer> {
      return answer(await call({ method: 'POST', path: '/searches', body, signal, expect: [400, 409, 429] }));
    },
    /** `null` when there is no such search. */
    async search(id: string, signal: AbortSignal): Promise<WireSearch | null> {
      const path = `/searches/${segment(id)}?includeResponses=false`;
      const reply = await call({ method: 'GET', path, signal, expect: [404] });
      return reply.status === 404 ? null : readSearch(reply.json);
    },
    async responses(id: string, signal: AbortSignal): Promise<readonly WireResponse[]> {
      const path = `/searches/${segment(id)}/responses`;
      const reply = await call({ method: 'GET', path, signal, expect: [404] });
      return reply.status === 404 ? [] : readResponses(reply.json);
    },
    async stopSearch(id: string, signal: AbortSignal): Promise<void> {
      await call({ method: 'PUT', path: `/searches/${segment(id)}`, signal, expect: [304, 404] });
    },
    async deleteSearch(id: string, signal: AbortSignal): Promise<void> {
      await call({ method: 'DELETE', path: `/searches/${segment(id)}`, signal, expect: [404] });
    },

    /** `POST /transfers/downloads/batches` (slskd ≥ 0.26): 201, 207, 200, 400, 404, 409, 429, 500. */
    async enqueueBatch(body: Json, signal: AbortSignal): Promise<WireAnswer> {
      const path = '/transfers/downloads/batches';
      const expect = [400, 404, 409, 429, 500];
      return answer(await call({ method: 'POST', path, body, signal, expect, timeoutMs: limits.enqueueTimeoutMs }));
    },
    /** The transfers of a batch, hidden and replaced ones too; `null` when slskd knows no such batch. */
    async batch(id: string, signal: AbortSignal): Promise<readonly WireTransfer[] | null> {
      const path = `/transfers/downloads/batches/${segment(id)}`;
      const reply = await call({ method: 'GET', path, signal, expect: [404] });
      return reply.status === 404 ? null : readTransfers(objectOf(reply.json)['transfers']);
    },
    /** `POST /transfers/downloads/{username}` (all versions): 201, 400, 404, 429, 500. */
    async enqueueLegacy(username: string, files: readonly Json[], signal: AbortSignal): Promise<WireAnswer> {
      const path = `/transfers/downloads/${segment(username)}`;
      const expect = [400, 404, 429, 500];
      const timeoutMs = limits.enqueueTimeoutMs;
      return answer(await call({ method: 'POST', path, body: files, signal, expect, timeoutMs }));
    },
    /** Everything that is not hidden. */
    async transfers(signal: AbortSignal): Promise<readonly WireTransfer[]> {
      return readTransferList((await call({ method: 'GET', path: '/transfers/downloads', signal })).json);
    },
    /** One peer's transfers; 404 means none. */
    async transfersOf(username: string, signal: AbortSignal): Promise<readonly WireTransfer[]> {
      const path = `/transfers/downloads/${segment(username)}`;
      const reply = await call({ method: 'GET', path, signal, expect: [404] });
      return reply.status === 404 ? [] : readTransferList(reply.json);
    },
    /** One transfer, hidden ones too. */
    async transfer(username: string, id: string, signal: AbortSignal): Promise<WireTransfer | null> {
      const reply = await call({ method: 'GET', path: transfer(username, id), signal, expect: [400, 404] });
      return reply.status === 200 ? readTransfer(reply.json) : null;
    },
    /** 204 whatever happened: read the transfer to know. */
    async cancelTransfer(username: string, id: string, remove: boolean, signal: AbortSignal): Promise<void> {
      const path = `${transfer(username, id)}?remove=${remove}`;
      await call({ method: 'DELETE', path, signal, expect: [400, 404] });
    },
    /** Asks the peer; `null` for every kind of "cannot say" (404, 500). */
    async position(username: string, id: string, signal: AbortSignal): Promise<number | null> {
      const path = `${transfer(username, id)}/position`;
      const reply = await call({ method: 'GET', path, signal, expect: [400, 404, 500] });
      return reply.status === 200 && typeof reply.json === 'number' && reply.json >= 0 ? reply.json : null;
    },

    /** One page of events, newest first; `null` before 0.22, which has none. */
    async events(offset: number, limit: number, signal: AbortSignal): Promise<ReturnType<typeof readEvents> | null> {
      const path = `/events?offset=${offset}&limit=${limit}`;
      const reply = await call({ method: 'GET', path, signal, expect: [404] });
      return reply.status === 404 ? null : readEvents(reply.json);
    },
  };
}
