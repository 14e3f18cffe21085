import { join } from 'node:path';
import { type Clock, Interrupted } from './clock.ts';
import { incompletePath, type LandingFacts, landingFolder, landingName, moveIntoPlace } from './landing.ts';
import { directoryOf } from './shares.ts';
import type { Store, TransferRow } from './state.ts';
import { atLeast, transferToWire } from './wire.ts';
import type { DaemonVersion, TransferBehaviour } from './world.ts';

/** Where files are kept and how they are named. */
export interface LandingRules {
  readonly version: DaemonVersion;
  readonly downloads: string;
  readonly incomplete: string;
  readonly pattern: string;
  readonly exists: 'rename' | 'overwrite';
  readonly moveMs: number;
}

/** The way of a file from the incomplete folder to the downloads folder. */
export interface Finishing {
  /** Absolute path of a transfer's partial file. Throws when its remote path has no file name. */
  partialOf(row: TransferRow): string;
  /** Moves the file and raises the events; a failing move becomes the row's exception. Called after the row has succeeded. */
  move(row: TransferRow, behaviour: TransferBehaviour): Promise<void>;
}

/** Makes it; `raise` stores an event with that time. */
export function createFinishing(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly rules: LandingRules;
  raise(type: string, data: object, timestamp: string): void;
}): Finishing {
  const { store, clock, rules } = options;
  const modern = atLeast(rules.version, '0.26.0');

  const facts = (row: TransferRow): LandingFacts => {
    const batch = row.batchId === null ? undefined : store.batches.get(row.batchId);
    const search = batch?.searchId ? store.searches.get(batch.searchId) : undefined;
    return {
      filename: row.filename,
      username: row.username,
      batchId: batch?.id ?? null,
      destination: batch?.destination ?? null,
      searchId: search?.id ?? null,
      searchText: search?.searchText ?? null,
    };
  };
  const partialOf = (row: TransferRow): string => join(rules.incomplete, incompletePath(facts(row), modern));

  const announce = (row: TransferRow, folder: string, localFilename: string): void => {
    // The events come after the move but carry the time at which the transfer ended.
    const endedAt = row.endedAt ?? '';
    const transfer = transferToWire(row, rules.version);
    const file = { version: 0, localFilename, remoteFilename: row.filename, transfer };
    options.raise('DownloadFileComplete', file, endedAt);
    const remoteDirectoryName = directoryOf(row.filename);
    const isOpen = (each: TransferRow): boolean =>
      each.username === row.username &&
      !each.state.startsWith('Completed') &&
      directoryOf(each.filename) === remoteDirectoryName;
    if ([...store.transfers.values()].some(isOpen)) return;
    const directory = { version: 0, localDirectoryName: folder, remoteDirectoryName, username: row.username };
    options.raise('DownloadDirectoryComplete', directory, endedAt);
  };

  return {
    partialOf,
    async move(row, behaviour) {
      await clock.wait(behaviour.moveMs ?? rules.moveMs);
      try {
        if (behaviour.moveFails !== undefined) throw new Error(behaviour.moveFails);
        const folder = join(rules.downloads, landingFolder(facts(row), { modern, pattern: rules.pattern }));
        announce(row, folder, moveIntoPlace(partialOf(row), folder, landingName(row.filename), rules.exists));
      } catch (error) {
        if (error instanceof Interrupted) throw error;
        row.exception = error instanceof Error ? error.message : String(error);
        store.put('transfer', row);
      }
    },
  };
}
