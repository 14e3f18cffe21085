import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { SpotifyProblem } from '../problem.ts';
import type { Purpose } from '../types.ts';

/** How much of today's budget is spent. */
export interface Usage {
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
  readonly calls: number;
  /** `null`: no limit of our own. */
  readonly limit: number | null;
  readonly byPurpose: Readonly<Record<string, number>>;
  readonly renewsAt: Date;
  readonly blockedUntil: Date | null;
  readonly blockedReason: string | null;
}

/** Lets calls leave one after another, all processes together, and counts them. */
export interface Pace {
  /** Takes the next place and answers how long to wait for it, in milliseconds. Throws `SpotifyProblem` rather than let anybody wait long. */
  take(clientId: string, purpose: Purpose): Promise<number>;
  /** Nothing leaves before `until`. */
  block(clientId: string, until: Date, reason: string): Promise<void>;
  unblock(clientId: string): Promise<void>;
  usage(clientId: string): Promise<Usage>;
  /** Forgets the counts of days long past. */
  sweep(): Promise<void>;
}

/** Longest wait for a place, in milliseconds: a person looks on, a job can come back. */
const patienceMs: Readonly<Record<Purpose, number>> = {
  interactive: 8_000,
  sync: 30_000,
  backfill: 30_000,
  watch: 30_000,
};

/** How much of the day's budget each may use up: the rest is left for those before it. */
const shares: Readonly<Record<Purpose, number>> = { interactive: 1, sync: 0.9, backfill: 0.8, watch: 0.7 };

/** After a rest this many calls may leave at once. */
const burst = 3;

const keepDays = 35;
/** Nobody takes a place further ahead than that: such a row was written by a clock that has been put back since. */
const absurdMs = 120_000;

/** Pace over `spotify_pace` and `spotify_usage`. `dailyCalls` 0: no limit. */
export function createPace(deps: {
  readonly db: Db;
  readonly now: () => Date;
  readonly callsPerS: number;
  readonly dailyCalls: number;
}): Pace {
  const { db, now, dailyCalls } = deps;
  const gapMs = 1000 / deps.callsPerS;
  const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
  const renewal = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1));

  async function spent(clientId: string): Promise<number> {
    const { calls } = await db
      .selectFrom('spotify_usage')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('calls'), sql<number>`0`).as('calls'))
      .where('client_id', '=', clientId)
      .where('day', '=', dayOf(now()))
      .executeTakeFirstOrThrow();
    return calls;
  }

  return {
    async take(clientId, purpose) {
      const at = now();
      if (dailyCalls > 0 && (await spent(clientId)) >= dailyCalls * shares[purpose]) {
        throw new SpotifyProblem(
          'budget_spent',
          `Today's budget of ${dailyCalls} calls to Spotify is spent${purpose === 'interactive' ? '' : ` as far as ${purpose} may use it`}.`,
          'It is renewed at midnight UTC and waiting work goes on then; SPOTIFY_DAILY_CALLS raises it.',
          { retryAt: renewal(at) },
        );
      }
      const row = await db
        .insertInto('spotify_pace')
        .values({ client_id: clientId, next_at: new Date(at.getTime() - burst * gapMs) })
        .onConflict((oc) => oc.column('client_id').doUpdateSet((eb) => ({ client_id: eb.ref('excluded.client_id') })))
        .returning(['next_at', 'blocked_until', 'blocked_reason'])
        .executeTakeFirstOrThrow();
      const last = new Date(at.getTime() + patienceMs[purpose]);
      if (row.blocked_until !== null && row.blocked_until > last) throw away(row.blocked_until, row.blocked_reason);
      const oldest = new Date(at.getTime() - burst * gapMs);
      const absurd = new Date(at.getTime() + absurdMs);
      const taken = await db
        .updateTable('spotify_pace')
        .set({
          next_at: sql<Date>`greatest(
            case when next_at > ${absurd}::timestamptz then ${oldest}::timestamptz else next_at end,
            ${oldest}::timestamptz, coalesce(blocked_until, ${oldest}::timestamptz)
          ) + make_interval(secs => ${gapMs / 1000})`,
        })
        .where('client_id', '=', clientId)
        .where((eb) => eb.or([eb('next_at', '<=', last), eb('next_at', '>', absurd)]))
        .returning('next_at')
        .executeTakeFirst();
      if (taken === undefined) {
        throw new SpotifyProblem('busy', 'Too many calls to Spotify wait already.', 'Try again in a few seconds.', {
          retryAt: row.next_at,
        });
      }
      await db
        .insertInto('spotify_usage')
        .values({ client_id: clientId, day: dayOf(at), purpose, calls: 1 })
        .onConflict((oc) =>
          oc.columns(['client_id', 'day', 'purpose']).doUpdateSet({ calls: sql<number>`spotify_usage.calls + 1` }),
        )
        .execute();
      return Math.max(0, taken.next_at.getTime() - gapMs - at.getTime());
    },
    async block(clientId, until, reason) {
      const values = { blocked_until: until, blocked_reason: reason };
      await db
        .insertInto('spotify_pace')
        .values({ client_id: clientId, next_at: now(), ...values })
        .onConflict((oc) => oc.column('client_id').doUpdateSet(values))
        .execute();
    },
    async unblock(clientId) {
      await db
        .updateTable('spotify_pace')
        .set({ blocked_until: null, blocked_reason: null, next_at: now() })
        .where('client_id', '=', clientId)
        .execute();
    },
    async sweep() {
      await db
        .deleteFrom('spotify_usage')
        .where('day', '<', dayOf(new Date(now().getTime() - keepDays * 86_400_000)))
        .execute();
    },
    async usage(clientId) {
      const at = now();
      const rows = await db
        .selectFrom('spotify_usage')
        .select(['purpose', 'calls'])
        .where('client_id', '=', clientId)
        .where('day', '=', dayOf(at))
        .orderBy('purpose')
        .execute();
      const pace = await db
        .selectFrom('spotify_pace')
        .select(['blocked_until', 'blocked_reason'])
        .where('client_id', '=', clientId)
        .executeTakeFirst();
      const until = pace?.blocked_until ?? null;
      const isBlocked = until !== null && until > at;
      return {
        day: dayOf(at),
        calls: rows.reduce((sum, each) => sum + each.calls, 0),
        limit: dailyCalls === 0 ? null : dailyCalls,
        byPurpose: Object.fromEntries(rows.map((each) => [each.purpose, each.calls])),
        renewsAt: renewal(at),
        blockedUntil: isBlocked ? until : null,
        blockedReason: isBlocked ? (pace?.blocked_reason ?? null) : null,
      };
    },
  };
}

function away(until: Date, reason: string | null): SpotifyProblem {
  const at = until.toISOString();
  if (reason === 'premium_required') {
    return new SpotifyProblem(
      'premium_required',
      'Spotify answers only apps whose owner has Premium, and the owner of yours has none now.',
      'Renew Premium for the account that owns the app; Spotify takes hours to notice. Then choose "try again".',
      { retryAt: until, status: 403 },
    );
  }
  return new SpotifyProblem(
    'blocked',
    `Spotify asked us to send nothing before ${at}.`,
    'Nothing to do: waiting work goes on by itself then.',
    { retryAt: until, status: 429 },
  );
}
