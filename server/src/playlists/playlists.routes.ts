import { hash } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import type { Jobs } from '#jobs';
import type { Db } from '#platform/database';
import {
  playlistItemSchema,
  playlistItemView,
  playlistSchema,
  playlistView,
  syncSchema,
  syncView,
} from './playlists.schemas.ts';
import { type PlaylistStore, savedTracksId } from './playlists.store.ts';
import type { AccountPlaylists, WishStates } from './ports.ts';
import type { RowStore } from './rows.store.ts';
import { syncJobOf } from './sync.job.ts';
import type { SyncStore } from './sync.store.ts';

/** What the routes need. */
export interface PlaylistRouteDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly playlists: PlaylistStore;
  readonly rows: RowStore;
  readonly state: SyncStore;
  readonly spotify: Pick<AccountPlaylists, 'access'>;
  readonly wishStates: WishStates;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
  /** What else `POST /sync` begins, by the name under which it is answered. */
  readonly also?: Readonly<Record<string, AlsoSynced>>;
}

/** Begins something besides the playlists; says why not where it cannot. */
export type AlsoSynced = () => Promise<{ readonly result: string } | { readonly error: string }>;

const listParams = Type.Object({
  playlist_id: Type.String({
    pattern: `^(?:[0-9A-Za-z]{22}|${savedTracksId})$`,
    description: `A Spotify id, or ${savedTracksId}`,
  }),
});
const queued = Type.Object({ ok: Type.Boolean(), playlist: playlistSchema });

/** `GET /spotify/playlists[/{id}[/items]]`, `PUT …/mirror`, `POST …/sync` and `POST /sync`. */
export function playlistRoutes(deps: PlaylistRouteDeps): FastifyPluginAsyncTypebox {
  const { db, jobs, playlists, rows, state } = deps;
  return async (app) => {
    app.get(
      '/spotify/playlists',
      {
        schema: {
          summary: "The account's playlists as stored",
          tags: ['playlists'],
          response: {
            200: Type.Object({ playlists: Type.Array(playlistSchema), sync: Type.Union([syncSchema, Type.Null()]) }),
            304: Type.Null(),
          },
        },
      },
      async (request, reply) => {
        const [all, last] = [await playlists.all(), await state.last()];
        const etag = etagOf(all);
        const newest = Math.max(0, ...all.map((list) => list.updated_at.getTime()));
        // Whole seconds, as the header has them.
        const modified = new Date(Math.floor(newest / 1000) * 1000);
        reply
          .header('etag', etag)
          .header('last-modified', modified.toUTCString())
          .header('cache-control', 'private, no-cache');
        if (isKnown(request.headers['if-none-match'], request.headers['if-modified-since'], etag, modified))
          return reply.status(304).send(null);
        return { playlists: all.map(playlistView), sync: last === null ? null : syncView(last) };
      },
    );

    app.get(
      '/spotify/playlists/:playlist_id',
      {
        schema: {
          summary: 'One playlist as stored',
          tags: ['playlists'],
          params: listParams,
          response: { 200: playlistSchema },
        },
      },
      async (request) => playlistView(await listOr404(request.params.playlist_id)),
    );

    app.get(
      '/spotify/playlists/:playlist_id/items',
      {
        schema: {
          summary: 'Rows of a playlist as stored, in order, with the state of their wishes',
          tags: ['playlists'],
          params: listParams,
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
            offset: Type.Integer({
              minimum: 0,
              maximum: 1_000_000,
              default: 0,
              description: 'Position of the first row',
            }),
          }),
          response: { 200: Type.Object({ items: Type.Array(playlistItemSchema), total: Type.Integer() }) },
        },
      },
      async (request) => {
        const { limit, offset } = request.query;
        const list = await listOr404(request.params.playlist_id);
        const items = await rows.page(list.id, limit, offset);
        const wishes = await deps.wishStates(items.map((item) => item.wish_id).filter((id) => id !== null));
        return { items: items.map((item) => playlistItemView(item, wishes)), total: await rows.count(list.id) };
      },
    );

    app.put(
      '/spotify/playlists/:playlist_id/mirror',
      {
        schema: {
          summary: 'Mirror a playlist: its missing tracks become wishes, now and whenever it grows',
          tags: ['playlists'],
          params: listParams,
          body: Type.Object({ mirror: Type.Boolean() }),
          response: { 200: playlistSchema },
        },
      },
      async (request) => {
        const { playlist_id: id } = request.params;
        const list = await db.transaction().execute(async (trx) => {
          const row = await playlists.setMirror(trx, id, request.body.mirror);
          if (row?.mirror === true) await jobs.enqueue(syncJobOf(id), trx);
          return row;
        });
        if (list === null) throw noList();
        await deps.record('sync', request.body.mirror ? 'mirror_on' : 'mirror_off', {
          playlist_id: id,
          name: list.name,
        });
        return playlistView(list);
      },
    );

    app.post(
      '/spotify/playlists/:playlist_id/sync',
      {
        schema: {
          summary: 'Compare one playlist now; also reads the saved tracks when they are not mirrored',
          tags: ['playlists'],
          params: listParams,
          response: { 202: queued },
        },
      },
      async (request, reply) => {
        await accountOr503();
        const list = await listOr404(request.params.playlist_id);
        await db.transaction().execute(async (trx) => {
          await playlists.want(trx, list.id);
          await jobs.enqueue(syncJobOf(list.id), trx);
        });
        return reply.status(202).send({ ok: true, playlist: playlistView(list) });
      },
    );

    app.post(
      '/sync',
      {
        schema: {
          summary: 'Compare all playlists of the account now; also begins what else is switched on (auto-sync)',
          tags: ['playlists'],
          response: {
            202: Type.Object({
              message: Type.String(),
              results: Type.Record(Type.String(), Type.String()),
              errors: Type.Record(Type.String(), Type.String()),
            }),
          },
        },
      },
      async (_request, reply) => {
        await accountOr503();
        await jobs.enqueue(syncJobOf(null));
        const results: Record<string, string> = { playlists: 'queued' };
        const errors: Record<string, string> = {};
        for (const [name, begin] of Object.entries(deps.also ?? {})) {
          const begun = await begin();
          if ('result' in begun) results[name] = begun.result;
          else errors[name] = begun.error;
        }
        return reply.status(202).send({ message: 'Sync triggered', results, errors });
      },
    );
  };

  async function listOr404(id: string) {
    const list = await playlists.find(id);
    if (list === null) throw noList();
    return list;
  }

  async function accountOr503(): Promise<void> {
    const access = await deps.spotify.access();
    if (access.kind === 'ready') return;
    await deps.record('sync', 'sync_blocked', { reason: access.sentence });
    throw problem(503, 'DEPENDENCY_ERROR', `Sync blocked: ${access.sentence}`, {
      missing: { spotify: access.missing },
    });
  }
}

function noList() {
  return problem(404, 'NOT_FOUND', 'There is no playlist with this id; it may appear after the next sync.');
}

/** Contract §1.3: `"pl-v1-<sha1 of ids and timestamps>:<count>"`. */
function etagOf(all: readonly { readonly id: string; readonly stamp: string }[]): string {
  const text = all.map((list) => `${list.id}@${list.stamp}`).join(',');
  return `"pl-v1-${hash('sha1', text)}:${all.length}"`;
}

/** RFC 9110 §13.2.2: a tag that was sent decides, whatever the date says. */
function isKnown(tags: string | undefined, since: string | undefined, etag: string, modified: Date): boolean {
  if (tags !== undefined)
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  const at = new Date(since ?? '').getTime();
  return !Number.isNaN(at) && modified.getTime() <= at;
}
