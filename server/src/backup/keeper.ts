import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { type DatabaseConnection, migrationState, openDatabase, toPgOptions } from '#platform/database';
import type { Logger } from '#platform/log';
import { BackupProblem, type BackupSummary } from './format.ts';
import { writeBackup } from './write.ts';

/** An automatic backup on the disk. */
export interface KeptBackup {
  readonly name: string;
  readonly bytes: number;
  readonly createdAt: Date;
}

/** The folder of the automatic backups. */
export interface BackupKeeper {
  readonly dir: string;
  /** Newest first; empty when the folder does not exist yet. */
  list(): Promise<KeptBackup[]>;
  /** Writes one now and removes the oldest beyond those to keep. One at a time: a second call while one runs gets the same. Throws `BackupProblem`. */
  run(): Promise<BackupSummary & { readonly name: string }>;
  /** Runs when the newest is older than the interval (ms); answers whether it did. */
  runIfDue(intervalMs: number): Promise<boolean>;
  /** Whether one is being written by this process. */
  running(): boolean;
  /** The bytes of one; null when there is none of that name. */
  read(name: string): Promise<{ readonly stream: ReadStream; readonly bytes: number } | null>;
}

/** Only files that we named ourselves are ever listed, read or removed. */
const namePattern = /^harmony-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.tar\.gz$/;

/** Connects, writes one backup and lets go. The schema is that of the database. Throws `BackupProblem`. */
export async function backUpDatabase(options: {
  readonly connection: DatabaseConnection;
  readonly file: string;
  readonly version: string;
  readonly log: Logger;
}): Promise<BackupSummary> {
  const { connection, file, log } = options;
  const there = await stat(file).then(
    () => true,
    () => false,
  );
  if (there) throw new BackupProblem(`${file} exists already.`, 'Choose another name, or move it away.');
  const database = openDatabase({ connection, maxConnections: 1, applicationName: 'harmony-backup', log });
  const client = new Client({ ...toPgOptions(connection), application_name: 'harmony-backup' });
  client.on('error', (error) => log.debug({ err: error }, 'The connection of a backup broke.'));
  try {
    const { applied } = await migrationState(database.db);
    if (applied === null)
      throw new BackupProblem('The database is empty.', 'Start Harmony once; there is nothing to back up yet.');
    await client.connect();
    return await writeBackup({ client, file, version: options.version, migration: applied });
  } finally {
    await client.end().catch(() => undefined);
    await database.close();
  }
}

/** Keeps `keep` backups in `dir`, which is made when it is first needed. */
export function createBackupKeeper(options: {
  readonly dir: string;
  readonly keep: number;
  readonly connection: DatabaseConnection;
  readonly version: string;
  readonly log: Logger;
  readonly now?: () => Date;
}): BackupKeeper {
  const { dir, keep } = options;
  const now = options.now ?? (() => new Date());
  let current: ReturnType<BackupKeeper['run']> | null = null;

  async function list(): Promise<KeptBackup[]> {
    const names = await readdir(dir).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    const found: KeptBackup[] = [];
    for (const name of names) {
      const createdAt = timeOf(name);
      const facts = createdAt === null ? null : await stat(join(dir, name)).catch(() => null);
      if (createdAt !== null && facts !== null) found.push({ name, bytes: facts.size, createdAt });
    }
    return found.sort((a, b) => b.name.localeCompare(a.name));
  }

  async function write(): ReturnType<BackupKeeper['run']> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const taken = new Set((await list()).map((one) => one.name));
    // names have whole seconds; somebody may ask just after the house has made one by itself
    let at = now();
    while (taken.has(nameAt(at))) at = new Date(at.getTime() + 1000);
    const name = nameAt(at);
    const summary = await backUpDatabase({ ...options, file: join(dir, name) });
    for (const old of (await list()).slice(keep)) await rm(join(dir, old.name), { force: true });
    return { ...summary, name };
  }

  function run(): ReturnType<BackupKeeper['run']> {
    current ??= write().finally(() => {
      current = null;
    });
    return current;
  }

  return {
    dir,
    list,
    run,
    running: () => current !== null,
    async runIfDue(intervalMs) {
      const newest = (await list())[0];
      if (newest !== undefined && now().getTime() - newest.createdAt.getTime() < intervalMs) return false;
      await run();
      return true;
    },
    async read(name) {
      const entry = (await list()).find((one) => one.name === name);
      return entry === undefined ? null : { stream: createReadStream(join(dir, entry.name)), bytes: entry.bytes };
    },
  };
}

function nameAt(time: Date): string {
  const digits = time.toISOString().replaceAll(/[-:]/g, '');
  return `harmony-${digits.slice(0, 8)}-${digits.slice(9, 15)}.tar.gz`;
}

function timeOf(name: string): Date | null {
  const parts = namePattern.exec(name)?.slice(1);
  if (parts === undefined) return null;
  const [year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
