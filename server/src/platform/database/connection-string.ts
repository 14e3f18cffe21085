import type { DatabaseConnection } from './connection.ts';

/** The spellings of PostgreSQL's URL scheme that are taken; the `+driver` ones come from configurations of the Python world. */
const schemes = new Set(['postgres:', 'postgresql:', 'postgresql+psycopg:', 'postgresql+asyncpg:']);

/** `DATABASE_URL` cannot be used. The text of the URL is never repeated: it may hold a password. */
export class DatabaseUrlError extends Error {
  readonly code = 'database_url_invalid';
  readonly remedy =
    'Set DATABASE_URL to postgresql://user:password@host:5432/name, or leave it out to use the embedded database.';

  constructor(message: string) {
    super(message);
    this.name = 'DatabaseUrlError';
  }
}

/**
 * Reads a PostgreSQL URL: user, password (percent-encoded), host, port (5432), database, and of the query `host` (a socket folder),
 * `sslmode` or `ssl`; without those `sslMode` counts. Throws `DatabaseUrlError` for another scheme or a part that is missing.
 */
export function parseDatabaseUrl(text: string, sslMode: string | null = null): DatabaseConnection {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text.trim())?.[1]?.toLowerCase();
  if (scheme === undefined) throw new DatabaseUrlError('DATABASE_URL is not a URL.');
  if (!schemes.has(`${scheme}:`)) {
    throw new DatabaseUrlError(`DATABASE_URL starts with ${scheme}:, but Harmony works with PostgreSQL only.`);
  }
  const url = parse(text.trim().replace(/^[^:]+:/, 'postgresql:'));
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname.replace(/^\[(.*)\]$/, '$1'));
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '') throw new DatabaseUrlError('DATABASE_URL names no database (the part after the last slash).');
  const user = decodeURIComponent(url.username) || (url.searchParams.get('user') ?? '');
  if (user === '') throw new DatabaseUrlError('DATABASE_URL names no user.');
  const password = decodeURIComponent(url.password) || url.searchParams.get('password');
  const port = Number(url.port || (url.searchParams.get('port') ?? 5432));
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new DatabaseUrlError('The port in DATABASE_URL is not a number from 1 to 65535.');
  return {
    host: host || 'localhost',
    port,
    user,
    database,
    ...(password ? { password } : {}),
    ...sslOf(url.searchParams.get('sslmode') ?? url.searchParams.get('ssl') ?? sslMode),
  };
}

/** The connection as a URL that `parseDatabaseUrl` and `pg` read alike; with the password, so it is not for a log. */
export function toConnectionString({ host, port, user, password, database, ssl }: DatabaseConnection): string {
  const login = `${encodeURIComponent(user)}${password === undefined ? '' : `:${encodeURIComponent(password)}`}`;
  const socket = host.startsWith('/');
  const query = new URLSearchParams();
  if (socket) query.set('host', host);
  if (ssl === true) query.set('sslmode', 'verify-full');
  if (ssl === 'unverified') query.set('sslmode', 'no-verify');
  const tail = query.size === 0 ? '' : `?${query.toString()}`;
  return `postgresql://${login}@${socket ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}/${encodeURIComponent(database)}${tail}`;
}

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch {
    // A socket folder as in `postgresql://user@/name?host=/run/postgresql` has no host to parse.
    try {
      return new URL(text.replace(/^(postgresql:\/\/[^@/]*@?)\//, '$1localhost/'));
    } catch {
      throw new DatabaseUrlError(
        'DATABASE_URL is not a valid URL; is a special character in the password not percent-encoded?',
      );
    }
  }
}

/** libpq's `sslmode`: `require` encrypts without looking at the certificate, the `verify-` modes look; `ssl=true` is pg's own word. */
export function sslOf(mode: string | null): { ssl?: boolean | 'unverified' } {
  if (mode === null || mode === 'disable' || mode === 'allow' || mode === 'prefer' || mode === 'false') return {};
  if (mode === 'require' || mode === 'no-verify') return { ssl: 'unverified' };
  if (mode === 'verify-ca' || mode === 'verify-full' || mode === 'true') return { ssl: true };
  throw new DatabaseUrlError(
    'The sslmode in DATABASE_URL is none of disable, prefer, require, verify-ca and verify-full.',
  );
}
