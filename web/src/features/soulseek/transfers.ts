import type { PassedTransfer } from '../../api/index.ts';

/** A transfer as slskd says it, read with patience: what is missing is `null`. */
export interface Transfer {
  readonly id: string;
  readonly username: string;
  readonly filename: string;
  readonly size: number | null;
  readonly moved: number | null;
  /** Bytes per second. */
  readonly speed: number | null;
  /** 0 to 100. */
  readonly percent: number;
  readonly phase: Phase;
  readonly place: number | null;
  readonly error: string | null;
  readonly startedAt: string | null;
}

/** Where a transfer stands, in our words. */
export type Phase = 'running' | 'waiting' | 'done' | 'failed' | 'cancelled';

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** slskd joins flags: `Completed, Succeeded`, `Queued, Remotely`, `InProgress`. */
export function phaseOf(state: unknown): Phase {
  const flags = new Set(String(state).split(/,\s*/));
  if (flags.has('Completed')) {
    if (flags.has('Succeeded')) return 'done';
    return flags.has('Cancelled') ? 'cancelled' : 'failed';
  }
  return flags.has('InProgress') ? 'running' : 'waiting';
}

/** Reads one transfer. */
export function readTransfer(raw: PassedTransfer): Transfer {
  return {
    id: String(raw['id']),
    username: String(raw['username']),
    filename: String(raw['filename']),
    size: number(raw['size']),
    moved: number(raw['bytesTransferred']),
    speed: number(raw['averageSpeed']),
    percent: number(raw['percentComplete']) ?? 0,
    phase: phaseOf(raw['state']),
    place: number(raw['placeInQueue']),
    error: text(raw['exception']),
    startedAt: text(raw['startedAt']),
  };
}

const order: Record<Phase, number> = { running: 0, waiting: 1, failed: 2, cancelled: 3, done: 4 };

/** What moves first, then what waits, then what ended. */
export function inOrder(transfers: readonly Transfer[]): Transfer[] {
  return transfers.toSorted(
    (a, b) => order[a.phase] - order[b.phase] || (b.startedAt ?? '').localeCompare(a.startedAt ?? ''),
  );
}

/** The name and the folder of a path at a peer; peers write slashes of either kind. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1;
  return { folder: path.slice(0, Math.max(0, cut - 1)), name: path.slice(cut) };
}
