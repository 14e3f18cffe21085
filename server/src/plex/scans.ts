import { setTimeout as sleep } from 'node:timers/promises';
import { isBelow, type PlexClient } from '#integrations/plex';
import type { PlexCredentials } from './credentials.ts';
import type { ScanRequests } from './ports.ts';

/** How long Plex may take to begin what it was asked for, and how often it is looked at. */
const beginsWithinMs = 2000;
const lookEveryMs = 100;

/** Asks Plex at once, and looks whether it really begins: its 200 says nothing. A library that is being scanned already is left alone. */
export function createDirectScans(deps: {
  readonly client: PlexClient;
  readonly credentials: Pick<PlexCredentials, 'pathMap'>;
}): ScanRequests {
  const { client } = deps;
  const section = async (id: string) => (await client.sections()).find((each) => each.id === id);

  return {
    async request(sectionId, folder) {
      const before = await section(sectionId);
      if (before === undefined) return { kind: 'no_section' };
      const { locations } = before;
      const plexPath = folder === null ? null : (await deps.credentials.pathMap()).toPlex(folder);
      const inside = plexPath !== null && locations.some((location) => isBelow(location, plexPath));
      if (folder !== null && !inside) return { kind: 'outside', plexPath, locations };
      if (before.refreshing) return { kind: 'taken', queued: false, started: true };
      await client.refresh(sectionId, plexPath);
      for (const end = Date.now() + beginsWithinMs; Date.now() < end; await sleep(lookEveryMs)) {
        const now = await section(sectionId);
        if (now === undefined) break;
        if (now.refreshing || now.scannedAt !== before.scannedAt) return { kind: 'taken', queued: true, started: true };
      }
      return { kind: 'taken', queued: true, started: false };
    },
  };
}
