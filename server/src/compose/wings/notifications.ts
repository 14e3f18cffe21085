import type { Follower } from '#activity';
import { channels } from '#integrations/notify';
import type { Jobs } from '#jobs';
import {
  createDelivering,
  createDeliveryStore,
  createTargetStore,
  eventOfActivity,
  type NotificationSettings,
  notificationRoutes,
} from '#notifications';
import type { Db } from '#platform/database';
import { createPoster } from '#platform/outbound';
import type { Sealer } from '#platform/secrets';
import { version } from '../../version.ts';
import type { Wing } from '../wing.ts';

/** Notifications as this house sends them. */
export function createNotifications(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly liveKeys: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly settings: NotificationSettings;
  readonly sealer: Sealer;
  readonly now?: () => Date;
}): Wing {
  const { db, jobs, liveKeys, settings } = deps;
  const now = deps.now ?? (() => new Date());
  const targets = createTargetStore(db, deps.sealer);
  const deliveries = createDeliveryStore(db);
  const poster = createPoster({ userAgent: `Harmony/${version}`, timeoutMs: settings.timeoutMs });
  const delivering = createDelivering({
    db,
    jobs,
    liveKeys,
    targets,
    deliveries,
    channels,
    post: (request, { allowPrivate, signal }) => poster.send({ ...request, allowPrivate, signal }),
    settings,
    now,
  });
  return {
    jobs: [delivering.job],
    timers: delivering.timers,
    routes: [notificationRoutes({ targets, deliveries, delivering, channels, now })],
    stop: () => poster.close(),
  };
}

/** Puts what targets want to hear of into their outbox, in the transaction of the activity. */
export function followActivity(db: Db, sealer: Sealer): Follower {
  const targets = createTargetStore(db, sealer);
  return {
    wants: (type, status, details) => eventOfActivity(type, status, details) !== null,
    async tell(trx, type, status, details) {
      const kind = eventOfActivity(type, status, details);
      if (kind !== null) await targets.tell(trx, kind, details ?? {}, new Date());
    },
  };
}
