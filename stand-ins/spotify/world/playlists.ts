import { createHash } from 'node:crypto';
import type { Playlist, PlaylistRow, RowContent } from './types.ts';

/** How many past states of a list are understood in `snapshot_id`. */
const pastKept = 20;

/** The longest list that the original keeps. */
export const longestPlaylist = 10_000;

let rowsMade = 0;

/** A new row with an identity of its own. */
export function newRow(content: RowContent, addedAt: string | null, addedBy: string | null): PlaylistRow {
  rowsMade++;
  return { uid: rowsMade.toString(16).padStart(16, '0'), addedAt, addedBy, content };
}

/** A list with nothing unusual about it, owned by somebody. */
export function newPlaylist(
  wanted: Pick<Playlist, 'id' | 'name' | 'ownerId'> & Partial<Omit<Playlist, 'past' | 'revision'>>,
): Playlist {
  return {
    description: '',
    public: true,
    collaborative: false,
    collaborators: [],
    images: [],
    rows: [],
    bySpotify: false,
    hiddenRows: 0,
    ...wanted,
    revision: 1,
    past: new Map(),
  };
}

/** The opaque name of the list's state: another after every change. */
export function snapshotOf(playlist: Playlist): string {
  const digest = createHash('sha1').update(`${playlist.id} ${playlist.revision}`).digest();
  const head = Buffer.alloc(4);
  head.writeUInt32BE(playlist.revision);
  return Buffer.concat([head, digest]).toString('base64');
}

/** Puts other rows into the list and moves its snapshot. */
export function setRows(playlist: Playlist, rows: readonly PlaylistRow[]): void {
  playlist.past.set(snapshotOf(playlist), playlist.rows);
  for (const old of [...playlist.past.keys()].slice(0, -pastKept)) playlist.past.delete(old);
  playlist.rows = rows;
  playlist.revision++;
}

/** Moves the snapshot without any visible change, as the original does now and then. */
export function touch(playlist: Playlist): void {
  setRows(playlist, playlist.rows);
}

/** The rows as they were at a snapshot; `undefined` when it is unknown or too old. Without a snapshot: as they are. */
export function rowsAt(playlist: Playlist, snapshot: string | undefined): readonly PlaylistRow[] | undefined {
  if (snapshot === undefined || snapshot === snapshotOf(playlist)) return playlist.rows;
  return playlist.past.get(snapshot);
}

/** Puts rows in at a position; without one, at the end. */
export function insertRows(playlist: Playlist, rows: readonly PlaylistRow[], position?: number): void {
  const at = Math.min(position ?? playlist.rows.length, playlist.rows.length);
  setRows(playlist, playlist.rows.toSpliced(at, 0, ...rows));
}

/** Takes every row out that fits. */
export function removeRows(playlist: Playlist, fits: (row: PlaylistRow) => boolean): void {
  setRows(
    playlist,
    playlist.rows.filter((row) => !fits(row)),
  );
}

/**
 * Moves `length` rows from `start` in front of the row at `before`, all counted in `seen` (the rows at the caller's snapshot). Rows that others have added
 * or removed since then stay as they are.
 */
export function moveRows(
  playlist: Playlist,
  seen: readonly PlaylistRow[],
  move: { readonly start: number; readonly before: number; readonly length: number },
): void {
  const moved = new Set(seen.slice(move.start, move.start + move.length).map((row) => row.uid));
  const anchor = seen.slice(move.before).find((row) => !moved.has(row.uid))?.uid;
  const taken = playlist.rows.filter((row) => moved.has(row.uid));
  const rest = playlist.rows.filter((row) => !moved.has(row.uid));
  const at = anchor === undefined ? -1 : rest.findIndex((row) => row.uid === anchor);
  setRows(playlist, rest.toSpliced(at < 0 ? rest.length : at, 0, ...taken));
}
