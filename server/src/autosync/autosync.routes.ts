import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { Db } from '#platform/database';
import {
  rulesSchema,
  rulesView,
  runSchema,
  runView,
  skippedSchema,
  skippedView,
  statusSchema,
} from './autosync.schemas.ts';
import type { Account, OwnWishes } from './ports.ts';
import type { RunStore } from './runs.store.ts';
import {
  type AutosyncSettings,
  autosyncSettings,
  currentSettings,
  type StoredSettings,
  storedKey,
} from './settings.ts';
import type { Starter } from './start.ts';
import type { TrackStore } from './tracks.store.ts';

/** What the routes need. */
export interface AutosyncRouteDeps {
  readonly db: Db;
  readonly runs: RunStore;
  readonly tracks: TrackStore;
  readonly starter: Pick<Starter, 'begin' | 'due'>;
  readonly account: Pick<Account, 'access'>;
  readonly wishes: Pick<OwnWishes, 'revive'>;
  readonly store: StoredSettings & { set(key: string, value: string | null, trx?: Db): Promise<void> };
  readonly given: AutosyncSettings;
}

const tags = ['autosync'];
const page = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
});
const forgetAtOnce = 200;

/** `/autosync`: how it stands, running it now, its settings and the tracks that it leaves alone. */
export function autosyncRoutes(deps: AutosyncRouteDeps): FastifyPluginAsyncTypebox {
  const { runs, tracks, starter, store } = deps;
  const rules = (): Promise<AutosyncSettings> => currentSettings(store, deps.given);

  async function status() {
    const [settings, last, access] = [await rules(), await runs.last(), await deps.account.access()];
    const next = last?.state === 'running' ? null : await starter.due(last, settings);
    return {
      settings: rulesView(settings),
      blocked: 'sentence' in access ? { reason: access.sentence, missing: [...access.missing] } : null,
      last_run: last === null ? null : runView(last),
      next_run_at: next?.toISOString() ?? null,
      skipped_tracks: await tracks.count(settings.skipThreshold),
    };
  }

  return async (app) => {
    app.get(
      '/autosync',
      { schema: { tags, summary: 'How auto-sync stands, and when it runs next', response: { 200: statusSchema } } },
      status,
    );

    app.post(
      '/autosync/run',
      {
        schema: {
          tags,
          summary: 'Compare the Spotify account with the library now; while a run is under way, that one is answered',
          response: { 202: Type.Object({ ok: Type.Boolean(), run: runSchema }) },
        },
      },
      async (_request, reply) => {
        const begun = await starter.begin('manual');
        if (begun.kind === 'blocked')
          throw problem(503, 'DEPENDENCY_ERROR', `Auto-sync is blocked: ${begun.sentence}`, {
            missing: { spotify: begun.missing },
          });
        return reply.status(202).send({ ok: true, run: runView(begun.run) });
      },
    );

    app.get(
      '/autosync/runs',
      {
        schema: {
          tags,
          summary: 'Runs of auto-sync, newest first',
          querystring: page,
          response: { 200: Type.Object({ items: Type.Array(runSchema), total: Type.Integer() }) },
        },
      },
      async ({ query }) => {
        const { rows, total } = await runs.page(query.limit, query.offset);
        return { items: rows.map(runView), total };
      },
    );

    app.put(
      '/autosync/settings',
      {
        schema: {
          tags,
          summary: 'Change how auto-sync works; what is left out stays as it is. Counts from the next run on',
          body: Type.Partial(rulesSchema, { additionalProperties: false, $id: 'AutosyncSettingsChange' }),
          response: { 200: statusSchema },
        },
      },
      async ({ body }) => {
        await deps.db.transaction().execute(async (trx) => {
          for (const [name, text] of textsOf(body)) {
            if (text !== null) {
              const read = autosyncSettings[name].parse(text);
              if (!read.ok) throw invalid(name, read.why);
            }
            await store.set(storedKey(name), text, trx);
          }
        });
        return await status();
      },
    );

    app.get(
      '/autosync/skipped',
      {
        schema: {
          tags,
          summary: 'Tracks that auto-sync leaves alone after too many failures; with all=true every one that failed',
          querystring: Type.Object({ ...page.properties, all: Type.Boolean({ default: false }) }),
          response: { 200: Type.Object({ items: Type.Array(skippedSchema), total: Type.Integer() }) },
        },
      },
      async ({ query }) => {
        const { skipThreshold } = await rules();
        const { rows, total } = await tracks.page(skipThreshold, query.all, query.limit, query.offset);
        return { items: rows.map((row) => skippedView(row, skipThreshold)), total };
      },
    );

    app.delete(
      '/autosync/skipped/:id',
      {
        schema: {
          tags,
          summary: 'Take a track off the skip list; it is searched for again',
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        const wishId = await tracks.forget(params.id);
        if (wishId === null) throw problem(404, 'NOT_FOUND', 'There is no such track on the skip list.');
        await deps.wishes.revive([wishId]);
        return reply.status(204).send(null);
      },
    );

    app.delete(
      '/autosync/skipped',
      {
        schema: {
          tags,
          summary: 'Empty the skip list; all its tracks are searched for again',
          response: { 200: Type.Object({ removed: Type.Integer() }) },
        },
      },
      async () => {
        let removed = 0;
        for (;;) {
          const wishes = await tracks.forgetSome(forgetAtOnce);
          if (wishes.length === 0) return { removed };
          removed += wishes.length;
          await deps.wishes.revive(wishes);
        }
      },
    );
  };
}

type Change = Partial<ReturnType<typeof rulesView>>;

/** The settings of a change as they are stored; `null` goes back to the environment or the default. */
function textsOf(body: Change): [keyof typeof autosyncSettings, string | null][] {
  const texts: [keyof typeof autosyncSettings, string | null | undefined][] = [
    ['enabled', textOf(body.enabled)],
    ['time', body.time],
    ['intervalS', textOf(body.interval_seconds)],
    ['sources', body.sources?.join(',')],
    ['minBitrateKbps', textOf(body.min_bitrate)],
    ['preferredFormats', body.preferred_formats?.join(',').toLowerCase()],
    ['onlyPreferredFormats', textOf(body.only_preferred_formats)],
    ['skipThreshold', textOf(body.skip_threshold)],
  ];
  return texts.filter((entry): entry is [keyof typeof autosyncSettings, string | null] => entry[1] !== undefined);
}

const textOf = (value: boolean | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
