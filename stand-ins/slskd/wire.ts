import { directoryOf } from './shares.ts';
import type { BatchRow, SearchRow, TransferRow } from './state.ts';
import type { DaemonVersion } from './world.ts';

/** Compares versions numerically: `atLeast('0.24.5', '0.24.0')` is true. */
export function atLeast(version: string, floor: string): boolean {
  const left = version.split('.').map(Number);
  const right = floor.split('.').map(Number);
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

const span = (ms: number): string => {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  const fraction = Math.floor((Math.max(0, ms) % 1000) * 10_000);
  const clock = `${two(Math.floor(whole / 3600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return `${days > 0 ? `${days}.` : ''}${clock}${fraction > 0 ? `.${String(fraction).padStart(7, '0')}` : ''}`;
};

/** .NET prints up to seven fractional digits. */
const stamp = (iso: string): string => iso.replace(/\.(\d{3})Z$/, (_, ms: string) => `.${ms}4217Z`);

/** The zone trap: two of a transfer's times come back without `Z` although they are UTC. */
const zoneless = (iso: string): string => stamp(iso).replace(/Z$/, '');

/** A search as the REST API shows it; nulls are removed by the writer. */
export function searchToWire(row: SearchRow, withResponses: boolean): object {
  return {
    id: row.id,
    searchText: row.searchText,
    token: row.token,
    state: row.state,
    startedAt: stamp(row.startedAt),
    endedAt: row.endedAt === null ? null : stamp(row.endedAt),
    isComplete: row.state.startsWith('Completed'),
    responseCount: row.responseCount,
    fileCount: row.fileCount,
    lockedFileCount: row.lockedFileCount,
    responses: withResponses ? row.responses : [],
  };
}

/** A transfer as the REST API of that version shows it. */
export function transferToWire(row: TransferRow, version: DaemonVersion): object {
  const bytesRemaining = row.size - row.bytesTransferred;
  const started = row.startedAt === null ? null : Date.parse(row.startedAt);
  const elapsed = started === null ? null : (row.endedAt === null ? Date.now() : Date.parse(row.endedAt)) - started;
  return {
    id: row.id,
    batchId: atLeast(version, '0.25.0') ? row.batchId : null,
    username: row.username,
    direction: row.direction,
    filename: row.filename,
    size: row.size,
    ...(atLeast(version, '0.26.0') ? {} : { startOffset: row.startOffset }),
    state: row.state,
    requestedAt: zoneless(row.requestedAt),
    enqueuedAt: row.enqueuedAt === null ? null : zoneless(row.enqueuedAt),
    startedAt: row.startedAt === null ? null : stamp(row.startedAt),
    endedAt: row.endedAt === null ? null : stamp(row.endedAt),
    bytesTransferred: row.bytesTransferred,
    averageSpeed: row.averageSpeed,
    placeInQueue: row.placeInQueue,
    exception: row.exception,
    ...(atLeast(version, '0.25.0') ? { attempts: row.attempts } : {}),
    removed: row.removed,
    bytesRemaining,
    elapsedTime: elapsed === null ? null : span(elapsed),
    percentComplete: row.size === 0 ? 0 : (row.bytesTransferred / row.size) * 100,
    remainingTime: row.averageSpeed > 0 ? span((bytesRemaining / row.averageSpeed) * 1000) : null,
  };
}

/** A batch with its transfers, removed and superseded ones included. */
export function batchToWire(row: BatchRow, transfers: readonly TransferRow[], version: DaemonVersion): object {
  return {
    id: row.id,
    searchId: row.searchId,
    username: row.username,
    direction: 'Download',
    createdAt: stamp(row.createdAt),
    options: { destination: row.destination },
    transfers: transfers.filter((each) => each.batchId === row.id).map((each) => transferToWire(each, version)),
  };
}

/** Transfers of one user grouped by remote directory. */
export function userToWire(username: string, rows: readonly TransferRow[], version: DaemonVersion): object {
  const groups = new Map<string, TransferRow[]>();
  for (const row of rows) {
    const directory = directoryOf(row.filename);
    groups.set(directory, [...(groups.get(directory) ?? []), row]);
  }
  return {
    username,
    directories: [...groups].map(([directory, files]) => ({
      directory,
      fileCount: files.length,
      files: files.map((each) => transferToWire(each, version)),
    })),
  };
}

/** JSON as REST answers have it: properties that are null are left out. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (each === null ? undefined : each));
}
