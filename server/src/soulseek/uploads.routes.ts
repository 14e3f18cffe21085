import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { hungUp, problem } from '#http';
import { failingTo } from './failures.ts';
import type { PassedTransfer, SoulseekNeighbours } from './ports.ts';

const tags = ['soulseek'];
const passed = Type.Record(Type.String(), Type.Unknown(), { description: 'As slskd says it' });
const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
const params = Type.Object({ upload_id: Type.String({ pattern: uuid }) });

/** `/soulseek/upload(s)` of contract §1.5: what others take from us. */
export function soulseekUploadRoutes(neighbours: SoulseekNeighbours): FastifyPluginAsyncTypebox {
  const list = (signal: AbortSignal): Promise<readonly PassedTransfer[]> =>
    failingTo('list uploads', () => neighbours.transfers('uploads', signal));

  async function find(id: string, signal: AbortSignal): Promise<PassedTransfer> {
    const upload = (await list(signal)).find((each) => each.id === id.toLowerCase());
    if (upload === undefined) throw problem(404, 'NOT_FOUND', `There is no upload ${id}.`);
    return upload;
  }

  return async (app) => {
    const listed = { 200: Type.Object({ uploads: Type.Array(passed) }) };
    app.get(
      '/soulseek/uploads',
      { schema: { summary: 'Uploads that wait or run', tags, response: listed } },
      async (_request, reply) => ({
        uploads: (await list(hungUp(reply))).filter((each) => !each.ended).map((each) => each.raw),
      }),
    );
    app.get(
      '/soulseek/uploads/all',
      { schema: { summary: 'All uploads, ended ones too', tags, response: listed } },
      async (_request, reply) => ({ uploads: (await list(hungUp(reply))).map((each) => each.raw) }),
    );
    app.delete(
      '/soulseek/uploads/completed',
      {
        schema: {
          summary: 'Hide ended uploads in the list of slskd',
          tags,
          response: { 200: Type.Object({ removed: Type.Integer() }) },
        },
      },
      async (_request, reply) => {
        const signal = hungUp(reply);
        const ended = (await list(signal)).filter((each) => each.ended).length;
        await failingTo('clear ended uploads', () => neighbours.forgetEndedUploads(signal));
        return { removed: ended };
      },
    );
    app.get(
      '/soulseek/upload/:upload_id',
      { schema: { summary: 'One upload', tags, params, response: { 200: passed } } },
      async ({ params: { upload_id } }, reply) => (await find(upload_id, hungUp(reply))).raw,
    );
    app.delete(
      '/soulseek/upload/:upload_id',
      {
        schema: {
          summary: 'Stop an upload',
          tags,
          params,
          response: { 200: Type.Object({ cancelled: Type.Boolean() }) },
        },
      },
      async ({ params: { upload_id } }, reply) => {
        const signal = hungUp(reply);
        const { username, id, ended } = await find(upload_id, signal);
        if (ended) throw problem(409, 'CONFLICT', 'This upload has already ended.');
        await failingTo('cancel the upload', () => neighbours.cancelUpload(username, id, signal));
        return { cancelled: true };
      },
    );
  };
}
