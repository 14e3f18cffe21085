import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import { type BackfillRouteDeps, backfillRoutes } from './backfill/backfill.routes.ts';
import { freeLinkRoutes } from './free/links.routes.ts';
import { readLinks, readRequest } from './free/request-list.ts';
import { type FreeTrackRouteDeps, freeTrackRoutes } from './free/tracks.routes.ts';
import { uploadRoute } from './free/upload.route.ts';
import {
  importItemSchema,
  importItemView,
  importJobSchema,
  importJobView,
  submissionSchema,
} from './import.schemas.ts';
import type { ImportStore } from './import.store.ts';
import { sendTaken, sendUnusable } from './replies.ts';
import type { ImportSettings } from './settings.ts';
import type { Submissions } from './submission.ts';

/** What the routes of imports need. */
export interface ImportRouteDeps extends FreeTrackRouteDeps {
  readonly store: ImportStore;
  readonly submissions: Submissions;
  readonly settings: ImportSettings;
  readonly backfill: BackfillRouteDeps;
}

const states = ['normalized', 'queued', 'completed', 'failed', 'skipped'] as const;
const stateSchema = Type.Union(states.map((state) => Type.Literal(state)));

/** `POST /spotify/import/free`, `GET /spotify/import/jobs[/{job_id}[/items]]`, and the other routes by which lists come in. */
export function importRoutes(deps: ImportRouteDeps): FastifyPluginAsyncTypebox {
  const { store, submissions, settings } = deps;
  return async (app) => {
    app.post(
      '/spotify/import/free',
      {
        schema: {
          summary: 'Import playlist links and text lines ("Artist - Title | Album | Year")',
          tags: ['import'],
          body: Type.Object({
            playlist_links: Type.Optional(Type.Array(Type.String())),
            tracks: Type.Optional(Type.Array(Type.String())),
            batch_hint: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
          }),
          response: { 202: submissionSchema, 207: submissionSchema },
        },
      },
      async (request, reply) => {
        const { playlist_links: links = [], tracks = [], batch_hint: batchHint = null } = request.body;
        if (links.length + tracks.length === 0)
          throw problem(400, 'VALIDATION_ERROR', 'Give playlist_links or tracks; both are empty.', {
            fields: [{ name: 'tracks', message: 'must not be empty when playlist_links is empty' }],
          });
        const { entries, bad } = readLinks(links);
        if (bad.length > 0)
          throw problem(400, 'VALIDATION_ERROR', 'invalid playlist links', {
            details: bad.slice(0, 100),
            invalid: bad.length,
          });
        const busy = await submissions.backpressure();
        if (busy) return sendUnusable(busy, reply);
        const limit = settings.maxTracksPerRequest;
        const kept = tracks.slice(0, limit);
        const taken = await submissions.take({
          format: 'text',
          fileName: null,
          entries: () => readRequest(entries, kept),
          beyondLimit: () => tracks.length - kept.length,
          limit,
          batchHint,
        });
        return taken.kind === 'taken' ? sendTaken(taken, reply) : sendUnusable(taken, reply);
      },
    );

    await app.register(uploadRoute(deps));
    await app.register(freeTrackRoutes(deps));
    await app.register(freeLinkRoutes(deps));
    await app.register(backfillRoutes(deps.backfill));

    app.get(
      '/spotify/import/jobs',
      {
        schema: {
          summary: 'Imports, newest first',
          tags: ['import'],
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
            offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
          }),
          response: {
            200: Type.Object({ ok: Type.Boolean(), items: Type.Array(importJobSchema), error: Type.Null() }),
          },
        },
      },
      async (request) => {
        const jobs = await store.list(request.query.limit, request.query.offset);
        const counts = await store.counts(jobs.map((job) => job.id));
        return { ok: true, items: jobs.map((job) => importJobView(job, counts.get(job.id))), error: null };
      },
    );

    const jobParams = Type.Object({ job_id: Type.String({ maxLength: 64 }) });

    app.get(
      '/spotify/import/jobs/:job_id',
      {
        schema: {
          summary: 'One import with its counters',
          tags: ['import'],
          params: jobParams,
          response: { 200: Type.Object({ ok: Type.Boolean(), job: importJobSchema, error: Type.Null() }) },
        },
      },
      async (request) => {
        const job = await jobOr404(request.params.job_id);
        const counts = await store.counts([job.id]);
        return { ok: true, job: importJobView(job, counts.get(job.id)), error: null };
      },
    );

    app.get(
      '/spotify/import/jobs/:job_id/items',
      {
        schema: {
          summary: 'Entries of an import with their reasons',
          tags: ['import'],
          params: jobParams,
          querystring: Type.Object({
            state: Type.Optional(stateSchema),
            links: Type.Boolean({ default: false, description: 'Only the playlist links, in any state' }),
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
            offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
          }),
          response: {
            200: Type.Object({
              ok: Type.Boolean(),
              items: Type.Array(importItemSchema),
              total: Type.Integer({ description: 'Entries in this state' }),
              error: Type.Null(),
            }),
          },
        },
      },
      async (request) => {
        const { links, limit, offset } = request.query;
        const state = links ? undefined : request.query.state;
        const job = await jobOr404(request.params.job_id);
        const counts = (await store.counts([job.id])).get(job.id);
        const items = await store.items(job.id, { state, links }, limit, offset);
        const all = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
        return {
          ok: true,
          items: items.map(importItemView),
          total: links ? await store.countLinks(job.id) : state === undefined ? all : (counts?.[state] ?? 0),
          error: null,
        };
      },
    );

    async function jobOr404(id: string) {
      const job = await store.find(id.replaceAll('\0', ''));
      if (job === null) throw problem(404, 'NOT_FOUND', 'There is no import with this id.');
      return job;
    }
  };
}
