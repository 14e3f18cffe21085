/** What a backup says of itself; the first entry of the archive, `harmony.json`. */
export interface BackupHead {
  /** Version of the layout; another one is refused. */
  readonly format: 1;
  /** Version of the Harmony that wrote it. */
  readonly harmony: string;
  /** ISO time. */
  readonly created_at: string;
  /** Last migration of its schema. */
  readonly migration: string;
  readonly tables: readonly TableShape[];
}

/** A table in a backup. */
export interface TableShape {
  /** `public`, or `pgboss` for the queue. */
  readonly schema: string;
  readonly name: string;
  /** Columns in the order of the rows; computed ones are left out. */
  readonly columns: readonly string[];
}

/** The last entry, `checksums.json`; an archive without it was cut off. */
export interface BackupSums {
  /** By `schema.name`. */
  readonly tables: Readonly<Record<string, TableSum>>;
  /** Last number that each sequence gave out, so that no number of a deleted row comes twice. */
  readonly sequences: Readonly<Record<string, number>>;
}

/** Proof of one table. */
export interface TableSum {
  readonly rows: number;
  /** Of its rows in PostgreSQL's COPY text. */
  readonly bytes: number;
  /** Hexadecimal, of the same bytes. */
  readonly sha256: string;
}

/** A whole backup in figures. */
export interface BackupSummary {
  readonly head: BackupHead;
  readonly rows: number;
  /** Of the archive on disk. */
  readonly bytes: number;
}

/** Names of the archive's entries. */
export const entryNames = { head: 'harmony.json', sums: 'checksums.json' } as const;

/** Most bytes of one entry; a table is split into as many as it needs, so neither side ever holds more. */
export const partBytes = 1024 * 1024;

/** How a table is named in messages and checksums. */
export function nameOf(table: Pick<TableShape, 'schema' | 'name'>): string {
  return `${table.schema}.${table.name}`;
}

/** Rows in a piece of COPY text: newlines within values are written as \\n. */
export function countRows(data: Buffer): number {
  let rows = 0;
  for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, at + 1)) rows += 1;
  return rows;
}

/** A backup that cannot be written, read or restored, as a sentence and a remedy. Nothing was changed. */
export class BackupProblem extends Error {
  readonly remedy: string;

  constructor(sentence: string, remedy: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'BackupProblem';
    this.remedy = remedy;
  }
}
