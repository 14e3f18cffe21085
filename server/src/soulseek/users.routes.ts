import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { hungUp, problem } from '#http';
import { failingTo } from './failures.ts';
import type { Passed, SoulseekNeighbours } from './ports.ts';

const tags = ['soulseek'];
const params = Type.Object({ username: Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]+$' }) });
const passed = Type.Record(Type.String(), Type.Unknown(), { description: 'As slskd says it' });

/** `/soulseek/user/{username}/…` of contract §1.5: what other people say about themselves and share. */
export function soulseekUserRoutes(neighbours: SoulseekNeighbours): FastifyPluginAsyncTypebox {
  type Ask = (username: string, signal: AbortSignal) => Promise<Passed>;
  const asked: readonly (readonly [path: string, summary: string, what: string, ask: Ask])[] = [
    ['address', 'Address of a person', 'look up the address', (name, signal) => neighbours.address(name, signal)],
    [
      'info',
      'What a person says about herself',
      'ask for information',
      (name, signal) => neighbours.info(name, signal),
    ],
    ['status', 'Whether a person is online', 'look up the status', (name, signal) => neighbours.status(name, signal)],
    [
      'browse',
      'Everything that a person shares; may take minutes',
      'browse the shares',
      (name, signal) => neighbours.browse(name, signal),
    ],
  ];

  return async (app) => {
    for (const [path, summary, what, ask] of asked) {
      app.get(
        `/soulseek/user/:username/${path}`,
        { schema: { summary, tags, params, response: { 200: passed } } },
        async (request, reply) => {
          const { username } = request.params;
          return await failingTo(`${what} of ${username}`, () => ask(username, hungUp(reply)));
        },
      );
    }

    app.get(
      '/soulseek/user/:username/browsing_status',
      { schema: { summary: 'How far browsing a person has come', tags, params, response: { 200: passed } } },
      async ({ params: { username } }, reply) => {
        const status = await failingTo(`look up the browsing status of ${username}`, () =>
          neighbours.browsingStatus(username, hungUp(reply)),
        );
        if (status === null) throw problem(404, 'NOT_FOUND', `Nobody browses ${username} at the moment.`);
        return status;
      },
    );

    app.get(
      '/soulseek/user/:username/directory',
      {
        schema: {
          summary: 'One folder of a person',
          tags,
          params,
          querystring: Type.Object({ path: Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' }) }),
          response: { 200: Type.Array(passed) },
        },
      },
      async ({ params: { username }, query }, reply) => [
        ...(await failingTo(`list a folder of ${username}`, () =>
          neighbours.directory(username, query.path, hungUp(reply)),
        )),
      ],
    );
  };
}
