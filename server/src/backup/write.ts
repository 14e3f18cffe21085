import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { syncFile, syncFolder } from '#platform/files';
import { type ArchiveEntry, writeArchive } from './archive.ts';
import { checkBackup } from './check.ts';
import {
  type BackupHead,
  BackupProblem,
  type BackupSummary,
  type BackupSums,
  countRows,
  entryNames,
  nameOf,
  partBytes,
  type TableShape,
  type TableSum,
} from './format.ts';
import { jobTable, lastNumbers, listTables, quoted, quotedTable } from './tables.ts';

/**
 * Writes everything in the database, as it is at one instant, into a file, beside a running Harmony or without one. The file gets its name
 * when it is flushed and was read again with every checksum right. Throws `BackupProblem`; then there is no file.
 */
export async function writeBackup(options: {
  readonly client: ClientBase;
  readonly file: string;
  readonly version: string;
  /** Last migration of the database. */
  readonly migration: string;
}): Promise<BackupSummary> {
  const { file } = options;
  const partial = `${file}.partial`;
  try {
    await rm(partial, { force: true });
    await writeArchive(partial, entriesOf(options));
    await syncFile(partial);
    const summary = await checkBackup(partial);
    await rename(partial, file);
    await syncFolder(dirname(file));
    return summary;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw asProblem(file, error);
  }
}

async function* entriesOf(options: {
  readonly client: ClientBase;
  readonly version: string;
  readonly migration: string;
}): AsyncGenerator<ArchiveEntry> {
  const { client } = options;
  await client.query('begin isolation level repeatable read read only');
  try {
    const tables = await listTables(client);
    const head: BackupHead = {
      format: 1,
      harmony: options.version,
      created_at: new Date().toISOString(),
      migration: options.migration,
      tables,
    };
    yield jsonEntry(entryNames.head, head);
    const sums: Record<string, TableSum> = {};
    for (const table of tables) sums[nameOf(table)] = yield* partsOf(client, table);
    yield jsonEntry(entryNames.sums, { tables: sums, sequences: await lastNumbers(client) } satisfies BackupSums);
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
}

async function* partsOf(client: ClientBase, table: TableShape): AsyncGenerator<ArchiveEntry, TableSum> {
  const hash = createHash('sha256');
  const columns = table.columns.map(quoted).join(', ');
  // finished jobs tell nothing that the rooms' own tables do not
  const which =
    table.schema === jobTable.schema ? ` where state in ('created', 'retry', 'active') or name = 'jobs_dead'` : '';
  const rows = client.query(copyTo(`copy (select ${columns} from ${quotedTable(table)}${which}) to stdout`));
  const sum = { rows: 0, bytes: 0 };
  let held: Buffer[] = [];
  let heldBytes = 0;
  let part = 0;
  const taken = (): ArchiveEntry => {
    const data = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    part += 1;
    return { name: `tables/${nameOf(table)}/${String(part).padStart(6, '0')}.copy`, data };
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sum.bytes += chunk.length;
    sum.rows += countRows(chunk);
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= partBytes) yield taken();
  }
  if (heldBytes > 0) yield taken();
  return { ...sum, sha256: hash.digest('hex') };
}

function jsonEntry(name: string, value: object): ArchiveEntry {
  return { name, data: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) };
}

const diskFaults: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'the folder may not be written to',
  EPERM: 'the folder may not be written to',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'its folder is a file',
};

function asProblem(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = diskFaults[code];
  if (why === undefined) return error;
  return new BackupProblem(`${file} cannot be written: ${why}.`, 'Make room, or choose another folder.', error);
}
