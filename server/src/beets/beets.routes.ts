import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { problem } from '#http';
import { type Beets, type BeetsSettings } from '#integrations/beets';
import { answering } from './answers.ts';
import {
  anyQuery,
  bodies,
  importedSchema,
  movedSchema,
  removedSchema,
  statusSchema,
  updatedSchema,
  writtenSchema,
} from './beets.schemas.ts';
import type { BeetsFollowing } from './following.ts';

/** What the routes need. */
export interface BeetsRouteDeps {
  readonly beets: Beets;
  readonly following: BeetsFollowing;
  readonly folders: BeetsSettings['folders'];
  /** What becomes of finished files, as set now. */
  readonly publish: () => Promise<BeetsSettings['publish']>;
  readonly musicDir: string;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
}

const tags = ['beets'];
const shown = 1000;

/** `/beets/*`: what the program `beet` does, over HTTP. */
export function beetsRoutes(deps: BeetsRouteDeps): FastifyPluginAsyncTypebox {
  const { beets, following } = deps;
  return async (app) => {
    app.get(
      '/beets/status',
      {
        schema: { summary: 'Whether beets works, its version and its folders', tags, response: { 200: statusSchema } },
      },
      async () => {
        const status = await beets.status();
        const { folders } = deps;
        const publish = await deps.publish();
        const none = { version: null, python: null, plugins: [], directory: null, library: null };
        if (!status.available) {
          const { code, sentence: message, remedy } = status;
          return {
            available: false,
            ...none,
            publish,
            folders: [deps.musicDir, ...folders],
            problem: { code, message, remedy },
          };
        }
        const { version, python, plugins, directory, library } = status;
        const all = [...new Set([deps.musicDir, directory, ...folders])];
        return {
          available: true,
          version,
          python,
          plugins: [...plugins],
          directory,
          library,
          publish,
          folders: all,
          problem: null,
        };
      },
    );

    app.get(
      '/beets/version',
      {
        schema: {
          summary: 'Version of beets',
          tags,
          response: { 200: Type.Object({ version: Type.String(), plugins: Type.Array(Type.String()) }) },
        },
      },
      () =>
        answering(async () => {
          const { version, plugins } = await beets.configuration();
          return { version, plugins: [...plugins] };
        }),
    );

    app.post(
      '/beets/import',
      {
        schema: {
          summary: 'Import a file or folder; proved by what the library of beets holds afterwards',
          tags,
          body: bodies.import,
          response: { 200: importedSchema },
        },
      },
      ({ body }) =>
        answering(async () => {
          if (!body.quiet) throw refusedQuestion();
          const { imported, notes } = await beets.importPath(body);
          await deps.record('beets', 'import', { path: body.path, imported: imported.length, notes: notes.length });
          const message =
            imported.length > 0
              ? `Import completed: ${imported.length} tracks.`
              : (notes[0]?.message ?? 'Nothing was imported.');
          return {
            success: imported.length > 0,
            message,
            imported: imported.slice(0, shown),
            notes: notes.slice(0, shown),
          };
        }),
    );

    app.post(
      '/beets/update',
      {
        preValidation: emptyBody,
        schema: {
          summary: 'Compare the library of beets with its files; held back when too many are gone',
          tags,
          body: bodies.update,
          response: { 200: updatedSchema },
        },
      },
      ({ body }) =>
        answering(async () => {
          const report = await beets.update(body);
          if ('kind' in report) throw heldBack(report);
          const { checked, changed, vanished } = report;
          if (!body.preview)
            await deps.record('beets', 'update', { checked, changed: changed.length, vanished: vanished.length });
          const gone = body.preview ? 'would be forgotten' : 'were forgotten';
          return {
            success: true,
            message: `${checked} files checked: ${changed.length} changed, ${vanished.length} ${gone}.`,
            preview: body.preview,
            checked,
            changed: changed.slice(0, shown),
            vanished: vanished.slice(0, shown),
            vanished_total: vanished.length,
          };
        }),
    );

    for (const method of ['POST', 'DELETE'] as const)
      app.route({
        method,
        url: '/beets/remove',
        schema: {
          summary: 'Take entries out of the library of beets; files stay unless delete_files is confirmed',
          tags,
          body: bodies.remove,
          response: { 200: removedSchema },
        },
        handler: ({ body }) =>
          answering(async () => {
            const { query, force, delete_files: deleteFiles, confirm } = body as typeof body & { confirm?: number };
            const done = await beets.remove({
              query,
              force,
              deleteFiles,
              confirm,
              mayDelete: (paths) => following.mayDelete(paths),
            });
            if (done.kind === 'held') {
              if (force) throw heldBack(done);
              const { sentence: output, confirm: matched, paths } = done;
              return { success: false, removed: 0, files_deleted: 0, matched, output, paths: [...paths] };
            }
            const { removed, filesDeleted } = done;
            if (removed > 0) await deps.record('beets', 'remove', { query, removed, files_deleted: filesDeleted });
            const output = removed === 0 ? 'No matching items found.' : `Removed ${removed} items.`;
            return { success: true, removed, files_deleted: filesDeleted, matched: removed, output, paths: [] };
          }),
      });

    app.post(
      '/beets/move',
      {
        preValidation: emptyBody,
        schema: {
          summary: 'Move files to where the configuration of beets wants them; the library follows',
          tags,
          body: bodies.change,
          response: { 200: movedSchema },
        },
      },
      ({ body }) =>
        answering(async () => {
          const { query, preview } = body;
          const moves = await beets.move({ query, preview, witness: following });
          if (!preview && moves.length > 0) await deps.record('beets', 'move', { query, moved: moves.length });
          const output = `${preview ? 'Would move' : 'Moved'} ${moves.length} items.`;
          const list = moves.slice(0, shown).map(({ from, to }) => ({ from, to }));
          return { success: true, preview, moved: preview ? 0 : moves.length, output, moves: list };
        }),
    );

    app.post(
      '/beets/write',
      {
        preValidation: emptyBody,
        schema: {
          summary: 'Write what beets knows into files; files of the library are read again',
          tags,
          body: bodies.change,
          response: { 200: writtenSchema },
        },
      },
      ({ body }) =>
        answering(async () => {
          const { query, preview } = body;
          const paths = await beets.write({ query, preview });
          if (!preview && paths.length > 0) {
            await following.written(paths);
            await deps.record('beets', 'write', { query, written: paths.length });
          }
          const output = `${preview ? 'Would write' : 'Wrote'} ${paths.length} items.`;
          return { success: true, preview, written: preview ? 0 : paths.length, output, paths: paths.slice(0, shown) };
        }),
    );

    app.get(
      '/beets/albums',
      {
        schema: {
          summary: 'Albums in the library of beets',
          tags,
          querystring: anyQuery,
          response: { 200: Type.Object({ albums: Type.Array(Type.String()) }) },
        },
      },
      ({ query }) => answering(async () => ({ albums: await beets.albums(query.query) })),
    );

    app.get(
      '/beets/tracks',
      {
        schema: {
          summary: 'Titles in the library of beets',
          tags,
          querystring: anyQuery,
          response: { 200: Type.Object({ tracks: Type.Array(Type.String()) }) },
        },
      },
      ({ query }) => answering(async () => ({ tracks: await beets.tracks(query.query) })),
    );

    app.get(
      '/beets/stats',
      {
        schema: {
          summary: 'Statistics of the library of beets',
          tags,
          querystring: anyQuery,
          response: { 200: Type.Object({ stats: Type.Record(Type.String(), Type.String()) }) },
        },
      },
      ({ query }) => answering(async () => ({ stats: await beets.stats(query.query) })),
    );

    app.get(
      '/beets/fields',
      {
        schema: {
          summary: 'Fields that queries and formats of beets may use',
          tags,
          response: { 200: Type.Object({ fields: Type.Array(Type.String()) }) },
        },
      },
      () => answering(async () => ({ fields: await beets.fields() })),
    );

    app.post(
      '/beets/query',
      {
        schema: {
          summary: 'What a query of beets finds, each as the format says',
          tags,
          body: bodies.query,
          response: { 200: Type.Object({ results: Type.Array(Type.String()) }) },
        },
      },
      ({ body }) => answering(async () => ({ results: await beets.query(body.query, body.format) })),
    );
  };
}

/** No body means the defaults of all its fields. */
async function emptyBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}

function heldBack(held: { readonly sentence: string; readonly confirm: number; readonly paths: readonly string[] }) {
  return problem(409, 'CONFLICT', held.sentence, {
    reason: 'needs_confirmation',
    confirm: held.confirm,
    paths: held.paths,
    remedy: `Look at the paths; if this is meant, ask again with confirm: ${held.confirm}.`,
  });
}

function refusedQuestion() {
  return problem(400, 'VALIDATION_ERROR', 'quiet must be true: beets cannot ask anybody here.', {
    fields: [{ name: 'quiet', message: 'must be true' }],
  });
}
