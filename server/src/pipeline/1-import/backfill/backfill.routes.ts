import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import type { Jobs } from '#jobs';
import type { Db } from '#platform/database';
import type { SpotifyForImports } from '../ports.ts';
import type { ImportSettings } from '../settings.ts';
import { backfillJobOf } from './backfill.job.ts';
import type { BackfillRow, BackfillStore } from './backfill.store.ts';

/** What the routes need. */
export interface BackfillRouteDeps {
  readonly db: Db;
  readonly store: BackfillStore;
  readonly jobs: Jobs;
  readonly spotify: Pick<SpotifyForImports, 'access'>;
  readonly settings: ImportSettings;
  readonly now: () => Date;
}

const nullableText = Type.Union([Type.String(), Type.Null()]);

const runSchema = Type.Object(
  {
    ok: Type.Boolean(),
    job_id: Type.String(),
    state: Type.String({ description: 'queued (also while it waits for Spotify), running, completed or failed' }),
    counts: Type.Object({
      requested: Type.Integer(),
      processed: Type.Integer(),
      matched: Type.Integer(),
      cache_hits: Type.Integer(),
      cache_misses: Type.Integer(),
      expanded_playlists: Type.Integer(),
      expanded_tracks: Type.Integer(),
      calls: Type.Integer({ description: 'Questions that Spotify answered' }),
    }),
    expand_playlists: Type.Boolean(),
    duration_ms: Type.Union([Type.Integer(), Type.Null()]),
    resume_at: Type.Union([Type.String(), Type.Null()], { description: 'When it goes on by itself' }),
    error: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
    created_at: Type.String(),
  },
  { $id: 'BackfillJob' },
);

/** `POST /spotify/backfill/run`, `GET /spotify/backfill/jobs[/{job_id}]`. */
export function backfillRoutes(deps: BackfillRouteDeps): FastifyPluginAsyncTypebox {
  const { db, store, jobs, settings } = deps;
  return async (app) => {
    app.post(
      '/spotify/backfill/run',
      {
        schema: {
          summary: 'Give imported lines their Spotify ids and read waiting playlist links, in the background',
          tags: ['import'],
          body: Type.Object({
            max_items: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 10_000, description: 'At most BACKFILL_MAX_ITEMS' }),
            ),
            expand_playlists: Type.Boolean({ default: true }),
          }),
          response: {
            202: Type.Object({
              ok: Type.Boolean(),
              job_id: Type.String({ description: 'The run that is under way, when there is one' }),
              error: nullableText,
            }),
          },
        },
        // Contract §1.4: the body, and what is in it, may be missing or null.
        preValidation: async (request) => {
          const given = Object.entries(request.body ?? {}).filter(([, value]) => value !== null);
          request.body = Object.fromEntries(given) as typeof request.body;
        },
      },
      async (request, reply) => {
        const access = await deps.spotify.access();
        if (access.kind === 'off')
          throw problem(503, 'DEPENDENCY_ERROR', access.sentence, { component: 'spotify', pro_available: false });
        if (access.kind === 'unlinked')
          throw problem(403, 'FORBIDDEN', access.sentence, { component: 'spotify', authenticated: false });
        const { max_items: wanted, expand_playlists: expandPlaylists } = request.body;
        const most = Math.min(wanted ?? settings.backfillMaxItems, settings.backfillMaxItems);
        const askedBefore = new Date(deps.now().getTime() - settings.backfillCacheTtlS * 1000);
        const requested = await store.countNext(askedBefore, most);
        const id = `backfill_${randomUUID().replaceAll('-', '')}`;
        const begun = await db.transaction().execute(async (trx) => {
          if (!(await store.begin(trx, id, requested, expandPlaylists))) return false;
          await jobs.enqueue(backfillJobOf(id), trx);
          return true;
        });
        const open = begun ? null : await store.open();
        return reply.status(202).send({ ok: true, job_id: open?.id ?? id, error: null });
      },
    );

    app.get(
      '/spotify/backfill/jobs',
      {
        schema: {
          summary: 'Backfill runs, newest first',
          tags: ['import'],
          querystring: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }) }),
          response: { 200: Type.Object({ ok: Type.Boolean(), items: Type.Array(runSchema), error: Type.Null() }) },
        },
      },
      async (request) => ({ ok: true, items: (await store.list(request.query.limit)).map(runView), error: null }),
    );

    app.get(
      '/spotify/backfill/jobs/:job_id',
      {
        schema: {
          summary: 'One backfill run with its counters',
          tags: ['import'],
          params: Type.Object({ job_id: Type.String({ maxLength: 64 }) }),
          response: { 200: runSchema },
        },
      },
      async (request) => {
        const run = await store.find(request.params.job_id.replaceAll('\0', ''));
        if (run === null) throw problem(404, 'NOT_FOUND', 'There is no backfill run with this id.');
        return runView(run);
      },
    );
  };
}

function runView(run: BackfillRow) {
  return {
    ok: true,
    job_id: run.id,
    state: run.state,
    counts: {
      requested: run.requested_items,
      processed: run.processed_items,
      matched: run.matched_items,
      cache_hits: run.cache_hits,
      cache_misses: run.cache_misses,
      expanded_playlists: run.expanded_playlists,
      expanded_tracks: run.expanded_tracks,
      calls: run.calls,
    },
    expand_playlists: run.expand_playlists,
    duration_ms: run.duration_ms,
    resume_at: run.resume_at?.toISOString() ?? null,
    error: run.error_code === null ? null : { code: run.error_code, message: run.error ?? '' },
    created_at: run.created_at.toISOString(),
  };
}
