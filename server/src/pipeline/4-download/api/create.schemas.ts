import { type Static, Type } from 'typebox';

const flag = Type.Optional(Type.Boolean());
/** PostgreSQL stores no null characters. */
const words = Type.Optional(Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$' }));

/** `{username, files[]}` of contract §1.6; what else an entry carries is ignored. */
export const createBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$' }),
  files: Type.Array(
    Type.Object({
      filename: Type.Optional(
        Type.String({ minLength: 1, maxLength: 4000, description: 'Path at the peer, as offered' }),
      ),
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 4000, description: 'The same as filename' })),
      size: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: Number.MAX_SAFE_INTEGER,
          description: 'Bytes; without it the peer is asked',
        }),
      ),
      priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
      source: words,
      title: words,
      artist: words,
      album: words,
      is_favorite: flag,
      favorite: flag,
      liked: flag,
      is_saved_track: flag,
      spotify_saved: flag,
      spotify_like: flag,
    }),
    { minItems: 1, maxItems: 500 },
  ),
});

/** The body as a value. */
export type CreateBody = Static<typeof createBody>;

/** What was begun, and what was not with the reason. */
export const createdSchema = Type.Object({
  status: Type.Literal('queued'),
  download_id: Type.Integer({ description: 'The first of the downloads' }),
  downloads: Type.Array(
    Type.Object({
      id: Type.Integer(),
      filename: Type.String(),
      state: Type.String(),
      progress: Type.Number(),
      priority: Type.Integer(),
      username: Type.String(),
      wish_id: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  skipped: Type.Array(Type.Object({ filename: Type.String(), reason: Type.String(), sentence: Type.String() })),
});

/** The answer as a value. */
export type Created = Static<typeof createdSchema>;
