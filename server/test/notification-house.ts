import { type Activity, createActivity, createLiveFeed } from '#activity';
import { JobFailure, type Jobs, type NewJob } from '#jobs';
import { createTargetStore, eventOfActivity, notificationSettings } from '#notifications';
import { createSealer } from '#platform/secrets';
import { startNotifications } from '../../stand-ins/notifications/index.ts';
import { createNotifications } from '../src/compose/wings/notifications.ts';
import { readSettings } from '../src/platform/config/index.ts';
import { movedClock } from './clock.ts';
import { createTestDatabase } from './database.ts';
import { openHttpHouse } from './http-house.ts';

/** What tests look at in answers; each answer has some of it. */
export interface NotificationBody {
  readonly id: number;
  readonly ok: boolean;
  readonly items: readonly NotificationBody[];
  readonly events: readonly string[];
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly event_count: number;
  readonly http_status: number | null;
  readonly error_code: string | null;
  readonly url: string;
  readonly has_secret: boolean;
  readonly enabled: boolean;
  readonly paused_until: string | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly delivery: NotificationBody;
  readonly last_delivery: NotificationBody | null;
  readonly error: {
    readonly code: string;
    readonly meta: { readonly fields: readonly { readonly name: string }[]; readonly retry_after_s: number };
  };
}

interface WaitingJob extends NewJob {
  readonly attempt: number;
}

/** Notifications over the real routes, a real database and the four services over HTTP. Jobs wait until the test runs them; time is moved by hand. */
export async function openNotificationHouse(env: Record<string, string> = {}) {
  const database = await createTestDatabase();
  const { db } = database;
  const standIn = await startNotifications();
  const clock = movedClock('2026-03-01T12:00:00Z');
  const now = (): Date => new Date(clock.now());
  const read = readSettings({ notifications: notificationSettings }, { NOTIFICATIONS_TIMEOUT_MS: '400', ...env });
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  let waiting: WaitingJob[] = [];
  const jobs: Jobs = {
    async enqueue(added) {
      for (const job of Array.isArray(added) ? (added as readonly NewJob[]) : [added as NewJob])
        waiting = [...waiting.filter((other) => other.idempotencyKey !== job.idempotencyKey), { ...job, attempt: 1 }];
    },
  };
  const sealer = createSealer(['a-key-for-tests-that-is-long-enough-to-be-taken']);
  const furnish = () =>
    createNotifications({
      db,
      jobs,
      liveKeys: async (keys) => new Set(keys.filter((key) => waiting.some((job) => job.key === key))),
      settings: read.values.notifications,
      sealer,
      now,
    });
  const wing = furnish();
  const targets = createTargetStore(db, sealer);
  const activity: Activity = createActivity(db, createLiveFeed(5), {
    wants: (type, status, details) => eventOfActivity(type, status, details) !== null,
    async tell(trx, type, status, details) {
      const kind = eventOfActivity(type, status, details);
      if (kind !== null) await targets.tell(trx, kind, details ?? {}, now());
    },
  });
  const http = await openHttpHouse(wing.routes ?? []);
  const definition = wing.jobs?.[0];

  async function ask(method: string, path: string, body?: unknown) {
    const answer = await http.ask(method, `/notifications${path}`, body);
    return { status: answer.status, body: answer.json as unknown as NotificationBody };
  }

  return {
    db,
    standIn,
    clock,
    activity,
    sealer,
    ask,
    waiting: () => waiting,
    loseJobs(): void {
      waiting = [];
    },
    /** Adds a target of that service with what the stand-in needs. */
    async target(kind: 'webhook' | 'ntfy' | 'discord' | 'apprise', more: Record<string, unknown> = {}) {
      const url = {
        webhook: standIn.webhookUrl,
        ntfy: standIn.ntfyUrl,
        discord: standIn.discordUrl,
        apprise: standIn.appriseUrl,
      }[kind];
      const answer = await ask('POST', '/targets', {
        name: kind,
        kind,
        url,
        allow_private: true,
        events: ['track.finished', 'track.review', 'service.down', 'release.found', 'autosync.finished'],
        ...(kind === 'ntfy' ? { secret: standIn.ntfyToken } : {}),
        ...more,
      });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer));
      return answer.body;
    },
    finished: (n: number, title = `Song ${n}`) =>
      activity.record('wish', 'done', { wish_id: n, title, artists: ['Mira Vantour'], reason: null }),
    /** Gathers what waits, after that many ms; `times` processes at once. */
    async gather(ms = 31_000, times = 1) {
      clock.advance(ms);
      const wings = Array.from({ length: times }, (_, at) => (at === 0 ? wing : furnish()));
      await Promise.all(wings.map(async (each) => await each.timers?.[0]?.work(new AbortController().signal)));
    },
    /** Removes what is old. */
    async prune(): Promise<void> {
      await wing.timers?.find(({ name }) => name === 'old_notifications')?.work(new AbortController().signal);
    },
    /** Runs each waiting job once; answers the failures. A job that may be tried again waits again. */
    async work(): Promise<JobFailure[]> {
      const some = waiting;
      waiting = [];
      const failures: JobFailure[] = [];
      for (const job of some) {
        try {
          await definition?.run(job.payload, {
            jobId: '1',
            attempt: job.attempt,
            signal: new AbortController().signal,
          });
        } catch (error) {
          if (!(error instanceof JobFailure)) throw error;
          failures.push(error);
          if (job.attempt >= (definition?.maxAttempts ?? 1)) {
            await definition?.onDead?.(job.payload, { code: error.code, message: error.message, remedy: null });
          } else waiting.push({ ...job, attempt: job.attempt + 1 });
        }
      }
      return failures;
    },
    async close() {
      await http.close();
      await wing.stop?.();
      await standIn.stop();
      await database.drop();
    },
  };
}

/** The house of a test. */
export type NotificationHouse = Awaited<ReturnType<typeof openNotificationHouse>>;
