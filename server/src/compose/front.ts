import { type Access, accessRoutes, createAccess, createAccessStore, isProduction, readFixedKeys } from '#access';
import type { LiveFeed } from '#activity';
import type { HttpOptions } from '#http';
import { createDatabaseVersion, type Db } from '#platform/database';
import type { Logger } from '#platform/log';
import { openSealer } from '#platform/secrets';
import type { AllSettings } from '../settings.ts';

/** Keys are required and there is none: what is wrong, and what to do. */
export class DoorProblem extends Error {
  readonly remedy: string;

  constructor(sentence: string, remedy: string) {
    super(sentence);
    this.name = 'DoorProblem';
    this.remedy = remedy;
  }
}

/** What stands between the network and the rooms. */
export interface Front {
  readonly access: Access;
  /** For the shell. */
  readonly http: Pick<HttpOptions, 'admission' | 'trustProxy' | 'cors' | 'limits' | 'cache'>;
  readonly routes: HttpOptions['routes'];
  /** Throws `DoorProblem` when keys are required and nobody could get in. */
  check(): Promise<void>;
}

/** Whether an address is reached from this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether requests need a key: as said; otherwise in production, and wherever others reach the server. */
export function asksForKeys(settings: AllSettings): boolean {
  const { http, access } = settings;
  return access.required ?? (isProduction(access.profile) || !(isLoopback(http.host) || http.allowRemote));
}

/** Why these settings would let everybody in, with the remedy; `null` when they do not. */
export function openDoor(settings: AllSettings): string | null {
  const { http } = settings;
  if (asksForKeys(settings) || isLoopback(http.host) || http.allowRemote) return null;
  return `HOST=${http.host} with FEATURE_REQUIRE_AUTH=false would let everybody on the network in. Leave FEATURE_REQUIRE_AUTH away and set HARMONY_API_KEYS, or use HOST=127.0.0.1, or set ALLOW_REMOTE_WITHOUT_AUTH=true behind a proxy that asks for a password.`;
}

/** Builds what stands in front. Throws `KeysFileProblem`, `SealingKeyProblem`. */
export function createFront(deps: {
  readonly settings: AllSettings;
  readonly db: Db;
  readonly log: Logger;
  readonly feed: Pick<LiveFeed, 'subscribe'>;
}): Front {
  const { settings, log } = deps;
  const { http } = settings;
  const required = asksForKeys(settings);
  const access = createAccess({
    store: createAccessStore(deps.db),
    required,
    fixedKeys: readFixedKeys(settings.access),
    sessionMs: settings.access.sessionHours * 3_600_000,
    sealer: openSealer(settings.secrets, settings.house.dataDir),
    now: Date.now,
    onFault: (error) =>
      log.warn({ event: 'auth.fault', component: 'access', err: error }, 'The use of a key was not noted.'),
  });
  const local = isLoopback(http.host);
  return {
    access,
    http: {
      admission: {
        gate: access,
        allowList: settings.access.allowList,
        // a proxy in front asks for a password and may use any name
        trustedHosts: local || !http.allowRemote ? settings.access.trustedHosts : null,
        allowedOrigins: settings.cors.origins,
      },
      cors: settings.cors,
      cache: {
        ...settings.cache,
        version: createDatabaseVersion(deps.db),
        onChange: (listener) => deps.feed.subscribe(listener),
      },
      limits: {
        ...settings.limits,
        rateLimiting: settings.limits.rateLimiting ?? isProduction(settings.access.profile),
      },
      trustProxy: http.trustProxy,
    },
    routes: [accessRoutes(access)],
    async check() {
      if (!required || (await access.reachable())) return;
      const sentence = 'Requests need a key, and there is none that may do everything.';
      const remedy =
        'Set HARMONY_API_KEYS (make one with "openssl rand -hex 32"), or make a key with "harmony key add NAME".';
      log.error({ event: 'auth.misconfigured', component: 'access' }, sentence);
      throw new DoorProblem(sentence, remedy);
    },
  };
}
