import { type TSchema, Type } from 'typebox';
import { stages } from './types.ts';

/** A value or null. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** The values that a sentence names. */
const factsSchema = Type.Optional(
  Type.Record(Type.String(), Type.Unknown(), {
    description:
      'Values that the sentence names, to say it in another language; missing in what was stored before there were any',
  }),
);

/** Why something is as it is. */
export const causeSchema = Type.Object({ code: Type.String(), sentence: Type.String(), facts: factsSchema });

/** Why a rule of the matcher spoke for or against a file. */
export const reasonSchema = Type.Object({
  rule: Type.String(),
  weight: Type.Number(),
  sentence: Type.String(),
  code: Type.Optional(Type.String({ description: 'Which sentence of the rule' })),
  facts: factsSchema,
});

/** What a list of wishes, its file and a deed for many may be narrowed to. */
export const filterProperties = {
  state: Type.Optional(Type.Enum(['queued', 'active', 'waiting', 'review', 'done', 'cancelled'])),
  stage: Type.Optional(Type.Enum([...stages])),
  query: Type.Optional(Type.String({ maxLength: 200, description: 'Every word must occur in artist, title or album' })),
  list: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: '^(import|playlist):[A-Za-z0-9_-]+$',
      description: 'Wishes of one list: `import:` or `playlist:` and its id',
    }),
  ),
};

/** A wish in a list, as `viewOfWish` makes it. */
export const wishSchema = Type.Object(
  {
    id: Type.Integer(),
    title: Type.String(),
    artists: Type.Array(Type.String()),
    album: nullable(Type.String()),
    duration_ms: nullable(Type.Integer()),
    stage: Type.String({ description: 'search, match, download, verify, organise, tag or publish' }),
    state: Type.String({ description: 'queued, active, waiting, review, done or cancelled' }),
    reason: nullable(causeSchema),
    priority: Type.Integer(),
    attempts: Type.Integer(),
    next_attempt_at: nullable(Type.String()),
    download: nullable(
      Type.Object({
        id: Type.Integer(),
        username: Type.String(),
        filename: Type.String(),
        state: Type.String(),
        progress: Type.Number({ description: '0 to 100' }),
        average_speed_bps: nullable(Type.Number()),
        queue_position: nullable(Type.Integer()),
      }),
    ),
    file: nullable(
      Type.Object({
        id: Type.Integer(),
        path: Type.String({ description: 'Relative to the music folder' }),
        format: Type.String(),
        bitrate_kbps: nullable(Type.Integer()),
        duration_ms: nullable(Type.Integer()),
        artwork_url: nullable(Type.String({ description: 'Address of the small cover below the base path' })),
      }),
    ),
    created_at: Type.String(),
    updated_at: Type.String(),
    settled_at: nullable(Type.String()),
  },
  { $id: 'Wish' },
);

/** One question that was asked for a wish. */
export const searchSchema = Type.Object({
  query: Type.String(),
  state: Type.String(),
  subject: Type.Enum(['track', 'album', 'artist', 'hand'], {
    description: 'For whom it was asked: this track alone, its album, its artist, or a person.',
  }),
  shared: Type.Boolean({ description: 'Asked for something else; its answer served this wish, too.' }),
  response_count: Type.Integer(),
  file_count: Type.Integer(),
  error: nullable(Type.String()),
  started_at: Type.String(),
  ended_at: nullable(Type.String()),
});

/** One file that was offered for a wish, with the verdict and why. */
export const candidateSchema = Type.Object({
  id: Type.Integer(),
  username: Type.String(),
  path: Type.String(),
  size_bytes: Type.Integer(),
  extension: nullable(Type.String()),
  bitrate_kbps: nullable(Type.Integer()),
  length_s: nullable(Type.Integer()),
  verdict: nullable(Type.String({ description: 'auto, review or reject' })),
  score: nullable(Type.Number()),
  rank: nullable(Type.Integer()),
  reasons: Type.Array(reasonSchema),
  pinned: Type.Boolean({ description: 'Chosen by hand' }),
  outcome: nullable(Type.String()),
  outcome_reason: nullable(Type.String()),
});
