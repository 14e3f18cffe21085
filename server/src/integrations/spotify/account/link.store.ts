import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { Sealer, Unsealed } from '#platform/secrets';
import type { Granted } from './accounts-service.ts';

/** A link as stored, tokens still sealed. */
export interface LinkRow {
  readonly client_id: string;
  readonly account_id: string | null;
  readonly display_name: string | null;
  readonly state: string;
  readonly access_token: string;
  readonly access_expires_at: Date;
  readonly refresh_token: string | null;
  readonly scope: string;
  readonly authorized_at: Date;
  readonly expires_at: Date;
  readonly announced_days: number | null;
  readonly problem_code: string | null;
  readonly problem: string | null;
  readonly generation: number;
}

const accessPurpose = 'spotify.access_token';
const refreshPurpose = 'spotify.refresh_token';

/** A consent ends six calendar months after it was given, and no refresh prolongs it (Spotify, June 2026). */
const consentMonths = 6;

/** When a consent of this moment ends; the end of a month is not passed over. */
export function consentEnds(from: Date): Date {
  const end = new Date(from);
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + consentMonths);
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(from.getUTCDate(), last));
  return end;
}

/** The queries over `spotify_links`. */
export function createLinkStore(db: Db, sealer: Sealer, now: () => Date) {
  const tokens = (granted: Granted) => ({
    access_token: sealer.seal(granted.accessToken, accessPurpose),
    access_expires_at: new Date(now().getTime() + granted.expiresInS * 1000),
    ...(granted.refreshToken === null ? {} : { refresh_token: sealer.seal(granted.refreshToken, refreshPurpose) }),
  });
  return {
    async read(clientId: string): Promise<LinkRow | null> {
      const row = await db.selectFrom('spotify_links').selectAll().where('client_id', '=', clientId).executeTakeFirst();
      return row ?? null;
    },
    /** The same, keeping others from changing it until the transaction ends. */
    async lock(trx: Db, clientId: string): Promise<LinkRow | null> {
      const row = await trx
        .selectFrom('spotify_links')
        .selectAll()
        .where('client_id', '=', clientId)
        .forUpdate()
        .executeTakeFirst();
      return row ?? null;
    },
    accessToken: (row: LinkRow): Unsealed => sealer.unseal(row.access_token, accessPurpose),
    refreshToken: (row: LinkRow): Unsealed => sealer.unseal(row.refresh_token ?? '', refreshPurpose),
    /** A new consent replaces the earlier one. */
    async link(trx: Db, clientId: string, granted: Granted, askedScope: string): Promise<void> {
      const at = now();
      const values = {
        account_id: null,
        display_name: null,
        state: 'linked' as const,
        refresh_token: null,
        ...tokens(granted),
        scope: granted.scope ?? askedScope,
        authorized_at: at,
        expires_at: consentEnds(at),
        announced_days: null,
        problem_code: null,
        problem: null,
        updated_at: at,
      };
      await trx
        .insertInto('spotify_links')
        .values({ client_id: clientId, ...values })
        .onConflict((oc) =>
          oc.column('client_id').doUpdateSet({ ...values, generation: sql<number>`spotify_links.generation + 1` }),
        )
        .execute();
    },
    async refreshed(trx: Db, clientId: string, granted: Granted): Promise<void> {
      await trx
        .updateTable('spotify_links')
        .set({
          ...tokens(granted),
          ...(granted.scope === null ? {} : { scope: granted.scope }),
          state: 'linked',
          problem_code: null,
          problem: null,
          generation: sql<number>`generation + 1`,
          updated_at: now(),
        })
        .where('client_id', '=', clientId)
        .execute();
    },
    async named(clientId: string, accountId: string, displayName: string | null): Promise<void> {
      await db
        .updateTable('spotify_links')
        .set({ account_id: accountId, display_name: displayName })
        .where('client_id', '=', clientId)
        .execute();
    },
    /** `needs_reauth` keeps the sealed token: Spotify has refused good ones during an outage. */
    async problem(trx: Db, clientId: string, state: 'linked' | 'needs_reauth', code: string, sentence: string) {
      await trx
        .updateTable('spotify_links')
        .set({ state, problem_code: code, problem: sentence, updated_at: now() })
        .where('client_id', '=', clientId)
        .execute();
    },
    async announced(trx: Db, clientId: string, days: number): Promise<boolean> {
      const { numUpdatedRows } = await trx
        .updateTable('spotify_links')
        .set({ announced_days: days })
        .where('client_id', '=', clientId)
        .where((eb) => eb.or([eb('announced_days', 'is', null), eb('announced_days', '>', days)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async remove(clientId: string): Promise<LinkRow | null> {
      const row = await db
        .deleteFrom('spotify_links')
        .where('client_id', '=', clientId)
        .returningAll()
        .executeTakeFirst();
      return row ?? null;
    },
  };
}
