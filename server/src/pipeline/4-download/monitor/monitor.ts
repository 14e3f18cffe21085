import { sql } from 'kysely';
import { ServiceFault } from '#platform/outbound';
import { createHedges } from '../hedge/hedge.ts';
import { type MonitorDeps, newMemory } from './memory.ts';
import { monitorRound, type RoundResult } from './round.ts';

/** The one observer of transfers. Any number of processes may run one; only one of them looks at a time. */
export interface TransferMonitor {
  start(): void;
  /** Ends after the present round. */
  stop(): Promise<void>;
  /** Look now. */
  wake(): void;
  /** One round, for tests; `null` when another process has the watch. */
  tick(signal?: AbortSignal): Promise<RoundResult | null>;
}

/** Any number that no other room uses for an advisory lock. */
const monitorLock = 4_711_102;
const longestPauseMs = 60_000;

/** Builds the monitor; it begins with `start`. While the daemon is down wishes stay parked and nothing is held against their peers. */
export function createTransferMonitor(deps: MonitorDeps): TransferMonitor {
  const { db, settings } = deps;
  const now = deps.now ?? (() => new Date());
  const memory = newMemory();
  const end = new AbortController();
  const hedges = createHedges({ ...deps, signal: end.signal });
  let running: Promise<void> | null = null;
  let ring: (() => void) | null = null;
  let rung = false;

  async function tick(signal: AbortSignal = end.signal): Promise<RoundResult | null> {
    try {
      return await db.transaction().execute(async (trx) => {
        // The lock lives as long as this otherwise idle transaction; a killed process loses it at once.
        const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${monitorLock}) as mine`.execute(
          trx,
        );
        if (rows[0]?.mine !== true) {
          memory.watchingSince = null;
          return null;
        }
        return monitorRound(deps, memory, hedges, signal);
      });
    } catch (error) {
      memory.watchingSince = null;
      throw error;
    }
  }

  async function loop(): Promise<void> {
    let pauseMs = settings.pollMs;
    while (!end.signal.aborted) {
      try {
        const result = await tick();
        if (result === null) pauseMs = settings.pollIdleMs;
        else if (result.busy) pauseMs = settings.pollMs;
        else pauseMs = Math.min(Math.max(pauseMs, settings.pollMs) * 1.5, settings.pollIdleMs);
      } catch (error) {
        if (end.signal.aborted) return;
        const paused = error instanceof ServiceFault && (error.code === 'paused' || error.code === 'switched_off');
        if (!paused) deps.onFault('transfer monitor', error);
        const until = error instanceof ServiceFault ? error.retryAt : null;
        const wanted = until === null ? Math.max(pauseMs, settings.pollMs) * 1.5 : until.getTime() - now().getTime();
        pauseMs = Math.min(Math.max(wanted, settings.pollMs), longestPauseMs);
      }
      await rest(pauseMs);
    }
  }

  async function rest(ms: number): Promise<void> {
    if (rung || end.signal.aborted) {
      rung = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        ring = null;
        resolve();
      }
      ring = done;
    });
    rung = false;
  }

  return {
    tick,
    start() {
      running ??= loop();
    },
    async stop() {
      end.abort();
      ring?.();
      await running;
      await hedges.settled();
    },
    wake() {
      rung = true;
      ring?.();
    },
  };
}
