import type { FastifyPluginAsync } from 'fastify';
import type { createLiveFeed } from '#activity';
import { type Answered, metricsRoutes, type WorkerState } from '#metrics';
import { createFoundation, type HouseOptions } from './foundation.ts';
import { type Loop, startLoop } from './house/loops.ts';
import { traced } from './house/traced.ts';
import { createJourneyRooms } from './journey/journey.ts';
import { roomRoutes } from './routes.ts';
import { createServices } from './services.ts';
import { integrationRoutes } from './wings/integrations.routes.ts';
import { createWings } from './wings.ts';

const serviceEveryMs = 10_000;
const workersEveryMs = 30_000;
/** Another process may have been killed while this one went on. */
const filesEveryMs = 10 * 60_000;
/** Names of artists that somebody added through another process count after this long at the latest. */
const namesEveryMs = 10_000;

/** The furnished house. */
export interface Rooms {
  /** Below the base path. */
  readonly routes: readonly FastifyPluginAsync[];
  /** Beside the base path. */
  readonly rootRoutes: readonly FastifyPluginAsync[];
  /** All that a process has that only works: its figures. */
  readonly workRoutes: readonly FastifyPluginAsync[];
  readonly feed: ReturnType<typeof createLiveFeed>;
  /** Hears of every answer of the server. */
  answered(answer: Answered): void;
  /** Which outside services answered when last looked at. */
  dependencies(): Promise<Record<string, boolean>>;
  /** The workers of all processes. */
  workers(): Promise<Record<string, WorkerState>>;
  /** Settles what a crash left open and begins to work. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Builds every room once and hands each what it needs: the foundation, the outside services, the journey, the wings beside it. Nothing runs
 * before `start`. A new room beside the journey is one entry in `wings.ts`.
 */
export function createRooms(options: HouseOptions): Rooms {
  const { settings, kind } = options;
  const foundation = createFoundation({
    ...options,
    onWish: (id) => kind === 'serve' && journey.wishChanges.changed(id),
    wakeMonitor: () => journey.monitor.wake(),
  });
  const { feed, channel, relay, workforce, jobs, onFault } = foundation;
  const services = createServices(foundation);
  const journey = createJourneyRooms({ foundation, services });
  const wings = createWings({ foundation, services, journey });
  const { monitor, matching, settleOpenFiles } = journey;

  const { jobs: work, timers: timed } = traced(options.tracing ?? null, {
    jobs: [...journey.jobs, ...wings.flatMap((wing) => wing.jobs ?? [])],
    timers: [...journey.timers, ...wings.flatMap((wing) => wing.timers ?? [])],
  });
  const definitions = workforce.pooled(work);
  const timers = workforce.timers(timed);
  const works = kind === 'work' || (settings.house.workersEnabled && !settings.house.workersDisabled);
  let loops: Loop[] = [];
  return {
    feed,
    answered: (answer) => foundation.figures.answered(answer),
    routes: [
      integrationRoutes({
        enabled: foundation.enabled,
        dependencies: () => services.linked(),
        details: () => services.details(),
      }),
      ...roomRoutes(journey.routes),
      ...wings.flatMap((wing) => wing.routes ?? []),
    ],
    rootRoutes: wings.flatMap((wing) => wing.rootRoutes ?? []),
    workRoutes: [metricsRoutes(foundation.figures)],
    dependencies: () => services.linked(),
    workers: () => workforce.states(),
    async start() {
      workforce.describe(definitions, kind, timed);
      await matching.refresh();
      await jobs.prepare();
      const { alone } = await channel.open();
      if (works) await settleOpenFiles();
      if (works) await jobs.start(definitions, alone);
      if (alone) await channel.settled();
      if (works) await workforce.begin(kind, alone);
      if (works) monitor.start();
      for (const wing of wings) await wing.start?.();
      if (works) timers.start();
      const loop = (what: string, everyMs: number, work: () => Promise<unknown>): Loop =>
        startLoop({ everyMs, onFault: (error) => onFault(what, error), work });
      loops = [
        loop('outside services', serviceEveryMs, () => services.look()),
        // also where nobody asks for the status: a worker that fell silent is told in the history
        loop('workers', workersEveryMs, () => workforce.states()),
        loop('aliases', namesEveryMs, matching.refresh),
        loop('interrupted files', filesEveryMs, settleOpenFiles),
        loop('trash', filesEveryMs, () => journey.trash.settle()),
      ];
    },
    async stop() {
      for (const loop of loops.toReversed()) await loop.stop();
      await Promise.all([timers.stop(), monitor.stop(), jobs.stop(settings.house.graceMs)]);
      for (const wing of wings.toReversed()) await wing.stop?.();
      await journey.wishChanges.stop();
      // it tells the others
      if (works) await workforce.end(kind);
      await relay.stop();
      await channel.close();
      const { inspector, decoder, tagger } = foundation;
      await Promise.all([inspector.close(), decoder.close(), tagger.close(), services.close()]);
    },
  };
}
