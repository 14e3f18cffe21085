import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { Cause, StageOutcome, StageRunner, Wish } from '#wishes';
import type { DownloadRow } from '../download.store.ts';
import { type DownloadRetryPolicy, retryDelaySeconds } from './backoff.ts';
import type { DownloadEvents } from './events.ts';

/** What retries need. */
export interface RetryDeps {
  readonly db: Db;
  /** Asked anew at each failure, so that it may change while the program runs. */
  readonly policy: () => Promise<DownloadRetryPolicy>;
  readonly events: DownloadEvents;
  /** Whether the wish still stands as its job knows it; then it does until the transaction ends. */
  readonly stands: (trx: Db, wish: Pick<Wish, 'id' | 'revision'>) => Promise<boolean>;
  readonly now?: () => Date;
  readonly random?: () => number;
}

/**
 * Puts the contract's back-off (§3.4) around two stages. `match` says that nobody else offers the file: then the peer that only could not
 * deliver *this time* is tried again later, with growing pauses, and becomes a dead letter after the last try. `download` takes such a
 * download up again instead of beginning a new one.
 */
export function createRetries(deps: RetryDeps) {
  const { db } = deps;
  const now = deps.now ?? (() => new Date());

  /** Wraps the match stage: an end without a file first gives failed peers their further tries. */
  function afterMatch(stage: StageRunner): StageRunner {
    return {
      stage: stage.stage,
      async run(wish, context) {
        const outcome = await stage.run(wish, context);
        if (outcome.kind !== 'wait' && outcome.kind !== 'review') return outcome;
        const row = await retryable(db, wish.id);
        if (row === null) return outcome;
        const policy = await deps.policy();
        return row.retry_count < policy.maxRetries ? schedule(row, outcome, policy) : bury(row, outcome);
      },
    };
  }

  function schedule(row: DownloadRow, outcome: StageOutcome, policy: DownloadRetryPolicy): StageOutcome {
    const attempt = row.retry_count + 1;
    const delay = retryDelaySeconds(attempt, policy, deps.random);
    const until = new Date(now().getTime() + delay * 1000);
    const sentence = `${row.username} could not deliver: ${whyOf(row)} Tried again later (${attempt} of ${policy.maxRetries}).`;
    return {
      kind: 'wait',
      from: 'download',
      until,
      cause: { code: 'download_retry_scheduled', sentence },
      async commit(trx) {
        await outcome.commit?.(trx);
        await trx
          .updateTable('downloads')
          .set({ retry_count: attempt, next_retry_at: until, progress: 0, updated_at: sql<Date>`now()` })
          .where('id', '=', row.id)
          .where('state', '=', 'failed')
          .execute();
        await deps.events.retryScheduled(trx, { ...row, retry_count: attempt, next_retry_at: until }, delay);
      },
    };
  }

  function bury(row: DownloadRow, outcome: StageOutcome): StageOutcome {
    const tries = row.retry_count + 1;
    const cause: Cause = {
      code: 'download_dead_letter',
      sentence: `${row.username} could not deliver after ${tries} tries, the last time: ${whyOf(row)} Requeue the dead letter, choose another file, or wait for the next search.`,
    };
    return {
      ...outcome,
      ...(outcome.kind === 'wait' ? { cause } : {}),
      async commit(trx: Db) {
        await outcome.commit?.(trx);
        await trx
          .updateTable('downloads')
          .set({ state: 'dead_letter', next_retry_at: null, updated_at: sql<Date>`now()` })
          .where('id', '=', row.id)
          .where('state', '=', 'failed')
          .execute();
        await deps.events.retryFailed(trx, row);
      },
    };
  }

  /** Wraps the download stage: a failed download whose time has come is taken up again. */
  function beforeDownload(stage: StageRunner): StageRunner {
    return {
      stage: stage.stage,
      async run(wish, context) {
        await takeUp(wish);
        const before = await latestDownload(db, wish.id);
        let outcome: StageOutcome;
        try {
          outcome = await stage.run(wish, context);
        } finally {
          const begun = await latestDownload(db, wish.id);
          if (begun !== null && begun.id !== before?.id) await deps.events.queued(db, begun);
        }
        if (outcome.kind !== 'back' || outcome.commit === undefined) return outcome;
        const { commit } = outcome;
        return {
          ...outcome,
          async commit(trx) {
            await commit(trx);
            const ended = await latestDownload(trx, wish.id);
            if (ended?.state === 'failed') await deps.events.failed(trx, ended);
          },
        };
      },
    };
  }

  /**
   * Brings the failed download that waits for its retry back to `queued`, with a fresh batch. When the wish has something better to try by
   * now (a new offer, a person's choice) the waiting retries are dropped instead.
   */
  async function takeUp(wish: Pick<Wish, 'id' | 'revision'>): Promise<void> {
    const { id: wishId } = wish;
    await db.transaction().execute(async (trx) => {
      // A person may have sent the wish elsewhere. And first the wish, then its downloads, as everybody locks them, or two wait for each other.
      if (!(await deps.stands(trx, wish))) return;
      const waiting = await trx
        .selectFrom('downloads')
        .select(['id', 'candidate_id'])
        .where('wish_id', '=', wishId)
        .where('next_retry_at', 'is not', null)
        .orderBy('next_retry_at')
        .forUpdate()
        .execute();
      const [next] = waiting;
      if (next === undefined) return;
      const { busy, untried } = await trx
        .selectNoFrom([
          sql<boolean>`exists (select from downloads where wish_id = ${wishId} and state in ('queued', 'downloading'))`.as(
            'busy',
          ),
          sql<boolean>`exists (select from candidates where wish_id = ${wishId} and verdict = 'auto' and outcome is null)`.as(
            'untried',
          ),
        ])
        .executeTakeFirstOrThrow();
      await trx
        .updateTable('downloads')
        .set({ next_retry_at: null })
        .where('wish_id', '=', wishId)
        .where('next_retry_at', 'is not', null)
        .execute();
      if (!busy && !untried) await revive(trx, next);
    });
  }

  return { afterMatch, beforeDownload };
}

