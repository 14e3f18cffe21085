import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { SearchSpending } from '#pipeline/search';

const schema = Type.Object({
  used: Type.Integer({ description: 'Searches sent in the present window, by all processes' }),
  left: Type.Integer(),
  limit: Type.Integer({ description: 'SEARCH_BUDGET_COUNT' }),
  window_s: Type.Integer({ description: 'SEARCH_BUDGET_WINDOW_S' }),
  next_in_ms: Type.Integer({ description: 'When the next search may be sent; 0: now' }),
  last_24_hours: Type.Object({
    searches: Type.Integer(),
    tracks: Type.Integer({ description: 'Wishes for which a search found a file that may be fetched' }),
    saved: Type.Integer({ description: 'Wishes that were served by a search for something else' }),
    tracks_per_search: Type.Union([Type.Number(), Type.Null()]),
  }),
});

/** `GET /soulseek/search/budget`: searches used, left and saved. */
export function searchBudgetRoutes(spending: () => Promise<SearchSpending>): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/soulseek/search/budget',
      {
        schema: {
          summary: 'How many searches were used, are left and were saved',
          tags: ['soulseek'],
          response: { 200: schema },
        },
      },
      async () => {
        const { used, left, limit, windowS, nextInMs, day } = await spending();
        const { searches, tracks, saved, tracksPerSearch } = day;
        const last_24_hours = { searches, tracks, saved, tracks_per_search: tracksPerSearch };
        return { used, left, limit, window_s: windowS, next_in_ms: nextInMs, last_24_hours };
      },
    );
  };
}
