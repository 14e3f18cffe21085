import { describe, expect, it } from 'vitest';
import { parseDatabaseUrl, toConnectionString } from './connection-string.ts';
import { type DatabaseConfig, describeDatabase, resolveDatabase } from './resolve.ts';

const none: DatabaseConfig = {
  url: null,
  host: null,
  port: 5432,
  user: 'harmony',
  password: null,
  name: 'harmony',
  binDir: null,
  dataDir: '/data',
};

describe('which database is used', () => {
  it('is the embedded one in the data folder when nothing is configured', () => {
    expect(resolveDatabase(none)).toEqual({ kind: 'embedded', dataDir: '/data/postgres', binDir: null });
    expect(resolveDatabase({ ...none, url: '  ' }).kind).toBe('embedded');
  });

  it('is the server of DATABASE_URL even when there are parts too', () => {
    const choice = resolveDatabase({ ...none, url: 'postgres://me:p@db:6000/music', host: 'other' });
    expect(choice).toEqual({
      kind: 'server',
      from: 'DATABASE_URL',
      connection: { host: 'db', port: 6000, user: 'me', password: 'p', database: 'music' },
    });
  });

  it('is the server of the parts when there is a host', () => {
    const choice = resolveDatabase({ ...none, host: 'db', password: 'a/b@c' });
    expect(choice.kind === 'server' && choice.connection).toEqual({
      host: 'db',
      port: 5432,
      user: 'harmony',
      password: 'a/b@c',
      database: 'harmony',
    });
  });

  it('is told without the password', () => {
    const text = describeDatabase(resolveDatabase({ ...none, url: 'postgresql://me:secret@db/music' }));
    expect(text).toBe('PostgreSQL database music on db:5432 as me');
  });
});

describe('a database URL', () => {
  it.each(['postgres', 'postgresql', 'postgresql+psycopg', 'postgresql+asyncpg', 'PostgreSQL'])(
    'may start with %s:',
    (scheme) => {
      expect(parseDatabaseUrl(`${scheme}://u:p@h/d`)).toEqual({
        host: 'h',
        port: 5432,
        user: 'u',
        password: 'p',
        database: 'd',
      });
    },
  );

  it.each([
    'sqlite:///./harmony.db',
    'mysql://u:secret@h/d',
    'mongodb://u:secret@h',
    'sqlite+aiosqlite:///x',
    'http://u:secret@h/d',
  ])('of another kind is refused with its scheme and without its password: %s', (url) => {
    expect(() => parseDatabaseUrl(url)).toThrow(/PostgreSQL only/);
    expect(() => parseDatabaseUrl(url)).not.toThrow(/secret/);
  });

  it.each([
    '',
    'harmony',
    'postgresql://',
    'postgresql://u:secret@h',
    'postgresql://h/d',
    'postgresql://u:sec#ret@h/d',
    'postgresql://u:secret@h:99999/d',
  ])('that is incomplete is refused in a sentence without its password: %s', (url) => {
    expect(() => parseDatabaseUrl(url)).toThrow(/DATABASE_URL/);
    expect(() => parseDatabaseUrl(url)).not.toThrow(/sec/);
  });

  it('may name a socket folder, an IPv6 host and escaped characters', () => {
    expect(parseDatabaseUrl('postgresql://u@/d?host=/run/postgresql')).toMatchObject({
      host: '/run/postgresql',
      database: 'd',
    });
    expect(parseDatabaseUrl('postgresql://u@[::1]:6000/d')).toMatchObject({ host: '::1', port: 6000 });
    expect(parseDatabaseUrl('postgresql://a%40b:p%2F%3A%23@h/my%20db')).toMatchObject({
      user: 'a@b',
      password: 'p/:#',
      database: 'my db',
    });
  });

  it('asks for encryption as libpq does', () => {
    expect(parseDatabaseUrl('postgresql://u@h/d?sslmode=require').ssl).toBe('unverified');
    expect(parseDatabaseUrl('postgresql://u@h/d?sslmode=verify-full').ssl).toBe(true);
    expect(parseDatabaseUrl('postgresql://u@h/d?sslmode=prefer').ssl).toBeUndefined();
    expect(() => parseDatabaseUrl('postgresql://u@h/d?sslmode=maybe')).toThrow(/sslmode/);
  });

  it.each([
    { host: '/tmp/a folder', port: 5432, user: 'u', database: 'd' },
    { host: '::1', port: 1, user: 'u@x', password: 'p/:%#?', database: 'my db', ssl: true },
    { host: 'db', port: 5432, user: 'u', database: 'd', ssl: 'unverified' as const },
  ])('that we write is read back the same: $host', (connection) => {
    expect(parseDatabaseUrl(toConnectionString(connection))).toEqual(connection);
  });
});

describe('DATABASE_SSLMODE', () => {
  const sslOf = (config: object) => {
    const choice = resolveDatabase({ ...none, ...config });
    return choice.kind === 'server' ? choice.connection.ssl : 'embedded';
  };
  it('counts for both ways to name a server, and what DATABASE_URL itself says wins', () => {
    const url = 'postgresql+psycopg://me@db/music';
    expect(sslOf({ url })).toBeUndefined();
    expect(sslOf({ url, sslMode: 'require' })).toBe('unverified');
    expect(sslOf({ url, sslMode: 'verify-full' })).toBe(true);
    expect(sslOf({ url, sslMode: 'prefer' })).toBeUndefined();
    expect(sslOf({ host: 'db', sslMode: 'verify-ca' })).toBe(true);
    expect(sslOf({ url: `${url}?sslmode=disable`, sslMode: 'verify-full' })).toBeUndefined();
  });
});
