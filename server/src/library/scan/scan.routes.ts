import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, type TSchema, Type } from 'typebox';
import { problem } from '#http';
import type { LibraryStore } from '../library.store.ts';
import type { Refusal } from './losses.ts';
import type { ScanProblems } from './problems.store.ts';
import type { Scans } from './scan.job.ts';
import { type ScanView, scanSchema, viewOfScan } from './scan.view.ts';
import type { WatchState } from './watch.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });
const when = Type.String({ format: 'date-time' });
const paging = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
};
const page = <T extends TSchema>(item: T) =>
  object({ items: Type.Array(item), total: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() });

/** What the routes of scans need. */
export interface ScanRouteDeps {
  readonly scans: Pick<Scans, 'start' | 'stop' | 'runs'>;
  readonly problems: Pick<ScanProblems, 'page' | 'count'>;
  readonly library: Pick<LibraryStore, 'missing' | 'forgetMissing'>;
  readonly watch: () => WatchState;
  readonly intervalS: number;
  /** Why the music folder cannot be scanned now; `null`: it can. */
  readonly refusal: () => Promise<Refusal | null>;
}

const stateSchema = object({
  scan: nullable(scanSchema),
  last_completed: nullable(scanSchema),
  problems: Type.Integer({ description: 'Things in the folder that could not be indexed' }),
  missing: Type.Integer({ description: 'Files of the library that are not in the folder any more' }),
  interval_s: Type.Integer({ description: 'Seconds between scans by themselves; 0: none' }),
  watch: object({
    state: Type.Union(
      [Type.Literal('off'), Type.Literal('starting'), Type.Literal('watching'), Type.Literal('unavailable')],
      { description: 'Whether this process notices changes at once' },
    ),
    folders: Type.Integer(),
    reason: nullable(Type.String({ description: 'Why changes are not noticed at once, for people' })),
  }),
});

const problemSchema = object({
  id: Type.Integer(),
  path: Type.String({ description: 'Relative to the music folder; bytes that are no UTF-8 are written as \\xNN' }),
  code: Type.String({
    description:
      'unknown_format, unreadable, damaged, empty, no_permission, disk_error, name_not_utf8, path_too_long, too_deep, link_leads_out or not_a_file',
  }),
  sentence: Type.String(),
  remedy: nullable(Type.String()),
  first_seen_at: when,
  seen_at: when,
});

const missingSchema = object({
  id: Type.Integer(),
  path: Type.String({ description: 'Where the file was, relative to the music folder' }),
  title: Type.String(),
  artists: Type.Array(Type.String()),
  album: nullable(Type.String()),
  wish_id: nullable(Type.Integer()),
  missing_since: when,
});

const startBody = object({
  mode: Type.Union([Type.Literal('changes'), Type.Literal('all'), Type.Literal('thorough')], {
    default: 'changes',
    description:
      'changes: new and changed files are read · all: the tags of every file · thorough: every byte of every file',
  }),
  accept_losses: Type.Boolean({
    default: false,
    description: 'Believe it when most of the known files are gone, instead of refusing to scan',
  }),
});

/** `/library/scan` with its problems and missing files. */
export function scanRoutes(deps: ScanRouteDeps): FastifyPluginAsyncTypebox {
  const tags = ['library'];
  async function state() {
    // first: what is told of its end may be newer, never older than the end
    const newest = await deps.scans.runs.newest();
    const [completed, problems, missing] = await Promise.all([
      deps.scans.runs.lastCompleted(),
      deps.problems.count(),
      deps.library.missing(1, 0),
    ]);
    const view = (run: typeof newest): ScanView | null => (run === null ? null : viewOfScan(run));
    return {
      scan: view(newest),
      last_completed: view(completed),
      problems,
      missing: missing.total,
      interval_s: deps.intervalS,
      watch: deps.watch(),
    };
  }

  return async (app) => {
    app.get(
      '/library/scan',
      {
        schema: {
          tags,
          operationId: 'getLibraryScan',
          summary:
            'How far the scan of the music folder has come, what the last one found, and whether changes are noticed',
          response: { 200: stateSchema },
        },
      },
      state,
    );
    app.post(
      '/library/scan',
      {
        schema: {
          tags,
          operationId: 'startLibraryScan',
          summary: 'Scan the music folder; while a scan is running nothing else happens',
          body: startBody,
          response: { 202: stateSchema },
        },
      },
      async ({ body }, reply) => {
        const refusal = await deps.refusal();
        if (refusal !== null) {
          const { code, sentence, remedy } = refusal;
          throw problem(503, 'DEPENDENCY_ERROR', sentence, { reason: code, remedy });
        }
        await deps.scans.start({ mode: body.mode, startedBy: 'person', acceptLosses: body.accept_losses });
        return reply.status(202).send(await state());
      },
    );
    app.post(
      '/library/scan/stop',
      {
        schema: {
          tags,
          operationId: 'stopLibraryScan',
          summary: 'End the running scan; what it has found stays',
          response: { 202: stateSchema },
        },
      },
      async (_, reply) => {
        await deps.scans.stop();
        return reply.status(202).send(await state());
      },
    );
    app.get(
      '/library/scan/problems',
      {
        schema: {
          tags,
          operationId: 'listLibraryScanProblems',
          summary: 'What is in the music folder and could not be indexed, with the reason',
          querystring: object({ code: Type.Optional(Type.String({ maxLength: 40 })), ...paging }),
          response: { 200: page(problemSchema) },
        },
      },
      async ({ query }) => {
        const { limit, offset } = query;
        const { rows, total } = await deps.problems.page({ code: query.code, limit, offset });
        const items = rows.map(({ id, path, code, sentence, remedy, first_seen_at, seen_at }) => ({
          id,
          path,
          code,
          sentence,
          remedy,
          first_seen_at: first_seen_at.toISOString(),
          seen_at: seen_at.toISOString(),
        }));
        return { items, total, limit, offset };
      },
    );
    app.get(
      '/library/scan/missing',
      {
        schema: {
          tags,
          operationId: 'listMissingLibraryFiles',
          summary:
            'Files of the library that are not in the music folder any more, newest loss first; they return by themselves',
          querystring: object(paging),
          response: { 200: page(missingSchema) },
        },
      },
      async ({ query: { limit, offset } }) => {
        const { rows, total } = await deps.library.missing(limit, offset);
        const items = rows.map(({ missing_since, ...row }) => ({
          ...row,
          missing_since: (missing_since ?? new Date(0)).toISOString(),
        }));
        return { items, total, limit, offset };
      },
    );
    app.delete(
      '/library/scan/missing/:id',
      {
        schema: {
          tags,
          operationId: 'forgetMissingLibraryFile',
          summary: 'Forget a file that is not in the music folder any more',
          params: object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        if (!(await deps.library.forgetMissing(params.id)))
          throw problem(404, 'NOT_FOUND', `There is no missing file ${params.id}.`);
        return await reply.code(204).send(null);
      },
    );
  };
}
