import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import type { Delivering } from './deliver.job.ts';
import type { DeliveryStore } from './deliveries.store.ts';
import { changedTarget, newTarget, triedTarget } from './draft.ts';
import { type Channel, eventKinds, type TargetKind } from './ports.ts';
import {
  deliverySchema,
  deliveryView,
  targetBody,
  targetChange,
  targetSchema,
  targetTrial,
  targetView,
} from './schemas.ts';
import type { TargetRow, TargetStore } from './targets.store.ts';

/** What the routes need. */
export interface NotificationRouteDeps {
  readonly targets: TargetStore;
  readonly deliveries: DeliveryStore;
  readonly delivering: Pick<Delivering, 'test' | 'try' | 'again'>;
  readonly channels: Readonly<Record<TargetKind, Channel>>;
  readonly now: () => Date;
}

const tags = ['notifications'];
const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });
/** One test of a target in this time. */
const testEveryMs = 3_000;

/** `/notifications`: targets, the test button, and what was sent. */
export function notificationRoutes(deps: NotificationRouteDeps): FastifyPluginAsyncTypebox {
  const { targets, deliveries, channels } = deps;
  const tested = new Map<number, number>();
  let tried = 0;

  const resting = (ms: number) =>
    problem(429, 'RATE_LIMITED', 'This target wants no message just now; try again later.', {
      retry_after_s: Math.ceil(ms / 1000),
    });
  const unknownTarget = () => problem(404, 'NOT_FOUND', 'There is no such target of notifications.');

  async function targetOr404(id: number): Promise<TargetRow> {
    const row = await targets.find(id);
    if (row === null) throw unknownTarget();
    return row;
  }
  const viewOf = async (row: TargetRow) =>
    targetView(row, targets.configOf(row), (await deliveries.page(row.id, 1, null))[0]);

  return async (app) => {
    app.get(
      '/notifications/targets',
      {
        schema: {
          tags,
          summary: 'Where people are told of what happens, and what they can be told of',
          response: { 200: Type.Object({ items: Type.Array(targetSchema), events: Type.Array(Type.String()) }) },
        },
      },
      async () => {
        const [rows, last] = await Promise.all([targets.all(), deliveries.last()]);
        const items = rows.map((row) => targetView(row, targets.configOf(row), last.get(row.id)));
        return { items, events: [...eventKinds] };
      },
    );

    app.post(
      '/notifications/targets',
      {
        schema: {
          tags,
          summary: 'Add a target; its address and secrets are sealed',
          body: targetBody,
          response: { 201: targetSchema },
        },
      },
      async ({ body }, reply) => {
        const row = await targets.add(newTarget(body, channels));
        return reply.status(201).send(await viewOf(row));
      },
    );

    app.post(
      '/notifications/targets/try',
      {
        schema: {
          tags,
          summary: 'Send a test message to a target that is not kept yet, and say how that ended; nothing is stored',
          body: targetTrial,
          response: {
            200: Type.Object({
              ok: Type.Boolean(),
              http_status: Type.Union([Type.Integer(), Type.Null()]),
              problem: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
            }),
          },
        },
      },
      async ({ body: { target_id: id, ...body } }) => {
        const row = id === undefined ? null : await targetOr404(id);
        const old = row === null ? null : targets.configOf(row);
        const known = row === null ? null : { row, config: old !== null && 'url' in old ? old : null };
        const draft = triedTarget(body, known, channels);
        const at = deps.now().getTime();
        const restsUntil = Math.max(tried + testEveryMs, row?.paused_until?.getTime() ?? 0);
        if (restsUntil > at) throw resting(restsUntil - at);
        tried = at;
        const ended = await deps.delivering.try(draft);
        return {
          ok: ended.kind === 'delivered',
          http_status: ended.status,
          problem: ended.kind === 'delivered' ? null : { code: ended.code, message: ended.sentence },
        };
      },
    );

    app.get(
      '/notifications/targets/:id',
      { schema: { tags, summary: 'One target', params: idParams, response: { 200: targetSchema } } },
      async ({ params }) => await viewOf(await targetOr404(params.id)),
    );

    app.patch(
      '/notifications/targets/:id',
      {
        schema: {
          tags,
          summary: 'Change a target; what is left out stays, secrets too',
          params: idParams,
          body: targetChange,
          response: { 200: targetSchema },
        },
      },
      async ({ params, body }) => {
        const row = await targetOr404(params.id);
        const old = targets.configOf(row);
        const draft = changedTarget(row, 'url' in old ? old : null, body, channels);
        return await viewOf((await targets.change(row.id, draft)) ?? row);
      },
    );

    app.delete(
      '/notifications/targets/:id',
      {
        schema: {
          tags,
          summary: 'Remove a target, with what was sent to it',
          params: idParams,
          response: { 204: Type.Null() },
        },
      },
      async ({ params }, reply) => {
        await targetOr404(params.id);
        await targets.remove(params.id);
        return reply.status(204).send(null);
      },
    );

    app.post(
      '/notifications/targets/:id/test',
      {
        schema: {
          tags,
          summary: 'Send a test message now, and say how that ended',
          params: idParams,
          response: { 200: Type.Object({ ok: Type.Boolean(), delivery: deliverySchema }) },
        },
      },
      async ({ params }) => {
        const row = await targetOr404(params.id);
        const at = deps.now().getTime();
        const restsUntil = Math.max((tested.get(row.id) ?? 0) + testEveryMs, row.paused_until?.getTime() ?? 0);
        if (restsUntil > at) throw resting(restsUntil - at);
        tested.set(row.id, at);
        const sent = await deps.delivering.test(row);
        if (sent === null) throw unknownTarget();
        return { ok: sent.tried.kind === 'delivered', delivery: deliveryView(sent.delivery) };
      },
    );

    app.get(
      '/notifications/deliveries',
      {
        schema: {
          tags,
          summary: 'What was sent, the latest first',
          querystring: Type.Object({
            target_id: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
            before: Type.Optional(
              Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Ids below this one' }),
            ),
          }),
          response: { 200: Type.Object({ items: Type.Array(deliverySchema) }) },
        },
      },
      async ({ query }) => {
        const rows = await deliveries.page(query.target_id ?? null, query.limit, query.before ?? null);
        return { items: rows.map(deliveryView) };
      },
    );

    app.post(
      '/notifications/deliveries/:id/retry',
      {
        schema: {
          tags,
          summary: 'Send a failed message once more',
          params: idParams,
          response: { 202: deliverySchema },
        },
      },
      async ({ params }, reply) => {
        const row = await deliveries.find(params.id);
        if (row === null) throw problem(404, 'NOT_FOUND', 'There is no such message.');
        if (!(await deps.delivering.again(row.id)))
          throw problem(
            409,
            'CONFLICT',
            'Only a failed message can be sent again, and only while none is under way for its target.',
          );
        return reply.status(202).send(deliveryView((await deliveries.find(row.id)) ?? row));
      },
    );
  };
}
