import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { LibraryTrack } from '#library';
import type { FileMatchStore } from '../catalogue/files.store.ts';
import type { PlexLookup } from '../catalogue/lookup.ts';
import { tags, textSchema } from '../schemas.ts';

/** What the routes of matching need. */
export interface MatchRouteDeps {
  readonly lookup: PlexLookup;
  readonly matches: Pick<FileMatchStore, 'unmatched'>;
  readonly filesOf: (ids: readonly number[]) => Promise<readonly LibraryTrack[]>;
}

const name = (description: string) => textSchema(1000, description);

/** `POST /plex/match`: which tracks of Plex these recordings are; `GET /plex/unmatched`: files of ours that Plex does not know. */
export function plexMatchRoutes(deps: MatchRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/plex/match',
      {
        schema: {
          summary: 'Which tracks of Plex these recordings are, by the index of its tracks',
          tags,
          body: Type.Object({
            tracks: Type.Array(
              Type.Object({
                title: name('Title of the recording'),
                artists: Type.Array(name('Artist'), { minItems: 1, maxItems: 20 }),
                album: Type.Optional(Type.Union([name('Album'), Type.Null()])),
                duration_ms: Type.Optional(
                  Type.Union([Type.Integer({ minimum: 0, maximum: 86_400_000 }), Type.Null()]),
                ),
              }),
              { minItems: 1, maxItems: 100 },
            ),
          }),
          response: {
            200: Type.Object({
              matches: Type.Array(
                Type.Union([
                  Type.Object({
                    rating_key: Type.String(),
                    matched_by: Type.Enum(['path', 'recording', 'likeness']),
                    confidence: Type.Number({ description: '0 to 1' }),
                  }),
                  Type.Null(),
                ]),
                { description: 'In the order given; null: Plex has no such recording, as far as it was read' },
              ),
            }),
          },
        },
      },
      async ({ body }) => {
        const found = await deps.lookup.find(
          body.tracks.map((track) => ({
            title: track.title,
            artists: track.artists,
            album: track.album ?? null,
            durationMs: track.duration_ms ?? null,
            isrc: null,
            pathKey: null,
          })),
        );
        return {
          matches: found.map((hit) =>
            hit === null ? null : { rating_key: hit.ratingKey, matched_by: hit.by, confidence: hit.confidence },
          ),
        };
      },
    );
    app.get(
      '/plex/unmatched',
      {
        schema: {
          summary: 'Files of the library that Plex does not know, with the reason',
          tags,
          querystring: Type.Object({
            after: Type.Integer({
              minimum: 0,
              maximum: Number.MAX_SAFE_INTEGER,
              default: 0,
              description: 'Go on behind this file',
            }),
            limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
          }),
          response: {
            200: Type.Object({
              files: Type.Array(
                Type.Object({
                  file_id: Type.Integer(),
                  path: Type.Union([Type.String(), Type.Null()]),
                  title: Type.Union([Type.String(), Type.Null()]),
                  artists: Type.Array(Type.String()),
                  reason: Type.Union([Type.String(), Type.Null()]),
                }),
              ),
              next: Type.Union([Type.Integer(), Type.Null()], { description: 'For `after`; null: that was all' }),
            }),
          },
        },
      },
      async ({ query }) => {
        const rows = await deps.matches.unmatched(query.after, query.limit);
        const files = new Map(
          (await deps.filesOf(rows.map((row) => row.library_file_id))).map((file) => [file.id, file]),
        );
        return {
          files: rows.map((row) => {
            const file = files.get(row.library_file_id);
            return {
              file_id: row.library_file_id,
              path: file?.path ?? null,
              title: file?.title ?? null,
              artists: [...(file?.artists ?? [])],
              reason: row.reason,
            };
          }),
          next: rows.length === query.limit ? (rows.at(-1)?.library_file_id ?? null) : null,
        };
      },
    );
  };
}
