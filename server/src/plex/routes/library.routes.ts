import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import { type PlexClient, sectionsIn } from '#integrations/plex';
import { fromPlex } from '../failures.ts';
import { forwarded, pageGiven } from '../forward.ts';
import { containerPage, keySchema, passedSchema, tags, textSchema } from '../schemas.ts';

const sectionParams = Type.Object({ section_id: keySchema });
const itemParams = Type.Object({
  item_id: Type.String({
    pattern: '^[0-9]{1,18}(?:,[0-9]{1,18}){0,49}$',
    description: 'One number, or up to 50 with commas',
  }),
});
const passing = Type.Object(containerPage, {
  additionalProperties: true,
  description: 'Further parameters go to Plex as they are',
});
/** What Plex tags music with. */
const tagFields = ['genre', 'mood', 'style', 'collection', 'country', 'similar', 'label'] as const;

/** Libraries and items as Plex shows them: `/plex/library/…`, `/plex/metadata/…`, `/plex/tags/…` with their aliases. */
export function plexLibraryRoutes(client: PlexClient): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const url of ['/plex/library/sections', '/plex/libraries']) {
      app.get(
        url,
        {
          schema: {
            summary: 'The libraries of Plex, in its words and in short',
            tags,
            querystring: Type.Object({}, { additionalProperties: true }),
            response: {
              200: Type.Object({
                ok: Type.Boolean(),
                data: Type.Array(Type.Object({ section_id: Type.String(), title: Type.String(), type: Type.String() })),
                ...passedSchema.properties,
              }),
            },
          },
        },
        async ({ query }) => {
          const container = await fromPlex(() =>
            client.passed({ path: '/library/sections', query: forwarded(query as Record<string, unknown>) }),
          );
          const sections = await fromPlex(async () => sectionsIn(container));
          const data = sections.map(({ id, title, type }) => ({ section_id: id, title, type }));
          return { ok: true, data, MediaContainer: container };
        },
      );
    }
    for (const url of ['/plex/library/sections/:section_id/all', '/plex/library/:section_id/items']) {
      app.get(
        url,
        {
          schema: {
            summary: 'A page of a library; `type` 8 artists, 9 albums, 10 tracks',
            tags,
            params: sectionParams,
            querystring: passing,
            response: { 200: passedSchema },
          },
        },
        async ({ params, query }) => {
          const all = [...forwarded(query), ...pageGiven(query)];
          return {
            MediaContainer: await fromPlex(() =>
              client.passed({ path: `/library/sections/${params.section_id}/all`, query: all }),
            ),
          };
        },
      );
    }
    for (const url of ['/plex/library/metadata/:item_id', '/plex/metadata/:item_id']) {
      app.get(
        url,
        {
          schema: {
            summary: 'Items with everything that Plex knows of them',
            tags,
            params: itemParams,
            response: { 200: passedSchema },
          },
        },
        async ({ params }) => ({
          MediaContainer: await fromPlex(() => client.passed({ path: `/library/metadata/${params.item_id}` })),
        }),
      );
    }
    app.post(
      '/plex/tags/:item_id',
      {
        schema: {
          summary:
            'Sets the tags of an item; each list replaces the one that Plex has, and what is no list is left alone',
          tags,
          params: Type.Object({ item_id: keySchema }),
          body: Type.Object(
            Object.fromEntries(
              tagFields.map((field) => [
                field,
                Type.Optional(Type.Union([Type.Array(textSchema(100, 'One tag'), { maxItems: 50 }), Type.Unknown()])),
              ]),
            ),
            { additionalProperties: true, description: `Lists by field: ${tagFields.join(', ')}` },
          ),
          response: { 200: passedSchema },
        },
      },
      async ({ params, body }) => {
        const lists: Record<string, string[]> = {};
        for (const [field, value] of Object.entries(body as Record<string, unknown>)) {
          if (!Array.isArray(value)) continue;
          if (!tagFields.includes(field as 'genre'))
            throw invalid(field, `is not a field of tags; there are ${tagFields.join(', ')}`);
          const good =
            value.length <= 50 && value.every((tag) => typeof tag === 'string' && /^[^\0]{1,100}$/.test(tag));
          if (!good) throw invalid(field, 'must be a list of at most 50 texts of 1 to 100 signs');
          lists[field] = [...new Set(value as string[])];
        }
        if (Object.keys(lists).length === 0)
          throw problem(400, 'VALIDATION_ERROR', 'body has no list of tags.', {
            fields: [{ name: 'body', message: `needs a list in one of ${tagFields.join(', ')}` }],
          });
        return { MediaContainer: await fromPlex(() => client.setTags(params.item_id, lists)) };
      },
    );
  };
}
