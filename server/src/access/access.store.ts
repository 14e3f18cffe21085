import { type SqlBool, sql } from 'kysely';
import type { Scope } from '#http';
import type { Db } from '#platform/database';

/** A key as kept: everything but the key. */
export interface StoredKey {
  readonly id: number;
  readonly name: string;
  readonly scope: Scope;
  readonly hint: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** What a session stands for. */
export interface StoredSession {
  /** The stored key that opened it, if it is one and still valid. */
  readonly key: StoredKey | null;
  /** Of a key of the environment: its hash, sealed. */
  readonly sealedKeyHash: string | null;
  readonly expiresAt: Date;
}

/** `api_keys` and `access_sessions`. What has expired is never found. */
export interface AccessStore {
  keyByHash(hash: Buffer): Promise<StoredKey | null>;
  keys(): Promise<StoredKey[]>;
  addKey(key: { name: string; scope: Scope; hint: string; hash: Buffer; expiresAt: Date | null }): Promise<StoredKey>;
  /** Removes the key and ends its sessions. `absent`: there is none; `last`: it is the last that may make keys, and `keepOne` was asked. */
  removeKey(id: number, keepOne: boolean): Promise<'removed' | 'absent' | 'last'>;
  noteUse(id: number, at: Date): Promise<void>;
  sessionByHash(hash: Buffer): Promise<StoredSession | null>;
  addSession(session: {
    hash: Buffer;
    keyId: number | null;
    sealedKeyHash: string | null;
    expiresAt: Date;
  }): Promise<void>;
  removeSession(hash: Buffer): Promise<void>;
  /** Forgets sessions that have expired. */
  forgetExpired(): Promise<void>;
}

const columns = ['id', 'name', 'scope', 'hint', 'created_at', 'expires_at', 'last_used_at'] as const;

interface KeyRow {
  readonly id: number;
  readonly name: string;
  readonly scope: string;
  readonly hint: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
}

function keyOf(row: KeyRow): StoredKey {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope as Scope,
    hint: row.hint,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}

const alive = sql<SqlBool>`(api_keys.expires_at is null or api_keys.expires_at > now())`;

/** The store over one database. */
export function createAccessStore(db: Db): AccessStore {
  return {
    async keyByHash(hash) {
      const row = await db
        .selectFrom('api_keys')
        .select(columns)
        .where('hash', '=', hash)
        .where(alive)
        .executeTakeFirst();
      return row === undefined ? null : keyOf(row);
    },
    async keys() {
      return (await db.selectFrom('api_keys').select(columns).orderBy('id').execute()).map(keyOf);
    },
    async addKey(key) {
      const { expiresAt, ...values } = key;
      const row = await db
        .insertInto('api_keys')
        .values({ ...values, expires_at: expiresAt })
        .returning(columns)
        .executeTakeFirstOrThrow();
      return keyOf(row);
    },
    removeKey: (id, keepOne) =>
      db.transaction().execute(async (trx) => {
        // locked in one order, so that two people cannot take the last two keys from each other
        const admins = await trx
          .selectFrom('api_keys')
          .select('id')
          .where('scope', '=', 'admin')
          .where(alive)
          .orderBy('id')
          .forUpdate()
          .execute();
        const last = admins.length === 1 && admins[0]?.id === id;
        if (keepOne && last) return 'last';
        const gone = await trx.deleteFrom('api_keys').where('id', '=', id).executeTakeFirst();
        return gone.numDeletedRows > 0n ? 'removed' : 'absent';
      }),
    async noteUse(id, at) {
      await db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute();
    },
    async sessionByHash(hash) {
      const row = await db
        .selectFrom('access_sessions')
        .leftJoin('api_keys', (join) => join.onRef('api_keys.id', '=', 'access_sessions.key_id').on(alive))
        .select(['access_sessions.sealed_key_hash', 'access_sessions.expires_at as ends'])
        .select(['api_keys.id', 'name', 'scope', 'hint', 'api_keys.created_at', 'api_keys.expires_at', 'last_used_at'])
        .where('access_sessions.hash', '=', hash)
        .where('access_sessions.expires_at', '>', sql<Date>`now()`)
        .executeTakeFirst();
      if (row === undefined) return null;
      const key = row.id === null ? null : keyOf(row as KeyRow);
      return { key, sealedKeyHash: row.sealed_key_hash, expiresAt: row.ends };
    },
    async addSession({ hash, keyId, sealedKeyHash, expiresAt }) {
      await db
        .insertInto('access_sessions')
        .values({ hash, key_id: keyId, sealed_key_hash: sealedKeyHash, expires_at: expiresAt })
        .execute();
    },
    async removeSession(hash) {
      await db.deleteFrom('access_sessions').where('hash', '=', hash).execute();
    },
    async forgetExpired() {
      await db.deleteFrom('access_sessions').where('expires_at', '<=', sql<Date>`now()`).execute();
    },
  };
}
