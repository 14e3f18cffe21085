import type { Jobs, Timer } from '#jobs';
import type { Db } from '#platform/database';
import type { Account } from './ports.ts';
import { autosyncJobOf } from './run.job.ts';
import type { RunRow, RunStore } from './runs.store.ts';
import { nextRun } from './schedule.ts';
import { type AutosyncSettings, currentSettings, type StoredSettings } from './settings.ts';

/** What beginning a run needs. */
export interface StartDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  /** Whether the job of a run waits or runs. */
  readonly isLive: (key: string) => Promise<boolean>;
  readonly runs: RunStore;
  readonly account: Pick<Account, 'access'>;
  readonly store: StoredSettings;
  readonly given: AutosyncSettings;
  readonly record: (type: string, status: string, details: Record<string, unknown>, trx?: Db) => Promise<void>;
  readonly now: () => Date;
}

/** How beginning a run ended. */
export type Begun =
  | { readonly kind: 'begun' | 'under-way'; readonly run: RunRow }
  | { readonly kind: 'blocked'; readonly sentence: string; readonly missing: readonly string[] };

const lookEveryMs = 60_000;

/** Begins runs: when somebody asks, and when one is due. */
export function createStarter(deps: StartDeps) {
  const { db, jobs, runs, now } = deps;

  async function begin(trigger: 'schedule' | 'manual'): Promise<Begun> {
    const access = await deps.account.access();
    if (access.kind !== 'ready' && 'sentence' in access) {
      const { sentence, missing } = access;
      await runs.blocked(trigger, now(), { code: 'needs_spotify', sentence });
      await deps.record('autosync', 'autosync_blocked', { reason: sentence, missing });
      return { kind: 'blocked', sentence, missing };
    }
    return await db.transaction().execute(async (trx): Promise<Begun> => {
      const { row, fresh } = await runs.begin(trx, trigger, now());
      if (fresh) await deps.record('sync', 'autosync_started', { job: 'autosync', run_id: row.id, trigger }, trx);
      await jobs.enqueue(autosyncJobOf(row.id), trx);
      return { kind: fresh ? 'begun' : 'under-way', run: row };
    });
  }

  /** When the next run begins by itself; `null` while that is switched off. */
  async function due(last: RunRow | null, rules: AutosyncSettings): Promise<Date | null> {
    if (!rules.enabled) return null;
    return nextRun(rules, last === null ? null : { startedAt: last.started_at, resumeAt: last.resume_at }, now());
  }

  const timer: Timer = {
    name: 'autosync',
    everyMs: lookEveryMs,
    async work() {
      const last = await runs.last();
      if (last?.state === 'running') {
        // A run whose job was lost gets another.
        const job = autosyncJobOf(last.id);
        if (!(await deps.isLive(job.key))) await jobs.enqueue(job);
        return;
      }
      const at = await due(last, await currentSettings(deps.store, deps.given));
      if (at !== null && at <= now()) await begin('schedule');
    },
  };

  return { begin, due, rules: () => currentSettings(deps.store, deps.given), timer };
}

/** Begins runs. */
export type Starter = ReturnType<typeof createStarter>;
