import { type TSchema, Type } from 'typebox';
import type { HttpProblem } from '#http';
import { invalid, problem } from '#http';
import { ServiceFault } from '#platform/outbound';
import { type ArtistKey, readKey } from '../keys.ts';

/** The same or `null`. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** A moment as it is answered. */
export const moment = Type.String({ format: 'date-time' });

/** Names an artist in an address: `source:id`. */
export const keyParams = Type.Object({
  artist_key: Type.String({ minLength: 1, maxLength: 200, description: 'spotify:<id> or musicbrainz:<id>' }),
});

/** Reads a key of an address or body; throws a 400 that says what is wrong. */
export function keyOf(text: string, field = 'artist_key'): ArtistKey {
  const key = readKey(text);
  if ('why' in key) throw invalid(field, key.why);
  return key;
}

/** The 404 for an artist that nobody added. */
export const unknownArtist = (key: string): HttpProblem =>
  problem(
    404,
    'NOT_FOUND',
    `There is no artist ${key} here. Add it to the watchlist, or find it with GET /artists/find.`,
  );

/** A broken source as an answer: 503 when it asked for patience, else 502. */
function dependency(fault: ServiceFault): HttpProblem {
  const status = fault.code === 'paused' || fault.status === 503 ? 503 : fault.code === 'unauthorised' ? 424 : 502;
  const meta = { reason: fault.code, remedy: fault.remedy, service: fault.service };
  return problem(status, 'DEPENDENCY_ERROR', fault.message, meta);
}

/** The error handler of routes that ask sources. */
export function faultAsProblem(error: unknown): never {
  throw error instanceof ServiceFault ? dependency(error) : error;
}

/** What is found in a source, to choose from. */
export const foundSchema = Type.Object({
  artist_key: Type.String(),
  source: Type.String(),
  name: Type.String(),
  disambiguation: nullable(Type.String()),
  aliases: Type.Array(Type.String()),
  genres: Type.Array(Type.String()),
  images: Type.Array(Type.String()),
  popularity: nullable(Type.Integer()),
  watched: Type.Boolean(),
});

/** What was chosen by hand for a release. A word, because ajv would take `null` for `false`. */
export const choiceSchema = Type.Enum(['always', 'never', 'rules'], {
  description: 'always or never to be fetched by watching and auto-sync; rules: nobody chose, the rules decide',
});

/** One release of an artist with what we have of it. */
export const releaseSchema = Type.Object({
  id: Type.Integer(),
  artist_key: Type.String(),
  source: Type.String(),
  source_id: Type.String(),
  title: Type.String(),
  release_date: nullable(Type.String({ description: 'YYYY, YYYY-MM or YYYY-MM-DD, as exactly as the source knows' })),
  release_type: Type.String({ description: 'album, ep, single or other' }),
  kinds: Type.Array(Type.String(), { description: 'live, compilation, remix, soundtrack' }),
  total_tracks: nullable(Type.Integer()),
  state: Type.String({
    description: 'known (not ours to fetch), undated, upcoming, new (out, tracks not wished yet), wished, skipped',
  }),
  state_reason: nullable(Type.String()),
  choice: choiceSchema,
  images: Type.Array(Type.String()),
  artwork_url: nullable(
    Type.String({ description: 'Address of the small cover below the base path, when a file of it is ours' }),
  ),
  wished_at: nullable(moment),
  completion: nullable(
    Type.Object(
      {
        wished: Type.Integer(),
        owned: Type.Integer(),
        total: nullable(Type.Integer({ description: 'null: the source does not say' })),
      },
      { description: 'How much of it we have; null while nothing is known of its tracks and none is ours' },
    ),
  ),
  version: Type.String(),
  etag: Type.String(),
  created_at: moment,
  updated_at: moment,
});

/** One artist without releases. */
export const artistSchema = Type.Object({
  id: Type.Integer(),
  artist_key: Type.String(),
  source: Type.String(),
  source_id: Type.String(),
  name: Type.String(),
  aliases: Type.Array(Type.String()),
  genres: Type.Array(Type.String()),
  images: Type.Array(Type.String()),
  popularity: nullable(Type.Integer()),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  version: Type.String(),
  etag: Type.String(),
  last_synced_at: nullable(moment),
  created_at: moment,
  updated_at: moment,
});
