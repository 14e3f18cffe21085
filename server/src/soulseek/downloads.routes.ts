import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { hungUp, problem } from '#http';
import type { TransferNetwork } from '#pipeline/download';
import {
  type CreateDownloads,
  createBody,
  createdSchema,
  type DownloadActions,
  type DownloadQueries,
  downloadSchema,
} from '#pipeline/download/api';
import { failingTo } from './failures.ts';
import type { PassedTransfer, SoulseekNeighbours } from './ports.ts';

/** What the routes need. */
export interface SoulseekDownloadDeps {
  readonly queries: DownloadQueries;
  readonly actions: DownloadActions;
  readonly create: CreateDownloads;
  readonly network: TransferNetwork;
  readonly neighbours: Pick<SoulseekNeighbours, 'transfers'>;
  readonly sizesOf: (username: string, filenames: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

const tags = ['soulseek'];
const maxId = 2_147_483_647;
const passed = Type.Record(Type.String(), Type.Unknown(), { description: 'As slskd says it' });
const uuid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const eitherId = Type.Object({
  download_id: Type.String({ pattern: `^([1-9][0-9]{0,9}|${uuid})$`, description: 'Our number, or the id of slskd' }),
});
const ownId = Type.Object({ download_id: Type.Integer({ minimum: 1, maximum: maxId }) });

/** How states were called here (contract §1.5). */
const translated: Readonly<Record<string, string>> = {
  queued: 'pending',
  downloading: 'in_progress',
  cancelled: 'failed',
};

/** `/soulseek/download(s)` and `/soulseek/enqueue` of contract §1.5. */
export function soulseekDownloadRoutes(deps: SoulseekDownloadDeps): FastifyPluginAsyncTypebox {
  const { queries, actions, network, neighbours } = deps;

  const unknown = (id: string | number) => problem(404, 'NOT_FOUND', `There is no download ${id}.`);

  /** The transfer behind our number or slskd's id. */
  async function transferOf(id: string, signal: AbortSignal): Promise<PassedTransfer> {
    if (!id.includes('-') && Number(id) > maxId) throw unknown(id);
    const row = id.includes('-') ? null : await queries.row(Number(id));
    if (!id.includes('-') && row === null) throw unknown(id);
    const wanted = row === null ? id.toLowerCase() : row.transfer_id;
    if (wanted === null) throw problem(409, 'CONFLICT', 'The peer has not been asked for this download yet.');
    const all = await failingTo('look up the download', () => neighbours.transfers('downloads', signal));
    const found = all.find((each) => each.id === wanted);
    if (found === undefined) throw problem(404, 'NOT_FOUND', `slskd does not list the download ${id} (any more).`);
    return found;
  }

  return async (app) => {
    app.post(
      '/soulseek/download',
      {
        schema: {
          summary: 'Fetch files of a named peer; the same as POST /download',
          tags,
          body: createBody,
          response: { 200: Type.Object({ status: Type.Literal('queued'), detail: createdSchema }) },
        },
      },
      async ({ body }) => ({ status: 'queued' as const, detail: await deps.create(body) }),
    );

    app.post(
      '/soulseek/enqueue',
      {
        schema: {
          summary: 'Hand files to slskd and nothing more: they are neither watched nor filed',
          tags,
          body: createBody,
          response: {
            200: Type.Object({
              enqueued: Type.Array(
                Type.Object({ filename: Type.String(), id: Type.Union([Type.String(), Type.Null()]) }),
              ),
              failed: Type.Array(Type.Object({ filename: Type.String(), message: Type.String() })),
            }),
          },
        },
      },
      async ({ body }, reply) => {
        const signal = hungUp(reply);
        const { username } = body;
        const files = body.files.map((file, index) => {
          const path = file.filename ?? file.name;
          if (path !== undefined) return { path, size: file.size };
          const fields = [{ name: `files.${index}.filename`, message: 'must be the path of the file at the peer' }];
          throw problem(400, 'VALIDATION_ERROR', `files.${index}.filename is missing.`, { fields });
        });
        const unsized = files.filter((file) => file.size === undefined).map((file) => file.path);
        const sizes = unsized.length === 0 ? new Map<string, number>() : await deps.sizesOf(username, unsized);
        const enqueued: { filename: string; id: string | null }[] = [];
        const failed: { filename: string; message: string }[] = [];
        for (const { path, size } of files) {
          const sizeBytes = size ?? sizes.get(path);
          if (sizeBytes === undefined) {
            failed.push({ filename: path, message: `${username} does not share this file.` });
            continue;
          }
          const request = { batchId: randomUUID(), username, path, sizeBytes, signal };
          const answer = await failingTo('enqueue', () => network.enqueue(request));
          if (answer.kind === 'accepted' || answer.kind === 'already-active')
            enqueued.push({ filename: path, id: answer.transferId });
          else failed.push({ filename: path, message: answer.sentence });
        }
        const [first] = failed;
        if (enqueued.length === 0 && first !== undefined)
          throw problem(502, 'DEPENDENCY_ERROR', `Failed to enqueue: ${first.message}`, { failed });
        return { enqueued, failed };
      },
    );

    app.get(
      '/soulseek/downloads',
      {
        schema: {
          summary: 'Downloads under the state names of old: pending, in_progress, completed, failed, dead_letter',
          tags,
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
            offset: Type.Integer({ minimum: 0, maximum: 10_000_000, default: 0 }),
          }),
          response: {
            200: Type.Object({ downloads: Type.Array(downloadSchema), retryable_states: Type.Array(Type.String()) }),
          },
        },
      },
      async ({ query }) => {
        const views = await queries.list({ states: null }, query.limit, query.offset);
        const downloads = views.map((view) => {
          const state = translated[view.state] ?? view.state;
          return { ...view, state, status: state };
        });
        return { downloads, retryable_states: ['completed', 'failed'] };
      },
    );

    app.get(
      '/soulseek/downloads/all',
      {
        schema: {
          summary: 'All transfers that slskd lists, those of other programs too',
          tags,
          response: { 200: Type.Object({ downloads: Type.Array(passed) }) },
        },
      },
      async (_request, reply) => {
        const signal = hungUp(reply);
        const all = await failingTo('list downloads', () => neighbours.transfers('downloads', signal));
        return { downloads: all.map((each) => each.raw) };
      },
    );

    app.delete(
      '/soulseek/downloads/completed',
      {
        schema: {
          summary: 'Hide our own ended transfers in the list of slskd; those of other programs stay',
          tags,
          response: { 200: Type.Object({ removed: Type.Integer() }) },
        },
      },
      async (_request, reply) => {
        const signal = hungUp(reply);
        const all = await failingTo('list downloads', () => neighbours.transfers('downloads', signal));
        const ended = all.filter((each) => each.ended);
        const ours = await queries.endedTransfers(ended.map((each) => each.id));
        let removed = 0;
        for (const { id, username } of ended.filter((each) => ours.has(each.id))) {
          await failingTo('clear ended downloads', () => network.forget(username, id, signal));
          removed += 1;
        }
        return { removed };
      },
    );

    app.get(
      '/soulseek/download/:download_id',
      { schema: { summary: 'One transfer as slskd lists it', tags, params: eitherId, response: { 200: passed } } },
      async ({ params }, reply) => (await transferOf(params.download_id, hungUp(reply))).raw,
    );

    app.get(
      '/soulseek/download/:download_id/queue',
      {
        schema: {
          summary: 'Place in the queue of the peer; null when the peer does not say. Asks the peer: call it rarely',
          tags,
          params: eitherId,
          response: {
            200: Type.Object({
              download_id: Type.String(),
              queue_position: Type.Union([Type.Integer(), Type.Null()]),
            }),
          },
        },
      },
      async ({ params: { download_id } }, reply) => {
        const signal = hungUp(reply);
        const { username, id, ended } = await transferOf(download_id, signal);
        if (ended) throw problem(409, 'CONFLICT', 'This transfer has ended.');
        const position = await failingTo('ask for the place in the queue', () =>
          network.position(username, id, signal),
        );
        return { download_id, queue_position: position };
      },
    );

    app.delete(
      '/soulseek/download/:download_id',
      {
        schema: {
          summary: 'Stop a download',
          tags,
          params: ownId,
          response: { 200: Type.Object({ cancelled: Type.Boolean() }) },
        },
      },
      async ({ params: { download_id: id } }) => {
        const done = await actions.cancel(id);
        if (done === null) throw unknown(id);
        if (!done)
          throw problem(409, 'CONFLICT', 'Only downloads under way can be cancelled.', { reason: 'wrong_state' });
        return { cancelled: true };
      },
    );

    app.post(
      '/soulseek/downloads/:download_id/requeue',
      {
        schema: {
          summary: 'Put an ended download back into the queue; dead letters go through /dlq/requeue',
          tags,
          params: ownId,
          response: { 202: Type.Object({ status: Type.Literal('enqueued') }) },
        },
      },
      async ({ params: { download_id: id } }, reply) => {
        const row = await queries.row(id);
        if (row === null) throw unknown(id);
        if (row.state === 'dead_letter') {
          const remedy = 'Use /dlq/requeue.';
          throw problem(409, 'CONFLICT', 'This download is a dead letter.', { reason: 'dead_letter', remedy });
        }
        const begun = await actions.requeue(id);
        if (begun === null) throw unknown(id);
        if (begun.kind === 'refused') throw problem(409, 'CONFLICT', begun.sentence, { reason: begun.reason });
        return reply.status(202).send({ status: 'enqueued' });
      },
    );
  };
}
