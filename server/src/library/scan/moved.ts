import type { ReadFile, ScanIndex, Twin } from './index.store.ts';
import type { Scanner } from './scanner.ts';
import type { SeenFile } from './types.ts';

/** A file whose row has another path. */
export interface Moved {
  readonly seen: SeenFile;
  readonly known: Twin;
}

/** Lengths of one recording as two readers tell them. */
const sameLengthMs = 1000;

/**
 * Which files without a row are files that the library knows under another name, by path. `stamp`: the same number on the disk, size and time; such
 * files need not be read. `recording`: the same recording with the same size or number. The earlier name must have no file any more,
 * or the very same one (systems that take two spellings for one name).
 */
export async function findMoved(
  files: readonly (ReadFile | { readonly seen: SeenFile })[],
  by: 'stamp' | 'recording',
  deps: { readonly index: ScanIndex; readonly scanner: Scanner; readonly musicDir: string },
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Moved>> {
  const moved = new Map<string, Moved>();
  if (files.length === 0) return moved;
  const rows =
    by === 'stamp'
      ? await deps.index.withInodes(files.map(({ seen }) => seen.inode))
      : await deps.index.withRecordings(files.map((file) => recordingOf(file)?.key ?? ''));
  const possible = files.flatMap((file) =>
    rows
      .filter((row) => row.path !== file.seen.path && (by === 'stamp' ? hasStamp(row, file.seen) : isAlike(row, file)))
      .map((row) => ({ file, row })),
  );
  const presences = await deps.scanner.look(
    deps.musicDir,
    possible.map(({ row }) => row.path),
    signal,
  );
  const taken = new Set<number>();
  possible.forEach(({ file: { seen }, row }, at) => {
    const presence = presences[at];
    const sameFile = presence?.state === 'there' && presence.inode === seen.inode && presence.links === 1;
    if (taken.has(row.id) || moved.has(seen.path) || (presence?.state !== 'gone' && !sameFile)) return;
    taken.add(row.id);
    moved.set(seen.path, { seen, known: row });
  });
  return moved;
}

function hasStamp(row: Twin, seen: SeenFile): boolean {
  return row.inode === seen.inode && row.sizeBytes === seen.sizeBytes && row.mtimeUs === seen.mtimeUs;
}

function isAlike(row: Twin, file: ReadFile | { readonly seen: SeenFile }): boolean {
  const recording = recordingOf(file);
  if (recording === null || row.recordingKey !== recording.key) return false;
  if (row.sizeBytes !== file.seen.sizeBytes && row.inode !== file.seen.inode) return false;
  if (row.durationMs === null || recording.durationMs === null) return true;
  return Math.abs(row.durationMs - recording.durationMs) <= sameLengthMs;
}

function recordingOf(file: ReadFile | { readonly seen: SeenFile }) {
  return 'reading' in file ? { key: file.reading.keys.recording_key, durationMs: file.reading.facts.durationMs } : null;
}
