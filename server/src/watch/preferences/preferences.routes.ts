import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { invalid } from '#http';
import type { Db } from '#platform/database';

const tags = ['settings'];
const id = Type.String({ maxLength: 128, pattern: '^[^\\u0000]*$' });
const preference = Type.Object({ artist_id: id, release_id: id, selected: Type.Boolean({ default: true }) });
const answer = Type.Object({ preferences: Type.Array(preference) });

/**
 * `/settings/artist-preferences`: a choice by hand for single releases. What is deselected is never fetched, what is selected is fetched although its kind
 * is not wanted.
 */
export function preferenceRoutes(deps: { readonly db: Db }): FastifyPluginAsyncTypebox {
  const { db } = deps;
  const all = async () => ({
    preferences: await db
      .selectFrom('artist_preferences')
      .select(['artist_id', 'release_id', 'selected'])
      .orderBy('artist_id')
      .orderBy('release_id')
      .execute(),
  });

  return async (app) => {
    app.get(
      '/settings/artist-preferences',
      {
        config: { scope: 'read' },
        schema: {
          tags,
          operationId: 'listArtistPreferences',
          summary: 'Releases that were chosen or ruled out by hand',
          response: { 200: answer },
        },
      },
      all,
    );
    app.post(
      '/settings/artist-preferences',
      {
        config: { scope: 'operate' },
        schema: {
          tags,
          operationId: 'saveArtistPreferences',
          summary: 'Replace the choices; an empty list deletes all',
          description: 'Ids are those of the source, with or without `spotify:` or `musicbrainz:` before them.',
          body: Type.Object({ preferences: Type.Array(preference, { maxItems: 10_000 }) }),
          response: { 200: answer },
        },
      },
      async ({ body }) => {
        const rows = new Map<string, { artist_id: string; release_id: string; selected: boolean }>();
        body.preferences.forEach(({ artist_id, release_id, selected }, at) => {
          const row = { artist_id: artist_id.trim(), release_id: release_id.trim(), selected };
          if (row.artist_id === '') throw invalid(`preferences[${at}].artist_id`, 'must not be blank');
          if (row.release_id === '') throw invalid(`preferences[${at}].release_id`, 'must not be blank');
          const key = JSON.stringify([row.artist_id, row.release_id]);
          if (!rows.has(key)) rows.set(key, row);
        });
        await db.transaction().execute(async (trx) => {
          // two who replace the list at once do so one after the other
          await sql`lock table artist_preferences in share row exclusive mode`.execute(trx);
          await trx.deleteFrom('artist_preferences').execute();
          const list = [...rows.values()];
          for (let from = 0; from < list.length; from += 1000)
            await trx
              .insertInto('artist_preferences')
              .values(list.slice(from, from + 1000))
              .execute();
          // every watched artist is judged by the new choices at its next look
          await trx.updateTable('artist_watchlist').set({ last_hash: null }).execute();
        });
        return await all();
      },
    );
  };
}
