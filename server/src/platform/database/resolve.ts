import { join } from 'node:path';
import type { SettingValues } from '#platform/config';
import type { DatabaseConnection } from './connection.ts';
import { parseDatabaseUrl, sslOf } from './connection-string.ts';
import type { databaseSettings } from './settings.ts';

/** The database that the configuration asks for. */
export type DatabaseChoice =
  | {
      readonly kind: 'server';
      readonly connection: DatabaseConnection;
      readonly from: 'DATABASE_URL' | 'POSTGRES_HOST';
    }
  | { readonly kind: 'embedded'; readonly dataDir: string; readonly binDir: string | null };

/** What `resolveDatabase` reads: the room's settings, and the program's data folder. */
export interface DatabaseConfig
  extends Pick<
    SettingValues<typeof databaseSettings>,
    'url' | 'host' | 'port' | 'user' | 'password' | 'name' | 'binDir'
  > {
  readonly sslMode?: string | null;
  readonly dataDir: string;
}

/** `DATABASE_URL`, else the `POSTGRES_*` parts when there is a host, else embedded in `<dataDir>/postgres`. Throws `DatabaseUrlError`. */
export function resolveDatabase(config: DatabaseConfig): DatabaseChoice {
  if (config.url !== null && config.url.trim() !== '') {
    return { kind: 'server', connection: parseDatabaseUrl(config.url, config.sslMode), from: 'DATABASE_URL' };
  }
  if (config.host !== null) {
    const { host, port, user, password, name } = config;
    const connection = {
      host,
      port,
      user,
      database: name,
      ...(password === null ? {} : { password }),
      ...sslOf(config.sslMode ?? null),
    };
    return { kind: 'server', connection, from: 'POSTGRES_HOST' };
  }
  return { kind: 'embedded', dataDir: join(config.dataDir, 'postgres'), binDir: config.binDir };
}

/** The choice in a few words without a password, for the log and `harmony config`. */
export function describeDatabase(choice: DatabaseChoice): string {
  if (choice.kind === 'embedded') return `embedded PostgreSQL in ${choice.dataDir}`;
  const { host, port, user, database } = choice.connection;
  return `PostgreSQL database ${database} on ${host.startsWith('/') ? `the socket in ${host}` : `${host}:${port}`} as ${user}`;
}
