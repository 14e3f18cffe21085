import type { OwnedElsewhere } from '#autosync';
import { createPlex, type Plex, tryPlexConnection } from '#integrations/plex';
import type { TellMoved } from '#library';
import type { Publisher } from '#pipeline/publish';
import type { Db } from '#platform/database';
import { openSealer } from '#platform/secrets';
import {
  createPlexCredentials,
  createPlexLive,
  createPlexSignIn,
  overviewOf,
  type PlexCredentials,
  plexRoutes,
} from '#plex';
import { createSettingsStore } from '#settings';
import { version } from '../../version.ts';
import type { Foundation } from '../foundation.ts';
import { type Loop, startLoop } from '../house/loops.ts';
import type { Wing } from '../wing.ts';
import { createPlexKeep } from './plex-keep.ts';
import { ownedInPlex } from './plex-owned.ts';
import { createPlexScans } from './plex-scans.ts';

/** How often Plex is looked at, so that no request waits for it. */
const lookEveryMs = 30_000;
/** A person waits for it, and a Plex that needs longer than this is not there. */
const mostTrialMs = 8_000;

/** Plex for the house: built only where it is listed in `INTEGRATIONS_ENABLED`. */
export function createPlexWing(
  foundation: Pick<Foundation, 'settings' | 'db' | 'kind' | 'feed' | 'relay' | 'activity' | 'store' | 'onFault'>,
  /** Hears of the state at every look. */
  seen: (state: string) => void = () => undefined,
): Wing & {
  readonly plex: Plex;
  readonly credentials: PlexCredentials;
  readonly publishers: readonly Publisher[];
  readonly onFile: (trx: Db, path: string, here: boolean) => Promise<void>;
  readonly onMoved: TellMoved;
  /** What Plex has counts as owned. */
  readonly elsewhere: OwnedElsewhere;
  linked(): boolean | null;
  /** As last looked at; `null`: not yet. */
  state(): string | null;
} {
  const { settings, db, feed, onFault } = foundation;
  const store = createSettingsStore(db);
  const credentials = createPlexCredentials({
    db,
    store,
    sealer: openSealer(settings.secrets, settings.house.dataDir),
    environment: settings.plex,
  });
  const plex = createPlex({ settings: settings.plex, connection: () => credentials.connection(), version });
  const live = createPlexLive({ plex, publish: (event, data) => feed.publish(event, data), onFault });
  const scans = createPlexScans(foundation, plex, credentials);
  const keep = createPlexKeep(foundation, plex, credentials, scans.catalogue);
  let state: string | null = null;
  let loop: Loop | null = null;

  async function look(): Promise<void> {
    const { state: now } = await plex.status();
    if (state !== null && state !== now) feed.publish('service', { name: 'plex', state: now });
    state = now;
    seen(now);
  }
  const changed = (): void => {
    live.again();
    foundation.relay.feed.publish('service', { name: 'plex' });
    look().catch((error: unknown) => onFault('plex', error));
  };

  return {
    plex,
    credentials,
    rootRoutes: plexRoutes({
      plex,
      credentials,
      live,
      scans: scans.queue,
      scanList: scans.routes,
      kept: keep.routes,
      matching: keep.matchRoutes,
      signIn: createPlexSignIn({ plex, credentials, changed }),
      overview: () => overviewOf({ plex, store, listening: live.connected() }),
      changed,
      tryOut: (at) =>
        tryPlexConnection(at, {
          settings: settings.plex,
          version,
          timeoutMs: Math.min(settings.plex.timeoutMs, mostTrialMs),
        }),
    }),
    timers: [...scans.timers, ...keep.timers],
    publishers: [scans.publisher],
    onFile: scans.onFile,
    onMoved: scans.onMoved,
    elsewhere: ownedInPlex({ credentials, catalogue: scans.catalogue, lookup: keep.lookup }),
    state: () => state,
    /** `null`: not set up, or not looked at yet. */
    linked: () => (state === null || state === 'not_configured' ? null : state === 'ok'),
    async start() {
      await scans.start();
      // of many processes the ones that people look at listen
      if (foundation.kind !== 'serve') return;
      live.start();
      loop = startLoop({ everyMs: lookEveryMs, onFault: (error) => onFault('plex', error), work: look });
    },
    async stop() {
      await live.stop();
      await scans.stop();
      // ends a question that is under way
      await plex.close();
      await loop?.stop();
    },
  };
}
