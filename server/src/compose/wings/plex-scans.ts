import { join } from 'node:path';
import type { Plex } from '#integrations/plex';
import type { TellMoved } from '#library';
import { createWorkerMetrics } from '#metrics';
import type { Publisher } from '#pipeline/publish';
import type { Db } from '#platform/database';
import {
  createCatalogue,
  createCatalogueStore,
  createDirectScans,
  createScanQueue,
  createScanRequestStore,
  createScanWorker,
  currentScanSettings,
  type PlexCredentials,
} from '#plex';
import { createSettingsStore } from '#settings';
import type { Foundation } from '../foundation.ts';

const lookEveryMs = 10_000;
const turnEveryMs = 5_000;
const heartbeatMs = 15_000;

/** The scan worker of Plex, the queue of folders that it scans, and the publisher that fills the queue. */
export function createPlexScans(
  foundation: Pick<Foundation, 'settings' | 'db' | 'activity' | 'onFault'>,
  plex: Plex,
  credentials: PlexCredentials,
) {
  const { settings, db, activity } = foundation;
  const store = createSettingsStore(db);
  const catalogue = createCatalogue({ client: plex.client, store: createCatalogueStore(db) });
  const requests = createScanRequestStore(db);
  const current = () => currentScanSettings(store, settings.plexScan);
  const record = (type: string, status: string, details: Record<string, unknown>): Promise<void> =>
    activity.record(type, status, details);
  const queue = createScanQueue({
    client: plex.client,
    pathMap: () => credentials.pathMap(),
    requests,
    catalogue,
    direct: createDirectScans({ client: plex.client, credentials }),
    windowS: async () => (await current()).windowS,
    record,
  });
  const worker = createScanWorker({ plex, catalogue, store, given: settings.plexScan, record });
  const heartbeat = createWorkerMetrics({
    store,
    workers: ['scan'],
    everyMs: heartbeatMs,
    onFault: (error) => foundation.onFault('heartbeat of the scan worker', error),
  });
  /** A file of the library (relative to the music folder) came or went. */
  const onFile = (trx: Db, path: string, here: boolean): Promise<void> =>
    queue.changed(trx, join(settings.organise.musicDir, ...path.split('/')), here);
  /** Files have another path now: Plex looks at the folders that they left and at those where they are. */
  const onMoved: TellMoved = async (trx, moves) => {
    const absolute = (path: string): string => join(settings.organise.musicDir, ...path.split('/'));
    await queue.moved(
      trx,
      moves.map(({ from, to }) => ({ from: absolute(from), to: absolute(to) })),
    );
  };
  const publisher: Publisher = {
    name: 'plex',
    publish: async (_wish, file) => ({
      note: null,
      commit: (trx) => onFile(trx, file.path, true),
    }),
  };
  return {
    queue,
    catalogue,
    publisher,
    onFile,
    onMoved,
    routes: { requests, settings: current, notes: (prefix: string) => store.all(prefix) },
    timers: [
      { name: 'plex_scan', everyMs: lookEveryMs, work: (signal: AbortSignal) => worker.tick(signal) },
      { name: 'plex_scan_requests', everyMs: turnEveryMs, work: (signal: AbortSignal) => queue.turn(signal) },
    ],
    start: () => heartbeat.start(),
    stop: () => heartbeat.stop(),
  };
}
