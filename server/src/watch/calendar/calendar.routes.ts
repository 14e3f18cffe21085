import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { Clock } from '#platform/outbound';
import { moment, nullable } from '../artists/artists.schemas.ts';
import { dayIn, readDate, shiftDay } from '../dates.ts';
import { type Calendar, mostEntries } from './calendar.ts';
import { iCalendar } from './ical.ts';

/** What the routes need. */
export interface CalendarRouteDeps {
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** IANA name of the zone whose day is "today". */
  readonly zone: string;
}

const tags = ['calendar'];
/** What a feed shows when nobody says: so many days back and ahead. */
const back = 60;
const ahead = 400;

/** `/calendar`: upcoming and recent releases of watched artists, as JSON and for calendar programs. */
export function calendarRoutes(deps: CalendarRouteDeps): FastifyPluginAsyncTypebox {
  const { calendar, clock } = deps;
  const today = (): string => dayIn(deps.zone, new Date(clock.now()));

  function dayOf(given: string | undefined, field: string, fallback: string): string {
    if (given === undefined) return fallback;
    const date = readDate(given);
    if (date?.precision !== 'day') throw invalid(field, 'must be a day such as 2026-01-31');
    return date.text;
  }

  return async (app) => {
    app.get(
      '/calendar/releases',
      {
        schema: {
          tags,
          operationId: 'listCalendarReleases',
          summary: 'Upcoming and recent releases of watched artists, by day',
          querystring: Type.Object({
            from: Type.Optional(Type.String({ maxLength: 40, description: 'First day; 30 days ago when left out' })),
            to: Type.Optional(Type.String({ maxLength: 40, description: 'Last day; 180 days ahead when left out' })),
            limit: Type.Integer({ minimum: 1, maximum: mostEntries, default: 500 }),
          }),
          response: {
            200: Type.Object({
              today: Type.String(),
              from: Type.String(),
              to: Type.String(),
              items: Type.Array(
                Type.Object({
                  id: Type.Integer(),
                  artist_key: Type.String(),
                  artist: Type.String(),
                  title: Type.String(),
                  release_type: Type.String(),
                  day: Type.String(),
                  precision: Type.String({ description: 'day, month or year: how exactly the day is known' }),
                  state: Type.String(),
                  out: Type.Boolean(),
                }),
              ),
            }),
          },
        },
      },
      async ({ query }) => {
        const now = today();
        const from = dayOf(query.from, 'from', shiftDay(now, -30));
        const to = dayOf(query.to, 'to', shiftDay(now, 180));
        if (to < from) throw invalid('to', 'must not lie before "from"');
        const entries = await calendar.between(from, to, query.limit);
        return {
          today: now,
          from,
          to,
          items: entries.map((entry) => ({
            id: entry.id,
            artist_key: entry.artistKey,
            artist: entry.artist,
            title: entry.title,
            release_type: entry.type,
            day: entry.day,
            precision: entry.precision,
            state: entry.state,
            out: entry.day <= now,
          })),
        };
      },
    );

    app.get(
      '/calendar/releases.ics',
      {
        config: { open: true },
        schema: {
          tags,
          operationId: 'getCalendarFeed',
          summary: 'The same for calendar programs (iCalendar)',
          description:
            'Calendar programs cannot send a key: the address carries a token of its own, made with POST /calendar/tokens, that opens nothing else.',
          querystring: Type.Object({ token: Type.Optional(Type.String({ maxLength: 200 })) }),
          response: { 200: Type.String() },
        },
      },
      async ({ query }, reply) => {
        if (query.token === undefined || !(await calendar.admits(query.token)))
          throw problem(401, 'AUTH_REQUIRED', 'This calendar needs the token that its address was made with.');
        const now = today();
        const entries = await calendar.between(shiftDay(now, -back), shiftDay(now, ahead));
        return reply
          .type('text/calendar; charset=utf-8')
          .header('cache-control', 'private, max-age=3600')
          .send(iCalendar(entries, new Date(clock.now())));
      },
    );

    app.get(
      '/calendar/tokens',
      {
        schema: {
          tags,
          operationId: 'listCalendarTokens',
          summary: 'Addresses that were given to calendar programs',
          response: {
            200: Type.Object({
              items: Type.Array(
                Type.Object({
                  id: Type.Integer(),
                  name: Type.String(),
                  created_at: moment,
                  last_used_at: nullable(moment),
                }),
              ),
            }),
          },
        },
      },
      async () => ({
        items: (await calendar.tokens()).map((row) => ({
          ...row,
          created_at: row.created_at.toISOString(),
          last_used_at: row.last_used_at?.toISOString() ?? null,
        })),
      }),
    );

    app.post(
      '/calendar/tokens',
      {
        schema: {
          tags,
          operationId: 'addCalendarToken',
          summary: 'Make an address for a calendar program; the token is shown this once',
          body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' }) }),
          response: {
            201: Type.Object({ id: Type.Integer(), name: Type.String(), token: Type.String(), path: Type.String() }),
          },
        },
      },
      async ({ body }, reply) => {
        const { id, token } = await calendar.addToken(body.name);
        return reply.status(201).send({ id, name: body.name, token, path: `/calendar/releases.ics?token=${token}` });
      },
    );

    app.delete(
      '/calendar/tokens/:id',
      {
        schema: {
          tags,
          operationId: 'removeCalendarToken',
          summary: 'That address shows nothing any more',
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        if (!(await calendar.removeToken(params.id))) throw problem(404, 'NOT_FOUND', 'There is no such token.');
        return reply.status(204).send(null);
      },
    );
  };
}
