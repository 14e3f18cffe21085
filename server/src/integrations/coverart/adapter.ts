import type { SettingValues } from '#platform/config';
import { createFetcher, createMood, type MoodReading } from '#platform/outbound';
import type { CoverSource } from '../../pipeline/7-tag/ports.ts';
import type { coverArtSettings } from './settings.ts';

/** The Cover Art Archive as a source of covers. */
export interface CoverArt extends CoverSource {
  mood(): MoodReading;
  close(): Promise<void>;
}

/**
 * Asks for the front cover of the release, then of its release group; the original, because the largest wins, and the picture of 1200 pixels when the
 * original is too large. Throws `ServiceFault`.
 */
export function createCoverArt(options: {
  readonly settings: SettingValues<typeof coverArtSettings>;
  readonly version: string;
}): CoverArt {
  const { settings } = options;
  const mood = createMood({ service: 'coverart' });
  const fetcher = createFetcher({
    service: 'Cover Art Archive',
    // what a person configured as the address is allowed as it is
    allowed: [...settings.allowedHosts, new URL(settings.baseUrl).origin].filter(
      (entry) => entry !== 'https://coverartarchive.org',
    ),
    mood,
    userAgent: `Harmony/${options.version}`,
    timeoutMs: settings.timeoutS * 1000,
    maxBytes: settings.maxBytes,
  });

  async function front(entity: string, signal: AbortSignal): Promise<Buffer | null> {
    try {
      return (await fetcher.fetch(`${settings.baseUrl}/${entity}/front`, signal))?.bytes ?? null;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'too_large') throw error;
      return (await fetcher.fetch(`${settings.baseUrl}/${entity}/front-1200`, signal))?.bytes ?? null;
    }
  }

  return {
    name: 'Cover Art Archive',
    async find({ releaseId, releaseGroupId }, signal) {
      const of = releaseId === undefined ? null : await front(`release/${releaseId}`, signal);
      if (of !== null || releaseGroupId === undefined) return of;
      return await front(`release-group/${releaseGroupId}`, signal);
    },
    mood: () => mood.read(),
    close: () => fetcher.close(),
  };
}
