import { type Selectable, sql } from 'kysely';
import type { Said } from '#music';
import type { Database, Db } from '#platform/database';
import { halfLifeDays, recordOf, trustOf } from './memory.ts';

/** One experience with a peer. `bad-file` takes back the delivery that was counted before the file was looked at. */
export interface PeerReport {
  readonly username: string;
  readonly kind: 'delivered' | 'failed' | 'refused' | 'bad-file';
  /** For failures: what happened, for people. */
  readonly sentence?: string | null;
  /** From our request to the first byte. */
  readonly firstByteS?: number | null;
  readonly speedBps?: number | null;
}

/** A peer as it is known now. */
export interface KnownPeerView {
  readonly username: string;
  readonly delivered: number;
  readonly failed: number;
  readonly refused: number;
  readonly bad_files: number;
  /** 0..1; 0.5 for a stranger. */
  readonly trust: number;
  readonly sentence: string;
  /** The same with its code and values. */
  readonly record: Said;
  readonly first_byte_s: number | null;
  readonly speed_bps: number | null;
  readonly last_seen_at: string;
  readonly last_failure_at: string | null;
  readonly last_failure: string | null;
}

/** By what a list may be sorted; all of them highest or latest first, except `username`. */
export const peerOrders = ['last_seen', 'delivered', 'failed', 'username'] as const;
export type PeerOrder = (typeof peerOrders)[number];

const newestShare = sql`0.3::float8`;
/** As `faded`, in the database. */
const left = sql`power(0.5, greatest(0, extract(epoch from now() - p.weighed_at)) / 86400 / ${halfLifeDays})`;

/** The queries of this room; nobody else names the table `peers`. */
export function createPeerStore(db: Db, now: () => Date = () => new Date()) {
  function viewOf(row: Selectable<Database['peers']>): KnownPeerView {
    const counts = {
      delivered: row.delivered,
      failed: row.failed,
      refused: row.refused,
      badFiles: row.bad_files,
    };
    const record = recordOf(counts);
    const weights = { good: row.good_weight, bad: row.bad_weight, weighedAt: row.weighed_at };
    return {
      username: row.username,
      delivered: row.delivered,
      failed: row.failed,
      refused: row.refused,
      bad_files: row.bad_files,
      trust: Math.round(trustOf(weights, now()) * 1000) / 1000,
      sentence: record.sentence,
      record,
      first_byte_s: row.first_byte_s,
      speed_bps: row.speed_bps,
      last_seen_at: row.last_seen_at.toISOString(),
      last_failure_at: row.last_failure_at?.toISOString() ?? null,
      last_failure: row.last_failure,
    };
  }

  return {
    /** Remembers one experience; with `trx`, together with what caused it. Averages move by three tenths per delivery. */
    async report(report: PeerReport, trx: Db = db): Promise<void> {
      const { kind, username } = report;
      const one = (of: PeerReport['kind']): number => (kind === of ? 1 : 0);
      const [good, bad] = [one('delivered') - one('bad-file'), 1 - one('delivered')];
      const failure = kind === 'delivered' ? null : (report.sentence?.slice(0, 512) ?? kind);
      const firstByteS = report.firstByteS ?? null;
      const speedBps = typeof report.speedBps === 'number' ? Math.round(report.speedBps) : null;
      const failedAt = failure === null ? null : sql`now()`;
      await sql`
        insert into peers as p (username, delivered, failed, refused, bad_files, good_weight, bad_weight, first_byte_s, speed_bps,
          last_failure_at, last_failure)
        values (${username}, ${one('delivered')}, ${one('failed')}, ${one('refused')}, ${one('bad-file')}, ${Math.max(0, good)}, ${bad},
          ${firstByteS}, ${speedBps}, ${failedAt}, ${failure})
        on conflict (username) do update set
          delivered = greatest(0, p.delivered + ${good}),
          failed = p.failed + excluded.failed,
          refused = p.refused + excluded.refused,
          bad_files = p.bad_files + excluded.bad_files,
          good_weight = greatest(0, p.good_weight * ${left} + ${good}),
          bad_weight = p.bad_weight * ${left} + excluded.bad_weight,
          weighed_at = now(),
          first_byte_s = coalesce(p.first_byte_s + ${newestShare} * (excluded.first_byte_s - p.first_byte_s), excluded.first_byte_s, p.first_byte_s),
          speed_bps = coalesce(p.speed_bps + ${newestShare} * (excluded.speed_bps - p.speed_bps), excluded.speed_bps, p.speed_bps),
          last_seen_at = now(),
          last_failure_at = coalesce(excluded.last_failure_at, p.last_failure_at),
          last_failure = coalesce(excluded.last_failure, p.last_failure)`.execute(trx);
    },
    /** Those of these peers that are known, by name. */
    async known(usernames: readonly string[]): Promise<ReadonlyMap<string, KnownPeerView>> {
      const names = [...new Set(usernames)];
      if (names.length === 0) return new Map();
      const rows = await db.selectFrom('peers').selectAll().where(sql<boolean>`username = any(${names})`).execute();
      return new Map(rows.map((row) => [row.username, viewOf(row)]));
    },
    /** One peer, or `null` for a stranger. */
    async find(username: string): Promise<KnownPeerView | null> {
      return (await this.known([username])).get(username) ?? null;
    },
    /** A page of the peers and how many there are. */
    async page(
      order: PeerOrder,
      limit: number,
      offset: number,
    ): Promise<{ readonly items: readonly KnownPeerView[]; readonly total: number }> {
      const base = db.selectFrom('peers').selectAll();
      const sorted = order === 'username' ? base : base.orderBy(order === 'last_seen' ? 'last_seen_at' : order, 'desc');
      const [rows, count] = await Promise.all([
        sorted.orderBy('username').limit(limit).offset(offset).execute(),
        db
          .selectFrom('peers')
          .select((eb) => eb.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow(),
      ]);
      return { items: rows.map(viewOf), total: count.total };
    },
  };
}

/** The store of peers. */
export type PeerStore = ReturnType<typeof createPeerStore>;
