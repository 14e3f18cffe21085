import { randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { type JobDefinition, JobFailure, type Jobs, type Timer } from '#jobs';
import type { Db } from '#platform/database';
import type { DeliveryRow, DeliveryStore } from './deliveries.store.ts';
import { composeMessage, testMessage } from './message.ts';
import type { Channel, Message, Post, TargetConfig, TargetKind, Verdict } from './ports.ts';
import type { NotificationSettings } from './settings.ts';
import type { TargetDraft, TargetRow, TargetStore } from './targets.store.ts';

/** Name of the job that sends a message. */
export const notifyJobType = 'notify';
/** How the queue treats it: after everything else, and with patience. */
export const notifyJobShape = {
  priority: 0,
  timeoutMs: 3 * 60_000,
  maxAttempts: 8,
  payload: Type.Object({ delivery_id: Type.Integer() }),
};

/** What sending needs. */
export interface DeliverDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  /** Whether the job of a message waits or runs. */
  readonly liveKeys: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly targets: TargetStore;
  readonly deliveries: DeliveryStore;
  readonly channels: Readonly<Record<TargetKind, Channel>>;
  readonly post: Post;
  readonly settings: NotificationSettings;
  readonly now: () => Date;
}

/** How a try ended, with the status of the answer where there was one. */
type Tried = Verdict & { readonly status: number | null };

const keyOf = (deliveryId: number): string => `notification:${deliveryId}`;
const jobOf = (deliveryId: number) => ({
  type: notifyJobType,
  payload: { delivery_id: deliveryId },
  key: keyOf(deliveryId),
  idempotencyKey: String(deliveryId),
});
const gatherEveryMs = 5_000;
const pruneEveryMs = 3_600_000;
const pendingAtOnce = 200;

