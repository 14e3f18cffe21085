import type { Plex, PlexSection } from '#integrations/plex';
import { ServiceFault } from '#platform/outbound';
import type { SettingsStore } from '#settings';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { currentScanSettings, type PlexScanSettings } from './settings.ts';

/** So many failures in a row are told to people, once. */
const toldAfter = 3;

const keys = {
  lastRun: 'metrics.scan.last_run',
  interval: 'metrics.scan.interval',
  incremental: 'metrics.scan.incremental',
  durationMs: 'metrics.scan.duration_ms',
  lastTriggerMs: 'metrics.scan.last_trigger_ms',
  failures: 'metrics.scan.failures',
  lastError: 'metrics.scan.last_error',
} as const;

/** The look at Plex's library again and again (seed 004, "ScanWorker"). */
export interface ScanWorker {
  /** Looks if it is time to; answers whether it did. What Plex does wrong is counted, not thrown. */
  tick(signal: AbortSignal): Promise<boolean>;
}

/**
 * Keeps the figures of Plex's libraries of music in the settings (`plex_*`, `metrics.scan.*`) and the index of its tracks up to date. Interval and scan
 * before the look are read anew each time. The third failure in a row becomes the activity `scan_failed`; the next look is tried all the same.
 */
export function createScanWorker(deps: {
  readonly plex: Pick<Plex, 'client'>;
  readonly catalogue: Catalogue;
  readonly store: SettingsStore;
  readonly given: PlexScanSettings;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
  readonly now?: () => Date;
}): ScanWorker {
  const { store, given, catalogue } = deps;
  const { client } = deps.plex;
  const now = deps.now ?? (() => new Date());

  async function look(settings: PlexScanSettings, signal: AbortSignal): Promise<Map<string, string>> {
    const begun = Date.now();
    const music = (await client.sections(signal)).filter(isMusic);
    let triggerMs: number | null = null;
    if (settings.incremental) {
      for (const section of music) if (!section.refreshing) await client.refresh(section.id, null, signal);
      triggerMs = Date.now() - begun;
    }
    const counts = { artist: 0, album: 0, track: 0 };
    for (const section of music) {
      for (const kind of ['artist', 'album', 'track'] as const)
        counts[kind] += await client.count(section.id, kind, signal);
      await catalogue.read(section, signal);
    }
    await catalogue.store.keepOnly(music.map((section) => section.id));
    const scanned = Math.max(0, ...music.map((section) => section.scannedAt ?? 0));
    return new Map([
      ['plex_artist_count', String(counts.artist)],
      ['plex_album_count', String(counts.album)],
      ['plex_track_count', String(counts.track)],
      ...(scanned === 0 ? [] : [['plex_last_scan', new Date(scanned * 1000).toISOString()] as const]),
      [keys.durationMs, String(Date.now() - begun)],
      ...(triggerMs === null ? [] : [[keys.lastTriggerMs, String(triggerMs)] as const]),
    ]);
  }

  async function failed(fault: ServiceFault, known: ReadonlyMap<string, string | null>): Promise<void> {
    const failures = Number(known.get(keys.failures) ?? 0) + 1;
    await store.note(
      new Map([
        [keys.failures, String(failures)],
        [keys.lastError, fault.message],
      ]),
    );
    if (failures !== toldAfter) return;
    const { code, message: sentence, remedy } = fault;
    await deps.record('metadata', 'scan_failed', { service: 'plex', failures, code, sentence, remedy });
  }

  return {
    async tick(signal) {
      const settings = await currentScanSettings(store, given);
      const known = await store.all('metrics.scan.');
      const last = Date.parse(known.get(keys.lastRun) ?? '');
      const at = now().getTime();
      // a clock that was put back must not stop the worker
      if (last <= at && at - last < settings.intervalS * 1000) return false;
      await store.note(
        new Map([
          [keys.lastRun, now().toISOString()],
          [keys.interval, String(settings.intervalS)],
          [keys.incremental, settings.incremental ? '1' : '0'],
        ]),
      );
      try {
        const found = await look(settings, signal);
        await store.note(new Map([...found, [keys.failures, '0'], [keys.lastError, '']]));
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        // nobody has said yet where Plex is: that is no failure
        if (error.code !== 'not_configured') await failed(error, known);
      }
      return true;
    },
  };
}

/** Libraries of music; audiobooks have another agent and count as well, as files may lie there. */
export const isMusic = (section: PlexSection): boolean => section.type === 'artist';
