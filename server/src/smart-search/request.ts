import { type Static, Type } from 'typebox';
import { problem } from '#http';
import type { Filters, Sort } from './filter.ts';
import { type ItemType, type SourceName, sourceNames } from './ports.ts';

const text = Type.String({ maxLength: 200 });
const texts = Type.Union([Type.Array(text, { maxItems: 50 }), text]);
const year = Type.Integer({ minimum: 1900, maximum: 2099 });
const milliseconds = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

const filterFields = {
  type: Type.Optional(Type.Enum(['track', 'album', 'artist', 'mixed'])),
  types: Type.Optional(Type.Array(Type.Enum(['track', 'album', 'artist', 'mixed']), { maxItems: 10 })),
  genre: Type.Optional(text),
  genres: Type.Optional(texts),
  year_from: Type.Optional(year),
  year_to: Type.Optional(year),
  year_range: Type.Optional(Type.Array(year, { minItems: 2, maxItems: 2 })),
  duration_ms: Type.Optional(Type.Array(milliseconds, { minItems: 2, maxItems: 2 })),
  explicit: Type.Optional(Type.Boolean()),
  min_bitrate: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 100_000, description: 'kbit/s; unknown ones are kept' }),
  ),
  preferred_formats: Type.Optional(texts),
  format_priority: Type.Optional(texts),
  username: Type.Optional(text),
};

/** The body of `POST /search`; filters may stand beside the query or inside `filters`. */
export const searchBody = Type.Object({
  query: Type.String({ description: 'Words, or “Artist - Title”', maxLength: 500 }),
  sources: Type.Optional({ ...texts, description: 'spotify, soulseek, library; unknown ones are dropped, none: all' }),
  ...filterFields,
  filters: Type.Optional(Type.Object(filterFields)),
  sort: Type.Optional(
    Type.Union([
      Type.Object({
        by: Type.Optional(Type.Enum(['relevance', 'bitrate', 'year', 'duration'])),
        order: Type.Optional(Type.Enum(['asc', 'desc'])),
      }),
      Type.String({ pattern: '^(relevance|bitrate|year|duration)([_: ](asc|desc))?$' }),
    ]),
  ),
  order: Type.Optional(Type.Enum(['asc', 'desc'])),
  pagination: Type.Optional(
    Type.Object({
      page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'Cut to SEARCH_MAX_LIMIT' })),
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});

/** A search, understood. */
export interface SearchRequest {
  readonly query: string;
  readonly sources: readonly SourceName[];
  readonly filters: Filters;
  readonly formats: readonly string[];
  readonly sort: Sort;
  readonly limit: number;
  readonly offset: number;
}

function refuse(field: string, message: string) {
  return problem(400, 'VALIDATION_ERROR', `${field} ${message}.`, { fields: [{ name: field, message }] });
}

const list = (value: string | readonly string[] | undefined): string[] =>
  (typeof value === 'string' ? value.split(',') : [...(value ?? [])])
    .map((entry) => entry.replaceAll('\0', ' ').trim())
    .filter((entry) => entry !== '');

function rangeOf(field: string, from: number | undefined, to: number | undefined, least: number, most: number) {
  if (from === undefined && to === undefined) return null;
  const range = [from ?? least, to ?? most] as const;
  if (range[0] > range[1]) throw refuse(field, 'must not end before it begins');
  return range;
}

function sortOf(body: Static<typeof searchBody>): Sort {
  const { sort, order } = body;
  if (typeof sort === 'string') {
    const [by = 'relevance', direction] = sort.split(/[_: ]/);
    return { by: by as Sort['by'], order: (direction as Sort['order'] | undefined) ?? order ?? 'desc' };
  }
  return { by: sort?.by ?? 'relevance', order: sort?.order ?? order ?? 'desc' };
}

/** Understands the body; throws a 400 that names the field. */
export function readRequest(body: Static<typeof searchBody>, maxLimit: number): SearchRequest {
  const query = body.query.replaceAll('\0', ' ').trim();
  if (query === '') throw refuse('query', 'must not be empty');
  const given = { ...body.filters, ...body };
  const named = new Set(list(body.sources).map((name) => name.toLowerCase()));
  const sources = sourceNames.filter((name) => named.has(name));
  const types = [...(given.types ?? []), ...(given.type === undefined ? [] : [given.type])];
  const certain = types.filter((type): type is ItemType => type !== 'mixed');
  const formats = list(given.preferred_formats ?? given.format_priority).map((format) => format.toUpperCase());
  const size = Math.min(maxLimit, body.pagination?.size ?? body.limit ?? 25);
  const page = body.pagination?.page;
  const years =
    given.year_range === undefined
      ? rangeOf('year_from', given.year_from, given.year_to, 1900, 2099)
      : rangeOf('year_range', given.year_range[0], given.year_range[1], 1900, 2099);
  return {
    query,
    sources: sources.length === 0 ? sourceNames : sources,
    formats: [...new Set(formats)],
    sort: sortOf(body),
    limit: size,
    offset: page === undefined ? (body.offset ?? 0) : (page - 1) * size,
    filters: {
      types: certain.length === 0 || types.includes('mixed') ? null : new Set(certain),
      genres: list(given.genres ?? given.genre),
      years,
      durationMs: rangeOf('duration_ms', given.duration_ms?.[0], given.duration_ms?.[1], 0, 0),
      explicit: given.explicit ?? null,
      minBitrateKbps: given.min_bitrate ?? null,
      username: given.username?.trim() || null,
    },
  };
}
