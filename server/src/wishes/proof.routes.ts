import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import type { WishView } from './wishes.routes.ts';
import { candidateSchema, causeSchema, nullable, searchSchema, wishSchema } from './wishes.schemas.ts';

/** What the other rooms can prove about a wish. Each list is complete up to some hundred entries, in order of time but for candidates (best first). */
export interface WishProofDeps {
  /** `null`: there is no such wish. */
  readonly view: (id: number) => Promise<WishView | null>;
  readonly searchesOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  readonly candidatesOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  readonly transfersOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  readonly verifiedOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  readonly fileOf: (id: number) => Promise<Record<string, unknown> | null>;
  readonly movesOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  readonly eventsOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
  readonly originsOf: (id: number) => Promise<readonly Record<string, unknown>[]>;
}

const time = nullable(Type.String({ format: 'date-time' }));
const text = nullable(Type.String());
const whole = nullable(Type.Integer());

const transferSchema = Type.Object({
  id: Type.Integer(),
  candidate_id: whole,
  username: Type.String(),
  filename: Type.String(),
  state: Type.String(),
  progress: Type.Number({ description: '0 to 100' }),
  size_bytes: whole,
  bytes_transferred: Type.Integer(),
  average_speed_bps: whole,
  queue_position: whole,
  hedge: Type.Boolean({ description: 'A second peer, asked because the queue of the first was long' }),
  next_retry_at: time,
  reason: nullable(Type.Object({ code: Type.String(), sentence: Type.String() })),
  retry_count: Type.Integer(),
  created_at: time,
  enqueued_at: time,
  started_at: time,
  finished_at: time,
});
const factsSchema = Type.Object({
  size_bytes: Type.Integer(),
  format: Type.String(),
  codec: text,
  lossless: nullable(Type.Boolean()),
  bitrate_kbps: whole,
  sample_rate_hz: whole,
  bit_depth: whole,
  duration_ms: whole,
});
const fileSchema = Type.Object({
  id: Type.Integer(),
  path: Type.String({ description: 'Relative to the music folder' }),
  facts: factsSchema,
  tags: nullable(Type.Record(Type.String(), Type.Unknown(), { description: 'What was written; null: nothing' })),
  tagged_at: time,
  tag_problem: text,
});
const authenticitySchema = Type.Object({
  verdict: Type.String({
    description: 'genuine, transcoded, upsampled, padded, suspect, unknown, or lossy for files that claim nothing else',
  }),
  confidence: Type.Number({ description: '0 to 1' }),
  findings: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String() })),
});
const measuresSchema = Type.Object(
  {
    sample_rate_hz: Type.Integer(),
    channels: Type.Integer(),
    duration_ms: Type.Integer(),
    peak_db: nullable(Type.Number({ description: 'Below full scale; null: digital silence' })),
    rms_db: nullable(Type.Number()),
    used_bits: nullable(Type.Integer({ description: 'Bits per sample that are ever used; null: all of them' })),
    leading_silence_ms: Type.Integer(),
    trailing_silence_ms: Type.Integer(),
    longest_silence_ms: Type.Integer({ description: 'With sound before and after it' }),
    cutoff_hz: Type.Integer({ description: 'Highest frequency above the noise of rounding' }),
    wall_hz: Type.Integer({ description: 'Where the mean spectrum falls most abruptly, above 8 kHz' }),
    wall_db: Type.Number(),
    codec_grid: nullable(Type.String({ description: 'Lossy codec whose frame grid the sound carries' })),
  },
  { description: 'What was heard while it was decoded' },
);
const identitySchema = Type.Object(
  {
    verdict: Type.String({
      description:
        'same: the wanted recording; other: surely another one; unknown: it cannot be told; not_asked: nobody could be asked',
    }),
    confidence: Type.Number({ description: '0 to 1; 0 where nothing is said' }),
    sentence: Type.String(),
    recording: nullable(
      Type.Object({
        id: Type.String({ description: 'Of MusicBrainz' }),
        title: Type.String(),
        artists: Type.Array(Type.String()),
      }),
    ),
  },
  { description: 'What the file was recognised as by its sound (AcoustID)' },
);
const originSchema = Type.Object({
  list: Type.String({ description: '`import:` or `playlist:` and the id, as lists of wishes are narrowed by it' }),
  name: nullable(Type.String({ description: 'File or playlist; null: pasted text' })),
  line: whole,
  at: time,
});
const eventSchema = Type.Object({
  id: Type.Integer(),
  kind: Type.String({
    description:
      'Where it came to rest: waiting, review, done, cancelled; what a person did: retried, requeued, restored, chosen, kept, declined, fetched_by_hand; judged_anew: other rules',
  }),
  stage: Type.String(),
  reason: nullable(causeSchema),
  candidate_id: whole,
  times: Type.Integer({ description: 'How often in a row, from `first_at` to `at`' }),
  first_at: time,
  at: time,
});
const proofSchema = Type.Object({
  wish: wishSchema,
  origins: Type.Array(originSchema, { description: 'Lists that asked for it, oldest first' }),
  events: Type.Array(eventSchema, { description: 'What happened to it, oldest first' }),
  searches: Type.Array(searchSchema, { description: 'Queries spent, newest first' }),
  candidates: Type.Array(candidateSchema),
  transfers: Type.Array(transferSchema),
  verified: Type.Array(
    Type.Object({
      download_id: Type.Integer(),
      verdict: Type.String({ description: 'accepted, rejected or review' }),
      reason: nullable(Type.Object({ code: Type.String(), sentence: Type.String() })),
      kept: Type.Boolean({ description: 'A person kept it in spite of the reason' }),
      held: Type.Boolean({
        description: 'Rejected, but kept aside until a better one is filed; POST /wishes/{id}/keep takes it',
      }),
      at: time,
      facts: nullable(factsSchema),
      authenticity: nullable(authenticitySchema),
      measures: nullable(measuresSchema),
      identity: nullable(identitySchema),
      spectrogram: nullable(Type.String({ description: 'Path of its picture below the base path' })),
    }),
    { description: 'What checking each file that arrived found' },
  ),
  file: nullable(fileSchema),
  moves: Type.Array(
    Type.Object({
      kind: Type.String({ description: 'place, tag or lyrics' }),
      state: Type.String(),
      from: Type.String(),
      to: Type.String(),
      error: text,
      begun_at: time,
      ended_at: time,
    }),
    { description: 'What was done to files' },
  ),
});

/** `GET /wishes/:id/proof`: everything that was decided and done for a wish, and why. */
export function wishProofRoutes(deps: WishProofDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/wishes/:id/proof',
      {
        schema: {
          summary: 'The whole proof of a wish: queries, candidates, transfers, checks, tags and path',
          tags: ['wishes'],
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          response: { 200: proofSchema },
        },
      },
      async ({ params: { id } }) => {
        const wish = await deps.view(id);
        if (wish === null) throw problem(404, 'NOT_FOUND', `There is no wish ${id}.`);
        const [searches, candidates, transfers, verified, file, moves, events, origins] = await Promise.all([
          deps.searchesOf(id),
          deps.candidatesOf(id),
          deps.transfersOf(id),
          deps.verifiedOf(id),
          deps.fileOf(id),
          deps.movesOf(id),
          deps.eventsOf(id),
          deps.originsOf(id),
        ]);
        return { wish, searches, candidates, transfers, verified, file, moves, events, origins } as never;
      },
    );
  };
}
