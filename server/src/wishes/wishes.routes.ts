import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import { causeOf } from './cause.ts';
import type { WishRow } from './wishes.rows.ts';
import { candidateSchema, filterProperties, nullable, searchSchema, wishSchema } from './wishes.schemas.ts';
import type { WishStore } from './wishes.store.ts';

/** What other rooms know of a wish, for the list: its current download and its file in the library. */
export interface WishDetails {
  readonly download: {
    id: number;
    username: string;
    filename: string;
    state: string;
    progress: number;
    average_speed_bps: number | null;
    queue_position: number | null;
  } | null;
  readonly file: {
    id: number;
    path: string;
    format: string;
    bitrate_kbps: number | null;
    duration_ms: number | null;
    artwork_url: string | null;
  } | null;
}

/** A wish as the API shows it. */
export type WishView = ReturnType<typeof viewOfWish>;

/** Joins a row with what the other rooms know. */
export function viewOfWish(row: WishRow, details: WishDetails | undefined) {
  return {
    id: row.id,
    title: row.title,
    artists: row.artists,
    album: row.album,
    duration_ms: row.duration_ms,
    stage: row.stage,
    state: row.state,
    reason: causeOf(row.reason_code, row.reason, row.reason_facts),
    priority: row.priority,
    attempts: row.attempts,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    download: details?.download ?? null,
    file: details?.file ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}

/** What the routes need from the composition root. */
export interface WishRouteDeps {
  readonly store: WishStore;
  readonly details: (ids: readonly number[]) => Promise<ReadonlyMap<number, WishDetails>>;
  readonly searchesOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  readonly candidatesOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  /** Each answers `false` when the wish does not allow it now. */
  readonly actions: {
    retry(id: number): Promise<boolean>;
    cancel(id: number): Promise<boolean>;
    choose(id: number, candidateId: number): Promise<boolean>;
    keep(id: number, downloadId: number | null): Promise<boolean>;
    decline(id: number): Promise<boolean>;
    prioritise(id: number, priority: number): Promise<boolean>;
    requeue(id: number): Promise<boolean>;
    restore(id: number): Promise<'as_before' | 'anew' | null>;
  };
}

/** `GET /wishes`, `GET /wishes/:id`, retry, cancel, choose, keep, decline and priority. */
export function wishRoutes(deps: WishRouteDeps): FastifyPluginAsyncTypebox {
  async function viewsOf(rows: readonly WishRow[]): Promise<WishView[]> {
    const details = await deps.details(rows.map((row) => row.id));
    return rows.map((row) => viewOfWish(row, details.get(row.id)));
  }

  async function viewOf(id: number): Promise<WishView> {
    const [view] = await viewsOf(await deps.store.rowsById([id]));
    if (view === undefined) throw problem(404, 'NOT_FOUND', `There is no wish ${id}.`);
    return view;
  }

  return async (app) => {
    const params = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

    app.get(
      '/wishes',
      {
        schema: {
          summary: 'Wishes, newest import first',
          tags: ['wishes'],
          querystring: Type.Object({
            ...filterProperties,
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
            cursor: Type.Optional(Type.String({ maxLength: 200 })),
          }),
          response: {
            200: Type.Object({
              items: Type.Array(wishSchema),
              next_cursor: nullable(Type.String()),
              counts: Type.Record(Type.String(), Type.Integer()),
            }),
          },
        },
      },
      async (request) => {
        const { limit, cursor, ...filter } = request.query;
        const page = deps.store.page(filter, limit, cursor ?? null).catch((error: unknown) => {
          if (error instanceof RangeError) throw problem(400, 'VALIDATION_ERROR', error.message, { field: 'cursor' });
          throw error;
        });
        const items = page.then(({ rows }) => viewsOf(rows));
        const [{ nextCursor }, views, counts] = await Promise.all([page, items, deps.store.counts()]);
        return { items: views, next_cursor: nextCursor, counts };
      },
    );

    app.get(
      '/wishes/:id',
      {
        schema: {
          summary: 'One wish with its proof: searches, candidates and reasons',
          tags: ['wishes'],
          params,
          response: {
            200: Type.Interface([wishSchema], {
              searches: Type.Array(searchSchema),
              candidates: Type.Array(candidateSchema),
            }),
          },
        },
      },
      async (request) => {
        const { id } = request.params;
        const [view, searches, candidates] = await Promise.all([
          viewOf(id),
          deps.searchesOf(id),
          deps.candidatesOf(id),
        ]);
        return { ...view, searches, candidates } as never;
      },
    );

    const act = (action: (id: number, request: { body: unknown }) => Promise<boolean>, refusal: string) => {
      return async (request: { params: { id: number }; body: unknown }) => {
        const { id } = request.params;
        await viewOf(id);
        if (!(await action(id, request))) throw problem(409, 'CONFLICT', refusal);
        return await viewOf(id);
      };
    };

    app.post(
      '/wishes/:id/retry',
      { schema: { summary: 'Try again now', tags: ['wishes'], params, response: { 200: wishSchema } } },
      act((id) => deps.actions.retry(id), 'This wish is already filed.'),
    );
    app.post(
      '/wishes/:id/cancel',
      { schema: { summary: 'Do not want it any more', tags: ['wishes'], params, response: { 200: wishSchema } } },
      act((id) => deps.actions.cancel(id), 'This wish is already filed or cancelled.'),
    );
    app.post(
      '/wishes/:id/choose',
      {
        schema: {
          summary: 'Fetch this candidate; the choice is never overridden',
          tags: ['wishes'],
          params,
          body: Type.Object({ candidate_id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          response: { 200: wishSchema },
        },
      },
      act(
        (id, request) => deps.actions.choose(id, (request.body as { candidate_id: number }).candidate_id),
        'The candidate does not belong to this wish, or the wish is already filed.',
      ),
    );
    app.post(
      '/wishes/:id/keep',
      {
        schema: {
          summary:
            'Take the file that waits for review, or one that is kept aside, whatever was found, and go on with it',
          tags: ['wishes'],
          params,
          body: Type.Optional(
            nullable(
              Type.Object({
                download_id: Type.Optional(
                  Type.Integer({
                    minimum: 1,
                    maximum: 2_147_483_647,
                    description: 'Which one; without it the one under review, else the one that was kept aside last',
                  }),
                ),
              }),
            ),
          ),
          response: { 200: wishSchema },
        },
      },
      act(
        (id, { body }) => deps.actions.keep(id, (body as { download_id?: number } | null)?.download_id ?? null),
        'No such file of this wish waits for review or is kept aside.',
      ),
    );
    app.post(
      '/wishes/:id/decline',
      {
        schema: {
          summary: 'Do not take the file that waits for review; it is kept aside, and the next best peer is tried',
          tags: ['wishes'],
          params,
          response: { 200: wishSchema },
        },
      },
      act((id) => deps.actions.decline(id), 'No file of this wish waits for review.'),
    );
    app.patch(
      '/wishes/:id',
      {
        schema: {
          summary: 'Change the priority; higher goes first',
          tags: ['wishes'],
          params,
          body: Type.Object({ priority: Type.Integer({ minimum: 0, maximum: 1000 }) }),
          response: { 200: wishSchema },
        },
      },
      act(
        (id, request) => deps.actions.prioritise(id, (request.body as { priority: number }).priority),
        'The priority of a settled wish has no effect.',
      ),
    );
  };
}
