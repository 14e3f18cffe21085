import type { ScanMode, SeenFile } from './types.ts';

/** A row of the library as a scan compares it. */
export interface KnownFile {
  readonly id: number;
  readonly path: string;
  readonly sizeBytes: number;
  /** `null`: nobody has looked since we wrote the file ourselves. */
  readonly mtimeUs: number | null;
  readonly inode: string | null;
  readonly missing: boolean;
  /** `wish`: it was fetched, and what it is called is what was wished for. */
  readonly origin: 'wish' | 'scan';
}

/** A file that has a row. */
export interface Pair {
  readonly seen: SeenFile;
  readonly known: KnownFile;
}

/** What a stretch of the folder says about the rows of the same stretch. */
export interface Comparison {
  /** Files without a row. */
  readonly fresh: readonly SeenFile[];
  /** Files that are not as their row says, or that are to be read in any case. */
  readonly suspect: readonly Pair[];
  /** Files as their rows say whose rows are marked missing. */
  readonly back: readonly Pair[];
  /** Files that we wrote ourselves: only their stamp is to be noted. */
  readonly unstamped: readonly Pair[];
  /** Rows without a file that are not marked missing yet. */
  readonly absent: readonly KnownFile[];
}

/** Compares files and rows of one stretch; pure. */
export function compareStretch(seen: readonly SeenFile[], known: readonly KnownFile[], mode: ScanMode): Comparison {
  const rows = new Map(known.map((row) => [row.path, row]));
  const result = {
    fresh: [] as SeenFile[],
    suspect: [] as Pair[],
    back: [] as Pair[],
    unstamped: [] as Pair[],
  };
  for (const file of seen) {
    const row = rows.get(file.path);
    if (row === undefined) {
      result.fresh.push(file);
      continue;
    }
    rows.delete(file.path);
    const pair = { seen: file, known: row };
    if (mode !== 'changes') result.suspect.push(pair);
    else if (row.mtimeUs === null && row.sizeBytes === file.sizeBytes && !row.missing) result.unstamped.push(pair);
    else if (!hasStamp(row, file)) result.suspect.push(pair);
    else if (row.missing) result.back.push(pair);
  }
  return { ...result, absent: [...rows.values()].filter((row) => !row.missing) };
}

/** Whether the row was written for exactly this state of the file. */
export function hasStamp(row: KnownFile, file: SeenFile): boolean {
  return row.sizeBytes === file.sizeBytes && row.mtimeUs === file.mtimeUs && row.inode === file.inode;
}
