import { Type } from 'typebox';
import type { JobDefinition } from '#jobs';
import type { Db } from '#platform/database';
import { type Compared, comparePortion, qualityOf } from './compare.ts';
import type { Account, ChosenReleases, NotNow, OwnedElsewhere, OwnedHere, OwnWishes, WishIntake } from './ports.ts';
import { inOrder } from './priority.ts';
import {
  countersOf,
  cursorOf,
  type EndReason,
  type Part,
  type Parts,
  type RunRow,
  type RunStore,
} from './runs.store.ts';
import { type AutosyncSettings, currentSettings, type StoredSettings } from './settings.ts';
import type { TrackStore } from './tracks.store.ts';

/** Name of the job that compares the account with what we own. */
export const autosyncJobType = 'autosync';
/** How the queue treats it. */
export const autosyncJobShape = {
  priority: 10,
  timeoutMs: 2 * 3_600_000,
  maxAttempts: 20,
  payload: Type.Object({ run_id: Type.Integer() }),
};

/** What a run needs. */
export interface RunDeps {
  readonly db: Db;
  readonly runs: RunStore;
  readonly tracks: TrackStore;
  readonly account: Account;
  readonly ownedHere: OwnedHere;
  readonly elsewhere: OwnedElsewhere | null;
  readonly chosen: ChosenReleases;
  readonly intake: WishIntake;
  readonly wishes: OwnWishes;
  /** Whether Soulseek can be asked; a sentence when it cannot. Wishes wait for it by themselves. */
  readonly soulseek: () => Promise<string | null>;
  readonly store: StoredSettings & { note(values: ReadonlyMap<string, string>): Promise<void> };
  readonly given: AutosyncSettings;
  readonly record: (type: string, status: string, details: Record<string, unknown>, trx?: Db) => Promise<void>;
  readonly now: () => Date;
}

const portionSize = 100;
const keptRuns = 400;
/** Where a service names no moment, a broken-off run is followed by another after this long. */
const usualPauseMs = 3_600_000;
const skippedAtOnce = 200;

/** The job of a run; enqueuing it again while it waits or runs changes nothing. */
export function autosyncJobOf(runId: number) {
  return { type: autosyncJobType, payload: { run_id: runId }, key: 'autosync', idempotencyKey: 'run' };
}

/**
 * Runs auto-sync. Everything that was done is stored portion by portion, so a run that is killed goes on where it was; what Spotify gave is kept by the
 * playlists, so that nothing is asked twice. A service that cannot be asked ends the run as `partial`; another follows when the service says, or in an hour.
 */
