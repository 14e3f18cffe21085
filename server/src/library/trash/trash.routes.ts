import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, Type } from 'typebox';
import { problem } from '#http';
import { FileProblem } from '#platform/files';
import type { LibraryStore } from '../library.store.ts';
import type { Receipt } from './trash.store.ts';
import type { Trash, TrashRefusal } from './trash.ts';

const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });
const params = object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

const receiptSchema = object({
  id: Type.Integer(),
  original_path: Type.String({ description: 'Relative to the music folder, forward slashes' }),
  size_bytes: Type.Integer(),
  sha256: Type.String(),
  reason: Type.String(),
  wish_id: Type.Union([Type.Integer(), Type.Null()]),
  trashed_at: Type.String({ format: 'date-time' }),
  expires_at: Type.String({ format: 'date-time', description: 'When the file is removed for good' }),
});

function viewOf(receipt: Receipt) {
  const { state: _state, trashed_path: _path, library_row: _row, ...view } = receipt;
  return {
    ...view,
    trashed_at: receipt.trashed_at.toISOString(),
    expires_at: receipt.expires_at.toISOString(),
  };
}

const refusals: Record<TrashRefusal, readonly [number, 'NOT_FOUND' | 'CONFLICT', string]> = {
  unknown: [404, 'NOT_FOUND', 'There is no such file.'],
  busy: [409, 'CONFLICT', 'The file is being worked on right now. Try again in a moment.'],
  taken: [409, 'CONFLICT', 'Another file has taken its place. Move that one to the trash first.'],
  'file-gone': [409, 'CONFLICT', 'The file is not on the disk any more.'],
};

function refused(refusal: TrashRefusal): Error {
  const [status, code, sentence] = refusals[refusal];
  return problem(status, code, sentence, { reason: refusal });
}

/** A disk that cannot be used is said to the person with its remedy. */
async function withDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw problem(503, 'DEPENDENCY_ERROR', error.sentence, { reason: error.code, remedy: error.remedy });
  }
}

/** `DELETE /library/files/{id}`, `GET /library/trash`, `POST /library/trash/{id}/restore`, `DELETE /library/trash/{id}`. */
export function trashRoutes(deps: {
  readonly library: LibraryStore;
  readonly trash: Trash;
}): FastifyPluginAsyncTypebox {
  const { library, trash } = deps;
  return async (app) => {
    const about = { tags: ['library'] };
    app.delete(
      '/library/files/:id',
      {
        schema: {
          ...about,
          operationId: 'trashLibraryFile',
          summary: 'Move a file to the trash; the answer is the receipt that restores it',
          params,
          response: { 200: receiptSchema },
        },
      },
      async (request) => {
        const file = await library.find(request.params.id);
        if (file === null) throw refused('unknown');
        const receipt = await withDisk(trash.discard(file, 'Deleted by hand.'));
        if (typeof receipt === 'string') throw refused(receipt);
        return viewOf(receipt);
      },
    );
    app.get(
      '/library/trash',
      {
        schema: {
          ...about,
          operationId: 'listTrash',
          summary: 'Deleted files that can still be restored, newest first',
          querystring: object({
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
          }),
          response: { 200: object({ items: Type.Array(receiptSchema), total: Type.Integer() }) },
        },
      },
      async ({ query }) => {
        const { rows, total } = await trash.page(query.limit, query.offset);
        return { items: rows.map(viewOf), total };
      },
    );
    app.post(
      '/library/trash/:id/restore',
      {
        schema: {
          ...about,
          operationId: 'restoreFromTrash',
          summary: 'Bring a deleted file back to where it was',
          params,
          response: { 200: object({ file_id: Type.Integer() }) },
        },
      },
      async (request) => {
        const restored = await withDisk(trash.restore(request.params.id));
        if (typeof restored === 'string') throw refused(restored);
        return { file_id: restored };
      },
    );
    app.delete(
      '/library/trash/:id',
      {
        schema: {
          ...about,
          operationId: 'purgeFromTrash',
          summary: 'Remove a deleted file for good',
          params,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        if (!(await trash.purge(request.params.id))) throw refused('unknown');
        return await reply.code(204).send(null);
      },
    );
  };
}
