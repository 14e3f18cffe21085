import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { readArchive } from './archive.ts';
import {
  type BackupHead,
  BackupProblem,
  type BackupSummary,
  type BackupSums,
  countRows,
  entryNames,
  nameOf,
  type TableShape,
} from './format.ts';

/** Where a table's rows go while a backup is read. */
export interface BackupSink {
  head?(head: BackupHead): Promise<void>;
  /** A piece of the table's rows in COPY text. Pieces of one table follow each other. */
  rows?(table: TableShape, data: Buffer): Promise<void>;
  /** After the last table; every checksum was right. */
  end?(sums: BackupSums): Promise<void>;
}

/**
 * Reads a backup from its first to its last byte, proves every checksum and hands its content on. Throws `BackupProblem` when it was cut off, changed
 * or written by a later Harmony with another layout. Whoever changes something in a sink does so in a transaction: the proof comes last.
 */
export async function readBackup(file: string, sink: BackupSink): Promise<BackupSummary> {
  let head: BackupHead | null = null;
  let sums: BackupSums | null = null;
  const found = new Map<string, { hash: ReturnType<typeof createHash>; rows: number; bytes: number }>();
  for await (const entry of readArchive(file)) {
    if (sums !== null) throw broken(file, `it goes on after its end (${entry.name})`);
    if (head === null) {
      if (entry.name !== entryNames.head) throw broken(file, 'it does not begin like one');
      head = parseHead(file, entry.data);
      for (const table of head.tables) found.set(nameOf(table), { hash: createHash('sha256'), rows: 0, bytes: 0 });
      await sink.head?.(head);
    } else if (entry.name === entryNames.sums) {
      sums = JSON.parse(entry.data.toString('utf8')) as BackupSums;
      for (const [name, sum] of found) {
        const said = sums.tables[name];
        const same = said?.rows === sum.rows && said.bytes === sum.bytes && said.sha256 === sum.hash.digest('hex');
        if (!same) throw broken(file, `the rows of ${name} are not those that were written`);
      }
      await sink.end?.(sums);
    } else {
      const table = head.tables.find((one) => entry.name.startsWith(`tables/${nameOf(one)}/`));
      const sum = table === undefined ? undefined : found.get(nameOf(table));
      if (table === undefined || sum === undefined) throw broken(file, `it has an unknown part ${entry.name}`);
      sum.hash.update(entry.data);
      sum.bytes += entry.data.length;
      sum.rows += countRows(entry.data);
      await sink.rows?.(table, entry.data);
    }
  }
  if (head === null || sums === null) throw broken(file, 'its end is missing');
  const rows = Object.values(sums.tables).reduce((all, table) => all + table.rows, 0);
  return { head, rows, bytes: (await stat(file)).size };
}

/** Proves that a backup is whole, without a database. Throws `BackupProblem`. */
export async function checkBackup(file: string): Promise<BackupSummary> {
  return await readBackup(file, {});
}

function parseHead(file: string, data: Buffer): BackupHead {
  let head: Partial<BackupHead>;
  try {
    head = JSON.parse(data.toString('utf8')) as Partial<BackupHead>;
  } catch (error) {
    throw broken(file, 'its description cannot be read', error);
  }
  if (head.format !== 1)
    throw new BackupProblem(
      `${file} has a layout that this version does not know.`,
      'Use the Harmony that wrote it, or a newer one.',
    );
  if (!Array.isArray(head.tables) || typeof head.migration !== 'string')
    throw broken(file, 'its description is incomplete');
  return head as BackupHead;
}

function broken(file: string, why: string, cause?: unknown): BackupProblem {
  return new BackupProblem(`${file} is not a whole backup: ${why}.`, 'Take an older backup.', cause);
}
