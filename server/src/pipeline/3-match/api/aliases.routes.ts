import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import { builtInAliases, compact } from '#music';
import type { AliasBook, AliasStore } from './aliases.store.ts';
import { mostArtists } from './aliases.store.ts';

/** What the routes of aliases need. */
export interface AliasRouteDeps {
  readonly store: AliasStore;
  readonly book: AliasBook;
}

const visible = '^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$';
const nameSchema = Type.String({ minLength: 1, maxLength: 200, pattern: visible });
const entrySchema = Type.Object({
  artist: Type.String(),
  aliases: Type.Array(Type.String(), { description: 'What people added' }),
  built_in: Type.Array(Type.String(), { description: 'What ships with the program' }),
  updated_at: Type.Union([Type.String(), Type.Null()]),
});
const params = Type.Object({ artist: nameSchema });

/** `GET /matching/aliases`, `GET|PUT|DELETE /matching/aliases/:artist`: other names of artists, used when judging and when planning searches. */
export function aliasRoutes({ store, book }: AliasRouteDeps): FastifyPluginAsyncTypebox {
  async function entryOf(artist: string) {
    const own = (await store.all()).find((entry) => compact(entry.artist) === compact(artist));
    return {
      artist: own?.artist ?? artist,
      aliases: [...(own?.aliases ?? [])],
      built_in: [...builtInAliases(artist)],
      updated_at: own?.updatedAt.toISOString() ?? null,
    };
  }

  return async (app) => {
    app.get(
      '/matching/aliases',
      {
        schema: {
          summary: 'Other names of artists that people added',
          tags: ['matching'],
          response: { 200: Type.Object({ items: Type.Array(entrySchema) }) },
        },
      },
      async () => ({
        items: (await store.all()).map(({ artist, aliases, updatedAt }) => ({
          artist,
          aliases: [...aliases],
          built_in: [...builtInAliases(artist)],
          updated_at: updatedAt.toISOString(),
        })),
      }),
    );
    app.get(
      '/matching/aliases/:artist',
      {
        schema: {
          summary: 'All known names of one artist',
          tags: ['matching'],
          params,
          response: { 200: entrySchema },
        },
      },
      ({ params: { artist } }) => entryOf(artist),
    );
    app.put(
      '/matching/aliases/:artist',
      {
        schema: {
          summary: 'Set the other names of an artist',
          tags: ['matching'],
          params,
          body: Type.Object({ aliases: Type.Array(nameSchema, { minItems: 1, maxItems: 50 }) }),
          response: { 200: entrySchema },
        },
      },
      async ({ params: { artist }, body }) => {
        const given = body.aliases.map((alias) => alias.normalize('NFC').trim());
        const aliases = [...new Set(given)].filter((alias) => alias !== artist);
        if (aliases.length === 0) {
          throw problem(400, 'VALIDATION_ERROR', 'An alias must be another name than the artist’s own.', {
            fields: [{ name: 'aliases', message: 'must hold another name' }],
          });
        }
        if (!(await store.put(artist.normalize('NFC').trim(), aliases)))
          throw problem(409, 'CONFLICT', `There is room for the aliases of ${mostArtists} artists; remove some first.`);
        await book.refresh();
        return await entryOf(artist);
      },
    );
    app.delete(
      '/matching/aliases/:artist',
      {
        schema: {
          summary: 'Forget the other names of an artist',
          tags: ['matching'],
          params,
          response: { 204: Type.Null() },
        },
      },
      async ({ params: { artist } }, reply) => {
        if (!(await store.remove(artist))) throw problem(404, 'NOT_FOUND', `No aliases of ${artist} were added.`);
        await book.refresh();
        return reply.status(204).send(null);
      },
    );
  };
}