export function createAutosyncJob(deps: RunDeps): JobDefinition {
  const { db, runs, account, now } = deps;
  const record = (status: string, details: Record<string, unknown>, trx?: Db): Promise<void> =>
    deps.record('sync', status, { job: 'autosync', ...details }, trx);

  /** Reads Spotify, unless an earlier try of this run has. */
  async function read(run: RunRow, signal: AbortSignal): Promise<Parts | null> {
    if (run.phase !== 'reading') return partsOf(run);
    const stop = await account.refresh(signal);
    signal.throwIfAborted();
    const spotify: Part = stop === null ? { state: 'ok' } : failed(stop);
    if (!(await runs.compare(run.id, { spotify }, stop === null ? null : reasonOf(stop)))) return null;
    if (stop === null) await record('spotify_loaded', { run_id: run.id });
    else await record('spotify_unavailable', { run_id: run.id, code: stop.code, reason: stop.sentence });
    return { spotify };
  }

  const reasonOf = (stop: NotNow): EndReason => ({
    code: stop.code,
    sentence: stop.sentence,
    resumeAt: stop.until ?? new Date(now().getTime() + usualPauseMs),
  });

  /** Compares what is left; answers what stopped it. */
  async function compare(run: RunRow, rules: AutosyncSettings, signal: AbortSignal): Promise<Compared | null> {
    const all = await account.tracks(rules.sources);
    const todo = inOrder(all, run.started_at, cursorOf(run));
    const chosen = await deps.chosen();
    let from = cursorOf(run);
    let counters = countersOf(run);
    for (let at = 0; at < todo.length; at += portionSize) {
      signal.throwIfAborted();
      const some = todo.slice(at, at + portionSize);
      const last = some.at(-1);
      if (last === undefined) break;
      const to = { priority: last.priority, uri: last.uri };
      const priorities = new Map(some.map((track) => [track.uri, track.priority]));
      const rows = (await account.rows(some.map((track) => track.item_id))).map((row) => ({
        ...row,
        priority: priorities.get(row.uri) ?? last.priority,
      }));
      // the most important first within the portion, too: of two that are one recording the first gives the priority
      const ordered = rows.toSorted((a, b) => b.priority - a.priority);
      const done = await comparePortion(
        deps,
        { runId: run.id, from, to, counters, rows: ordered, rules, chosen },
        signal,
      );
      if (done.kind !== 'compared') return done;
      ({ counters } = done);
      from = to;
    }
    return null;
  }

  /** Wishes of tracks that failed too often are given up; where the limit was raised they go on. */
  async function settleSkipped(threshold: number, signal: AbortSignal): Promise<void> {
    for (let after = 0; ; ) {
      signal.throwIfAborted();
      const rows = await deps.tracks.failures(after, skippedAtOnce);
      const last = rows.at(-1);
      if (last === undefined) return;
      const over = (row: (typeof rows)[number]): boolean => row.failure_count >= threshold;
      await deps.wishes.giveUp(rows.filter(over).map((row) => row.wish_id));
      await deps.wishes.revive(rows.filter((row) => !over(row)).map((row) => row.wish_id));
      after = last.id;
    }
  }

  async function end(run: RunRow, parts: Parts, stopped: Compared | null): Promise<void> {
    const soulseek = await deps.soulseek();
    const last = await runs.find(run.id);
    if (last === null || last.state !== 'running') return;
    const early = stopped?.kind === 'not-now' ? reasonOf(stopped.notNow) : null;
    const kept: EndReason | null =
      last.reason === null
        ? null
        : { code: last.reason_code ?? 'unknown', sentence: last.reason, resumeAt: last.resume_at };
    const all: Parts = {
      ...parts,
      library: { state: 'ok' },
      ...(deps.elsewhere === null
        ? {}
        : { [deps.elsewhere.name]: stopped?.kind === 'not-now' ? failed(stopped.notNow) : { state: 'ok' } }),
      soulseek: soulseek === null ? { state: 'ok' } : { state: 'failed', reason: soulseek },
    };
    const state = Object.values(all).some((part) => part.state === 'failed') ? 'partial' : 'completed';
    const counters = countersOf(last);
    const finished = now();
    const duration = Math.max(0, finished.getTime() - run.started_at.getTime());
    await db.transaction().execute(async (trx) => {
      if (!(await runs.end(trx, run.id, state, finished, all, early ?? kept))) return;
      const details = { run_id: run.id, counters };
      if (deps.elsewhere !== null && early === null) await record(`${deps.elsewhere.name}_loaded`, details, trx);
      if (deps.elsewhere !== null && early !== null)
        await record(`${deps.elsewhere.name}_unavailable`, { ...details, reason: early.sentence }, trx);
      await record('comparison_complete', details, trx);
      await record('downloads_requested', { run_id: run.id, count: counters.wished }, trx);
      await record('status_summary', { run_id: run.id, status: state, parts: all }, trx);
      await record(
        state,
        { ...details, parts: all, duration_ms: duration, reason: (early ?? kept)?.sentence ?? null },
        trx,
      );
    });
    await deps.store.note(
      new Map([
        ['metrics.autosync.skipped', String(counters.skipped)],
        ['metrics.autosync.duration_ms', String(duration)],
      ]),
    );
    await runs.prune(keptRuns);
  }

  return {
    type: autosyncJobType,
    pool: 1,
    ...autosyncJobShape,
    async run(payload, { signal }) {
      const run = await runs.find(Number(payload['run_id']));
      if (run === null || run.state !== 'running') return;
      const rules = await currentSettings(deps.store, deps.given);
      await db.transaction().execute((trx) => deps.wishes.setQuality(trx, qualityOf(rules)));
      const parts = await read(run, signal);
      if (parts === null) return;
      const stopped = await compare(run, rules, signal);
      if (stopped?.kind === 'taken') return;
      await settleSkipped(rules.skipThreshold, signal);
      signal.throwIfAborted();
      await end(run, parts, stopped);
    },
    async onDead(payload, failure) {
      const reason = {
        code: failure.code,
        sentence: failure.message,
        resumeAt: new Date(now().getTime() + usualPauseMs),
      };
      await db.transaction().execute(async (trx) => {
        const id = Number(payload['run_id']);
        const run = await runs.find(id);
        if (run === null || !(await runs.end(trx, id, 'partial', now(), partsOf(run), reason))) return;
        await record('partial', { run_id: id, counters: countersOf(run), reason: failure.message }, trx);
      });
    },
  };
}

function failed(stop: NotNow): Part {
  return { state: 'failed', reason: stop.sentence };
}

function partsOf(run: RunRow): Parts {
  return (run.parts ?? {}) as unknown as Parts;
}
