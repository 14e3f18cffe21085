import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, Type } from 'typebox';
import { problem } from '#http';
import { BackupProblem } from './format.ts';
import type { BackupKeeper, KeptBackup } from './keeper.ts';

const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });

const backupSchema = object({
  name: Type.String(),
  size_bytes: Type.Integer(),
  created_at: Type.String({ format: 'date-time' }),
});

const viewOf = (backup: KeptBackup) => ({
  name: backup.name,
  size_bytes: backup.bytes,
  created_at: backup.createdAt.toISOString(),
});

/** What the routes of backups need. */
export interface BackupRouteDeps {
  readonly keeper: BackupKeeper;
  /** Hours between automatic backups; 0: none. */
  readonly everyHours: number;
  readonly keep: number;
}

/** `GET /backups`, `POST /backups`, `GET /backups/{name}`. */
export function backupRoutes({ keeper, everyHours, keep }: BackupRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    const about = { tags: ['system'] };
    app.get(
      '/backups',
      {
        schema: {
          ...about,
          operationId: 'listBackups',
          summary: 'The automatic backups of the database, newest first',
          response: {
            200: object({
              items: Type.Array(backupSchema),
              running: Type.Boolean({ description: 'Whether one is being written' }),
              interval_hours: Type.Integer({ description: '0: none is written by itself' }),
              keep: Type.Integer({ description: 'How many are kept' }),
            }),
          },
        },
      },
      async () => ({
        items: (await keeper.list()).map(viewOf),
        running: keeper.running(),
        interval_hours: everyHours,
        keep,
      }),
    );
    app.post(
      '/backups',
      {
        schema: {
          ...about,
          operationId: 'createBackup',
          summary: 'Back the database up now; answers when the backup was written and proved',
          response: { 201: backupSchema },
        },
      },
      async (_request, reply) => {
        try {
          const { name } = await keeper.run();
          const made = (await keeper.list()).find((backup) => backup.name === name);
          if (made === undefined)
            throw problem(503, 'DEPENDENCY_ERROR', 'The backup was removed as soon as it was written.');
          return reply.status(201).send(viewOf(made));
        } catch (error) {
          if (!(error instanceof BackupProblem)) throw error;
          throw problem(503, 'DEPENDENCY_ERROR', error.message, { remedy: error.remedy });
        }
      },
    );
    app.get(
      '/backups/:name',
      {
        schema: {
          ...about,
          operationId: 'downloadBackup',
          summary: 'The bytes of a backup, for harmony restore',
          params: object({ name: Type.String({ maxLength: 100 }) }),
          response: {
            200: {
              content: { 'application/gzip': { schema: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }) } },
            },
          },
        },
      },
      async (request, reply) => {
        const found = await keeper.read(request.params.name);
        if (found === null) throw problem(404, 'NOT_FOUND', 'There is no such backup.', { field: 'name' });
        return reply
          .header('content-type', 'application/gzip')
          .header('content-length', found.bytes)
          .header('content-disposition', `attachment; filename="${request.params.name}"`)
          .send(found.stream);
      },
    );
  };
}
