import type { Db } from '#platform/database';
import type { Journey } from '#wishes';
import type { DownloadChange } from '../changes.ts';
import type { DownloadRow } from '../download.store.ts';
import type { PeerNotes } from '../peers.ts';
import type { TransferNetwork } from '../ports.ts';
import type { DownloadSettings } from '../settings.ts';

/** What the monitor needs. */
export interface MonitorDeps {
  readonly db: Db;
  readonly network: TransferNetwork;
  readonly journey: Journey;
  readonly settings: DownloadSettings;
  /** How many downloads may be under way now; left out, as the settings say. */
  readonly maxActive?: () => Promise<number>;
  /** Told of every end that says something about a peer, in the transaction that stores it. */
  readonly peers?: PeerNotes;
  /** Hears of every stored change. */
  readonly notify: (change: DownloadChange) => void;
  /** Hears of what went wrong without stopping the monitor. */
  readonly onFault: (what: string, error: unknown) => void;
  readonly now?: () => Date;
}

/** One observer's memory between rounds; lost at a restart without harm. */
export interface MonitorMemory {
  watchingSince: number | null;
  readonly missingSince: Map<number, number>;
  readonly refusedSince: Map<number, number>;
  readonly positionAt: Map<number, number>;
}

/** Of an observer that has just begun. */
export const newMemory = (): MonitorMemory => ({
  watchingSince: null,
  missingSince: new Map(),
  refusedSince: new Map(),
  positionAt: new Map(),
});

/** Lets go of what concerns downloads that are no longer active. */
export function forgetGone(memory: MonitorMemory, rows: readonly DownloadRow[]): void {
  const ids = new Set(rows.map((row) => row.id));
  for (const map of [memory.missingSince, memory.refusedSince, memory.positionAt]) {
    for (const id of map.keys()) if (!ids.has(id)) map.delete(id);
  }
}
