import { type Selectable, sql } from 'kysely';
import { type Database, type Db, json } from '#platform/database';
import type { Cursor } from './priority.ts';

/** A row of `autosync_runs`. */
export type RunRow = Selectable<Database['autosync_runs']>;

/** What a run counted. */
export interface RunCounters {
  /** Tracks of the account that were compared. */
  tracks: number;
  /** In the library already. */
  owned: number;
  /** Elsewhere already, such as in Plex. */
  owned_elsewhere: number;
  /** New wishes. */
  wished: number;
  /** Wished before, by auto-sync or by somebody; also what a person gave up, which is never asked for again by itself. */
  already_wished: number;
  /** Left alone after too many failures. */
  skipped: number;
  /** Of releases that nobody chose. */
  filtered: number;
}

/** How a service took part in a run. */
export interface Part {
  readonly state: 'ok' | 'failed' | 'off';
  readonly reason?: string;
}

/** The services of a run by name. */
export type Parts = Readonly<Record<string, Part>>;

/** Counters at the beginning. */
export function noCounters(): RunCounters {
  return {
    tracks: 0,
    owned: 0,
    owned_elsewhere: 0,
    wished: 0,
    already_wished: 0,
    skipped: 0,
    filtered: 0,
  };
}

/** What is stored as counters, whatever an older release has stored. */
export function countersOf(row: Pick<RunRow, 'counters'>): RunCounters {
  const counters = noCounters();
  for (const [key, value] of Object.entries((row.counters ?? {}) as Record<string, unknown>))
    if (key in counters && typeof value === 'number') counters[key as keyof RunCounters] = value;
  return counters;
}

/** Why a run ended early, as stored. */
export interface EndReason {
  readonly code: string;
  readonly sentence: string;
  readonly resumeAt: Date | null;
}

/** The queries of `autosync_runs`. */
export function createRunStore(db: Db) {
  return {
    /** The run under way, or the last one. */
    async last(): Promise<RunRow | null> {
      const row = await db.selectFrom('autosync_runs').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst();
      return row ?? null;
    },

    async find(id: number): Promise<RunRow | null> {
      return (await db.selectFrom('autosync_runs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },

    /** Newest first. */
    async page(limit: number, offset: number): Promise<{ rows: RunRow[]; total: number }> {
      const rows = await db
        .selectFrom('autosync_runs')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await db
        .selectFrom('autosync_runs')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { rows, total };
    },

    /** Begins a run; while one is under way, answers that one. */
    async begin(trx: Db, trigger: 'schedule' | 'manual', now: Date): Promise<{ row: RunRow; fresh: boolean }> {
      const row = await trx
        .insertInto('autosync_runs')
        .values({ trigger, state: 'running', started_at: now })
        .onConflict((oc) => oc.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row !== undefined) return { row, fresh: true };
      const running = await trx
        .selectFrom('autosync_runs')
        .selectAll()
        .where('state', '=', 'running')
        .executeTakeFirst();
      // it ended between the two statements
      return running === undefined ? await this.begin(trx, trigger, now) : { row: running, fresh: false };
    },

    /** Notes a run that could not begin. */
    async blocked(trigger: 'schedule' | 'manual', now: Date, reason: Omit<EndReason, 'resumeAt'>): Promise<void> {
      await db
        .insertInto('autosync_runs')
        .values({
          trigger,
          state: 'blocked',
          phase: 'ended',
          reason_code: reason.code,
          reason: reason.sentence,
          started_at: now,
          finished_at: now,
        })
        .execute();
    },

    /** Notes that Spotify was read, and how; `reason`: why not to the end. `false`: the run has ended meanwhile. */
    async compare(id: number, parts: Parts, reason: EndReason | null): Promise<boolean> {
      const result = await db
        .updateTable('autosync_runs')
        .set({
          phase: 'comparing',
          parts: json(parts),
          reason_code: reason?.code ?? null,
          reason: reason?.sentence ?? null,
          resume_at: reason?.resumeAt ?? null,
        })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /** Moves the cursor on, and locks the run until the transaction ends. `false`: somebody else has moved it, or the run has ended. */
    async advance(
      trx: Db,
      id: number,
      from: Cursor | null,
      to: { readonly cursor: Cursor; readonly counters: RunCounters },
    ): Promise<boolean> {
      const result = await trx
        .updateTable('autosync_runs')
        .set({ cursor: json(to.cursor), counters: json(to.counters) })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .where(sql<boolean>`cursor is not distinct from ${from === null ? null : json(from)}::jsonb`)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /** Takes the run in hand until the transaction ends; `false` when it is not where we think, or has ended. */
    async lock(trx: Db, id: number, cursor: Cursor | null): Promise<boolean> {
      const row = await trx
        .selectFrom('autosync_runs')
        .select('id')
        .where('id', '=', id)
        .where('state', '=', 'running')
        .where(sql<boolean>`cursor is not distinct from ${cursor === null ? null : json(cursor)}::jsonb`)
        .forUpdate()
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Ends a run; `false` when it has ended already. */
    async end(
      trx: Db,
      id: number,
      state: 'completed' | 'partial',
      now: Date,
      parts: Parts,
      reason: EndReason | null,
    ): Promise<boolean> {
      const result = await trx
        .updateTable('autosync_runs')
        .set({
          state,
          phase: 'ended',
          parts: json(parts),
          finished_at: now,
          reason_code: reason?.code ?? null,
          reason: reason?.sentence ?? null,
          resume_at: reason?.resumeAt ?? null,
        })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /** Keeps the last `keep` runs. */
    async prune(keep: number): Promise<void> {
      await sql`
        delete from autosync_runs where state <> 'running'
          and id < (select min(id) from (select id from autosync_runs order by id desc limit ${keep}) as kept)`.execute(
        db,
      );
    },
  };
}

/** The queries of `autosync_runs`. */
export type RunStore = ReturnType<typeof createRunStore>;

/** The cursor as stored. */
export function cursorOf(row: Pick<RunRow, 'cursor'>): Cursor | null {
  const { priority, uri } = (row.cursor ?? {}) as { priority?: unknown; uri?: unknown };
  return typeof priority === 'number' && typeof uri === 'string' ? { priority, uri } : null;
}