/** Sends messages: what waits is gathered by a timer, each message is a job with tries, and the test button sends at once. */
export function createDelivering(deps: DeliverDeps) {
  const { db, targets, deliveries, now } = deps;

  async function attempt(target: TargetRow, message: Message, signal: AbortSignal | undefined): Promise<Tried> {
    const config: TargetConfig | { readonly sentence: string } = targets.configOf(target);
    if ('sentence' in config)
      return { kind: 'refused', code: 'secret_unreadable', sentence: config.sentence, gone: false, status: null };
    return await send({ kind: target.kind, allowPrivate: target.allow_private, config }, message, signal);
  }

  async function send(
    target: Pick<TargetDraft, 'kind' | 'allowPrivate' | 'config'>,
    message: Message,
    signal: AbortSignal | undefined,
  ): Promise<Tried> {
    const { allowPrivate } = target;
    const channel = deps.channels[target.kind];
    try {
      const answer = await deps.post(channel.request(target.config, message), { allowPrivate, signal });
      return { ...channel.judge(answer, now()), status: answer.status };
    } catch (error) {
      if (signal?.aborted === true) throw error;
      const fault = error as { code?: unknown; remedy?: unknown };
      const code = typeof fault.code === 'string' ? fault.code : 'unexpected';
      const remedy = typeof fault.remedy === 'string' ? ` ${fault.remedy}` : '';
      const sentence = `${error instanceof Error ? error.message : String(error)}${remedy}`;
      if (code === 'address_not_allowed') return { kind: 'refused', code, sentence, gone: false, status: null };
      return { kind: 'later', code, sentence, until: null, status: null };
    }
  }

  /** Stores how a try ended, at the message and at its target. */
  async function store(target: TargetRow, delivery: DeliveryRow, tried: Tried): Promise<void> {
    const at = now();
    const problem = tried.kind === 'delivered' ? null : { code: tried.code, sentence: tried.sentence };
    const test = delivery.kind === 'test';
    const ended = tried.kind === 'delivered' ? 'delivered' : tried.kind === 'refused' || test ? 'failed' : 'pending';
    await db.transaction().execute(async (trx) => {
      await deliveries.tried(trx, delivery.id, { state: ended, status: tried.status, problem, now: at });
      await targets.noted(trx, target.id, {
        ...(tried.kind === 'delivered' ? { delivered: at } : {}),
        problem,
        pausedUntil: tried.kind === 'later' ? tried.until : null,
        off: tried.kind === 'refused' && tried.gone,
      });
    });
  }

  const job: JobDefinition = {
    type: notifyJobType,
    pool: 2,
    ...notifyJobShape,
    async run(payload, { signal }) {
      const id = Number(payload['delivery_id']);
      const delivery = await deliveries.find(id);
      if (delivery === null || delivery.state !== 'pending') return;
      const target = await targets.find(delivery.target_id);
      if (target === null) return;
      if (!target.enabled) return await deliveries.end(id, 'cancelled', now());
      if (target.paused_until !== null && target.paused_until > now())
        throw new JobFailure({
          code: 'target_rests',
          sentence: target.problem ?? 'The target wants fewer messages.',
          patience: { at: target.paused_until },
        });
      const { kinds, events } = await deliveries.contents(id);
      const message = composeMessage(
        { uid: delivery.uid, total: delivery.event_count, kinds },
        events,
        target.language === 'de' ? 'de' : 'en',
        now(),
      );
      const tried = await attempt(target, message, signal);
      await store(target, delivery, tried);
      if (tried.kind === 'later')
        throw new JobFailure({
          code: tried.code,
          sentence: tried.sentence,
          patience: tried.until === null ? 'later' : { at: tried.until },
        });
    },
    async onDead(payload) {
      await deliveries.end(Number(payload['delivery_id']), 'failed', now());
    },
  };

  const gather: Timer = {
    name: 'notifications',
    everyMs: gatherEveryMs,
    async work() {
      const { batchS, perHour } = deps.settings;
      for (const targetId of await deliveries.due(now(), batchS, perHour))
        await db.transaction().execute(async (trx) => {
          const delivery = await deliveries.gather(trx, targetId, now());
          if (delivery !== null) await deps.jobs.enqueue(jobOf(delivery.id), trx);
        });
      await revive();
    },
  };

  /** A message whose job was lost gets another. */
  async function revive(): Promise<void> {
    const waiting = await deliveries.pending(pendingAtOnce);
    if (waiting.length === 0) return;
    const live = await deps.liveKeys(waiting.map(keyOf));
    await deps.jobs.enqueue(waiting.filter((id) => !live.has(keyOf(id))).map(jobOf));
  }

  const prune: Timer = {
    name: 'old_notifications',
    everyMs: pruneEveryMs,
    work: () => deliveries.prune(new Date(now().getTime() - deps.settings.keepDays * 86_400_000)),
  };

  return {
    job,
    timers: [gather, prune],
    /** Sends a test at once, and answers how it ended; `null` when the target has just been removed. */
    async test(target: TargetRow): Promise<{ readonly delivery: DeliveryRow; readonly tried: Tried } | null> {
      const delivery = await deliveries.test(target.id, now());
      if (delivery === null) return null;
      const message = testMessage(delivery.uid, target.language === 'de' ? 'de' : 'en', now());
      const tried = await attempt(target, message, undefined);
      await store(target, delivery, tried);
      return { delivery: (await deliveries.find(delivery.id)) ?? delivery, tried };
    },
    /** Sends a test to a target that is not stored; nothing is noted. */
    async try(draft: TargetDraft): Promise<Tried> {
      return await send(draft, testMessage(randomUUID(), draft.language, now()), undefined);
    },
    /** Sends a failed message once more; `false` when that is not possible now. */
    async again(id: number): Promise<boolean> {
      return await db.transaction().execute(async (trx) => {
        const waits = await deliveries.again(trx, id);
        if (waits) await deps.jobs.enqueue(jobOf(id), trx);
        return waits;
      });
    },
  };
}

/** Sends messages. */
export type Delivering = ReturnType<typeof createDelivering>;
