import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { SpotifyProblem } from '../problem.ts';
import type { Family } from './families.ts';

/** What is known of a family of routes, for people too. */
export interface Capability {
  readonly family: string;
  readonly state: 'ok' | 'degraded' | 'gone' | 'blocked';
  readonly reason: string | null;
  readonly since: Date;
  readonly checkedAt: Date;
  readonly retryAt: Date | null;
  readonly pageLimit: number | null;
  readonly evidence: { readonly status: number | null; readonly message: string | null };
}

/** The memory of what Spotify does for an app; shared by all processes. */
export interface Capabilities {
  /** Throws `SpotifyProblem` while the family is blocked, or gone and not due to be asked again. */
  check(clientId: string, family: Family): Promise<void>;
  worked(clientId: string, family: Family): Promise<void>;
  /** Refused as if the route were gone; a second refusal for something else (`subject`) confirms it. Answers what to throw. */
  refused(clientId: string, family: Family, refusal: Refusal): Promise<SpotifyProblem>;
  /** Not before `until`. Answers what to throw. */
  block(clientId: string, family: Family, until: Date, refusal: Refusal & { reason: string }): Promise<SpotifyProblem>;
  /** Whether it is known to be gone. */
  isGone(clientId: string, family: Family): Promise<boolean>;
  pageLimit(clientId: string, family: Family): Promise<number | null>;
  rememberPageLimit(clientId: string, family: Family, limit: number): Promise<void>;
  all(clientId: string): Promise<readonly Capability[]>;
  /** Lets everything be asked again, for a person who says that something was changed. */
  forgetBlocks(clientId: string): Promise<void>;
}

interface Refusal {
  readonly subject: string;
  readonly status: number;
  readonly message: string;
}

/** What is gone is asked for again after this long: it may be another app, or Spotify may have changed its mind. */
const askAgainMs = 7 * 86_400_000;

/** Capabilities over `spotify_capabilities`. */
export function createCapabilities(db: Db, now: () => Date): Capabilities {
  const row = (clientId: string, family: Family) =>
    db
      .selectFrom('spotify_capabilities')
      .selectAll()
      .where('client_id', '=', clientId)
      .where('family', '=', family.name)
      .executeTakeFirst();

  interface Change {
    readonly state: Capability['state'];
    readonly reason: string | null;
    readonly retryAt: Date | null;
    readonly refusal: Refusal | null;
  }
  async function store(clientId: string, family: Family, change: Change): Promise<void> {
    const { refusal } = change;
    const values = {
      state: change.state,
      reason: change.reason,
      retry_at: change.retryAt,
      checked_at: now(),
      status: refusal?.status ?? null,
      message: refusal?.message.slice(0, 300) ?? null,
      subject: refusal?.subject.slice(0, 300) ?? null,
    };
    await db
      .insertInto('spotify_capabilities')
      .values({ client_id: clientId, family: family.name, since: now(), failures: refusal === null ? 0 : 1, ...values })
      .onConflict((oc) =>
        oc.columns(['client_id', 'family']).doUpdateSet((eb) => ({
          ...values,
          since: sql<Date>`case when spotify_capabilities.state = ${change.state} then spotify_capabilities.since else ${now()} end`,
          failures: refusal === null ? eb.val(0) : sql<number>`spotify_capabilities.failures + 1`,
        })),
      )
      .execute();
  }

  return {
    async check(clientId, family) {
      const known = await row(clientId, family);
      if (known === undefined || (known.state !== 'gone' && known.state !== 'blocked')) return;
      if (known.retry_at !== null && known.retry_at <= now()) return;
      throw known.state === 'gone'
        ? withdrawn(family, known.status, known.retry_at)
        : blocked(family, known.reason ?? 'rate_limited', known.retry_at);
    },
    async worked(clientId, family) {
      const known = await row(clientId, family);
      if (known?.state === 'ok') return;
      await store(clientId, family, { state: 'ok', reason: null, retryAt: null, refusal: null });
    },
    async refused(clientId, family, refusal) {
      const known = await row(clientId, family);
      // one refusal may be about the thing that was asked for
      const isConfirmed =
        known?.state === 'gone' || (known?.reason === 'suspected' && known.subject !== refusal.subject);
      const retryAt = isConfirmed ? new Date(now().getTime() + askAgainMs) : null;
      const change = isConfirmed
        ? ({ state: 'gone', reason: 'not_offered_to_this_app', retryAt, refusal } as const)
        : ({ state: 'degraded', reason: 'suspected', retryAt: null, refusal } as const);
      await store(clientId, family, change);
      return withdrawn(family, refusal.status, retryAt);
    },
    async block(clientId, family, until, refusal) {
      await store(clientId, family, { state: 'blocked', reason: refusal.reason, retryAt: until, refusal });
      return blocked(family, refusal.reason, until);
    },
    isGone: async (clientId, family) => {
      const known = await row(clientId, family);
      return known?.state === 'gone' && (known.retry_at === null || known.retry_at > now());
    },
    pageLimit: async (clientId, family) => (await row(clientId, family))?.page_limit ?? null,
    async rememberPageLimit(clientId, family, limit) {
      await db
        .insertInto('spotify_capabilities')
        .values({
          client_id: clientId,
          family: family.name,
          state: 'ok',
          page_limit: limit,
          since: now(),
          checked_at: now(),
        })
        .onConflict((oc) => oc.columns(['client_id', 'family']).doUpdateSet({ page_limit: limit, checked_at: now() }))
        .execute();
    },
    async all(clientId) {
      const rows = await db
        .selectFrom('spotify_capabilities')
        .selectAll()
        .where('client_id', '=', clientId)
        .orderBy('family')
        .execute();
      return rows.map((known) => ({
        family: known.family,
        state: known.state,
        reason: known.reason,
        since: known.since,
        checkedAt: known.checked_at,
        retryAt: known.retry_at,
        pageLimit: known.page_limit,
        evidence: { status: known.status, message: known.message },
      }));
    },
    async forgetBlocks(clientId) {
      await db
        .deleteFrom('spotify_capabilities')
        .where('client_id', '=', clientId)
        .where('state', 'in', ['blocked', 'gone'])
        .execute();
    },
  };
}

function withdrawn(family: Family, status: number | null, retryAt: Date | null): SpotifyProblem {
  return new SpotifyProblem(
    'spotify_withdrawn',
    `Spotify does not offer this to your app (${family.name}${status === null ? '' : `, ${status}`}).`,
    'Nothing can be done here: Spotify took these routes away from apps like yours. Harmony looks again every week.',
    { status, retryAt },
  );
}

function blocked(family: Family, reason: string, retryAt: Date | null): SpotifyProblem {
  const until = retryAt === null ? 'later' : `until ${retryAt.toISOString()}`;
  const quota = reason === 'quota_exceeded';
  return new SpotifyProblem(
    'blocked',
    quota
      ? `The quota of your app at Spotify is spent for ${family.name}; Spotify answers again ${until === 'later' ? until : until.replace('until', 'after')}.`
      : `Spotify asked us to stay away from ${family.name} ${until}.`,
    'Nothing to do: waiting work goes on by itself then. Other apps under the same developer account use the same quota.',
    { status: 429, retryAt },
  );
}