/** What went wrong the last time, as a sentence with its full stop. */
function whyOf(row: DownloadRow): string {
  const words = (row.last_error ?? 'no reason given').trim();
  return /[.!?”)]$/.test(words) ? words : `${words}.`;
}

/**
 * The failed download of a wish that is worth another try: the candidate did not refuse, nothing wrong arrived from it, and its latest
 * attempt is this row. The one with the fewest tries goes first.
 */
async function retryable(db: Db, wishId: number): Promise<DownloadRow | null> {
  const row = await db
    .selectFrom('downloads as d')
    .innerJoin('candidates as c', 'c.id', 'd.candidate_id')
    .selectAll('d')
    .where('d.wish_id', '=', wishId)
    .where('d.state', '=', 'failed')
    .where('d.local_path', 'is', null)
    .where('c.outcome', '=', 'failed')
    .where('c.verdict', '=', 'auto')
    .where(
      sql<boolean>`not exists (select from downloads later where later.wish_id = d.wish_id and later.candidate_id = d.candidate_id and later.id > d.id)`,
    )
    .orderBy('d.retry_count')
    .orderBy(sql`c.rank nulls last`)
    .orderBy('d.id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

async function latestDownload(db: Db, wishId: number): Promise<DownloadRow | null> {
  const row = await db
    .selectFrom('downloads')
    .selectAll()
    .where('wish_id', '=', wishId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Makes an ended download one that has yet to ask its peer; its number stays. The caller sees to it that the wish has no other under way. */
export async function revive(
  trx: Db,
  row: Pick<DownloadRow, 'id' | 'candidate_id'>,
  change: { readonly retry_count?: number; readonly priority?: number } = {},
): Promise<void> {
  await trx
    .updateTable('downloads')
    .set({
      ...change,
      state: 'queued',
      hedge: false,
      hedged_at: null,
      progress: 0,
      bytes_transferred: 0,
      average_speed_bps: null,
      // The daemon never takes the same batch twice.
      batch_id: randomUUID(),
      transfer_id: null,
      transfer_state: null,
      queue_position: null,
      next_retry_at: null,
      local_path: null,
      enqueued_at: null,
      started_at: null,
      last_progress_at: null,
      finished_at: null,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', row.id)
    .execute();
  if (row.candidate_id === null) return;
  await trx
    .updateTable('candidates')
    .set({ outcome: null, outcome_reason: null })
    .where('id', '=', row.candidate_id)
    .execute();
}
