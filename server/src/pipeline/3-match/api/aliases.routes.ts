import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import { builtInAliases, compact } from '#music';
import type { AliasBook, AliasStore, LearnedAlias } from './aliases.store.ts';
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
  learned: Type.Array(
    Type.Object({
      alias: Type.String(),
      path: Type.String({ description: 'The chosen file that taught it' }),
      learned_at: Type.String(),
    }),
    { description: 'What was learned when people chose files by hand' },
  ),
  updated_at: Type.Union([Type.String(), Type.Null()]),
});
const params = Type.Object({ artist: nameSchema });
const learnedParams = Type.Object({ artist: nameSchema, alias: nameSchema });

const learnedView = ({ alias, path, learnedAt }: LearnedAlias) => ({
  alias,
  path,
  learned_at: learnedAt.toISOString(),
});

/** `GET /matching/aliases`, `GET|PUT|DELETE /matching/aliases/:artist`, `DELETE …/learned/:alias`: other names of artists, used when judging and when planning searches. */
export function aliasRoutes({ store, book }: AliasRouteDeps): FastifyPluginAsyncTypebox {
  /** Every artist of whom something was added or learned. */
  async function entries() {
    const [given, learned] = await Promise.all([store.all(), store.learned()]);
    const known = new Map(given.map((entry) => [compact(entry.artist), entry.artist]));
    for (const { artist } of learned) if (!known.has(compact(artist))) known.set(compact(artist), artist);
    return [...known].map(([key, artist]) => {
      const own = given.find((entry) => compact(entry.artist) === key);
      return {
        artist,
        aliases: [...(own?.aliases ?? [])],
        built_in: [...builtInAliases(artist)],
        learned: learned.filter((each) => compact(each.artist) === key).map(learnedView),
        updated_at: own?.updatedAt.toISOString() ?? null,
      };
    });
  }

  async function entryOf(artist: string) {
    const found = (await entries()).find((entry) => compact(entry.artist) === compact(artist));
    return found ?? { artist, aliases: [], built_in: [...builtInAliases(artist)], learned: [], updated_at: null };
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
      async () => ({ items: await entries() }),
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
    app.delete(
      '/matching/aliases/:artist/learned/:alias',
      {
        schema: {
          summary: 'Forget a name that was learned from a choice',
          tags: ['matching'],
          params: learnedParams,
          response: { 204: Type.Null() },
        },
      },
      async ({ params: { artist, alias } }, reply) => {
        if (!(await store.unlearn(artist, alias)))
          throw problem(404, 'NOT_FOUND', `${alias} was not learned as a name of ${artist}.`);
        await book.refresh();
        return reply.status(204).send(null);
      },
    );
  };
}
