import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TSchema, Type } from 'typebox';
import { hungUp, problem } from '#http';
import { type Answers, askAll } from './ask.ts';
import { comparing, passes, type ScoredItem } from './filter.ts';
import type { ItemType, SearchSource } from './ports.ts';
import { readQuery } from './query.ts';
import { readRequest, type SearchRequest, searchBody } from './request.ts';
import { scoreOf } from './score.ts';
import type { SmartSearchSettings } from './settings.ts';

/** What Smart Search needs of the composition root. */
export interface SmartSearchDeps {
  readonly sources: readonly SearchSource[];
  readonly settings: SmartSearchSettings;
  /** Notes a search for the history of what happened. */
  readonly record: (status: 'completed' | 'partial', details: Record<string, unknown>) => Promise<void>;
}

/** More results than this nobody pages through. */
const mostResults = 1000;
const scoredPerTurn = 200;
const everyType: ReadonlySet<ItemType> = new Set(['track', 'album', 'artist']);

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const failureSchema = Type.Object({
  source: Type.String(),
  reason: Type.String({ description: 'not_configured, timeout, search_budget_spent, …' }),
  message: Type.String(),
  retry_after_ms: Type.Optional(Type.Integer()),
});
const itemSchema = Type.Object({
  type: Type.String({ description: 'track, album or artist' }),
  id: Type.String(),
  source: Type.String(),
  title: Type.String(),
  artist: nullable(Type.String()),
  artists: Type.Array(Type.String()),
  album: nullable(Type.String()),
  year: nullable(Type.Integer()),
  genres: Type.Array(Type.String()),
  duration_ms: nullable(Type.Integer()),
  bitrate: nullable(Type.Integer({ description: 'kbit/s' })),
  format: nullable(Type.String()),
  explicit: nullable(Type.Boolean()),
  score: Type.Number({ description: '0 to 1' }),
  metadata: Type.Record(Type.String(), Type.Unknown()),
});
const answerSchema = Type.Object({
  ok: Type.Literal(true),
  total: Type.Integer(),
  limit: Type.Integer(),
  offset: Type.Integer(),
  page: Type.Integer(),
  pages: Type.Integer(),
  items: Type.Array(itemSchema),
  errors: Type.Array(failureSchema, {
    description: 'Sources that are missing from the results in whole or in part, and why',
  }),
});

function viewOf(item: ScoredItem) {
  return {
    type: item.type,
    id: item.id,
    source: item.source,
    title: item.title,
    artist: item.artists[0] ?? null,
    artists: [...item.artists],
    album: item.album,
    year: item.year,
    genres: [...item.genres],
    duration_ms: item.durationMs,
    bitrate: item.bitrateKbps,
    format: item.format,
    explicit: item.explicit,
    score: item.score,
    metadata: { ...item.metadata },
  };
}

/** Filters, scores and orders what was found, without holding up the process. */
async function ranked(answers: Answers, request: SearchRequest): Promise<ScoredItem[]> {
  const { filters, formats } = request;
  const query = readQuery(request.query);
  const items: ScoredItem[] = [];
  let looked = 0;
  for (const [source, found] of answers.found) {
    for (const item of found) {
      looked += 1;
      if (looked % scoredPerTurn === 0) await turn();
      if (!passes(item, filters)) continue;
      items.push({
        ...item,
        source,
        score: scoreOf(item, query, { formats, years: filters.years, types: filters.types }),
      });
    }
  }
  // The best are kept before another order is applied, so that paging never brings what was cut off.
  const best = items.sort(comparing({ by: 'relevance', order: 'desc' }, formats)).slice(0, mostResults);
  return best.sort(comparing(request.sort, formats));
}

/** `POST /search`: one search over Spotify, Soulseek and the library. */
export function smartSearchRoutes(deps: SmartSearchDeps): FastifyPluginAsyncTypebox {
  const { settings } = deps;
  return async (app) => {
    app.post(
      '/search',
      {
        config: { scope: 'read' },
        // Programs send null for "any"; the validator would read it as false or 0.
        preValidation: async (call) => {
          call.body = withoutNulls(call.body) as never;
        },
        schema: {
          summary: 'Search all sources at once; a source that fails is listed and holds up nothing',
          tags: ['search'],
          body: searchBody,
          response: { 200: answerSchema },
        },
      },
      async ({ body }, reply) => {
        const request = readRequest(body, settings.maxLimit);
        const sources = deps.sources.filter((source) => request.sources.includes(source.name));
        const types = request.filters.types ?? everyType;
        const answers = await askAll(sources, request.query, types, settings.timeoutMs, hungUp(reply));
        if (answers.found.size === 0) {
          const meta = { failures: answers.failures };
          throw problem(503, 'DEPENDENCY_ERROR', 'All search sources failed.', meta);
        }
        const items = await ranked(answers, request);
        if (request.offset === 0) {
          const failed = answers.failures.map((failure) => failure.source);
          const details = { query: request.query, matches: items.length, sources: [...answers.found.keys()], failed };
          await deps.record(failed.length === 0 ? 'completed' : 'partial', details);
        }
        const { limit, offset } = request;
        return {
          ok: true as const,
          total: items.length,
          limit,
          offset,
          page: Math.floor(offset / limit) + 1,
          pages: Math.ceil(items.length / limit),
          items: items.slice(offset, offset + limit).map(viewOf),
          errors: [...answers.failures],
        };
      },
    );
  };
}

/** The same without fields that are null, also within `filters`, `sort` and `pagination`. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutNulls(each)]));
}
