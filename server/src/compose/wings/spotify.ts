import type { Activity } from '#activity';
import { createSpotify, type Spotify, type SpotifyApp, trySpotifyApp } from '#integrations/spotify';
import type { Db } from '#platform/database';
import { openSealer } from '#platform/secrets';
import { createSettingsStore } from '#settings';
import { type CallbackServer, createSpotifyCredentials, openCallbackServer, spotifyRoutes } from '#spotify';
import type { AllSettings } from '../../settings.ts';
import type { Wing } from '../wing.ts';
import { switchedOffRoutes } from './integrations.ts';

/** How often the end of the sign-in is looked at. */
const lookEveryMs = 3_600_000;
/** A person waits for it. */
const mostTrialMs = 8_000;

/** Spotify for the house: the client, its routes, and what is done for it now and then. */
export function createSpotifyWing(deps: {
  readonly db: Db;
  readonly settings: Pick<AllSettings, 'spotify' | 'secrets' | 'house' | 'http'>;
  readonly activity: Activity;
  /** Without it Spotify is never asked and has no routes, timers or callback. */
  readonly enabled: boolean;
  /** Tells whoever looks on that Spotify's state may have changed. */
  readonly changed: () => void;
  /** Deletes what other rooms keep of the account that signs out. */
  readonly forgetAccount: () => Promise<void>;
  /** Of many processes the one that people reach serves the callback. */
  readonly kind: 'serve' | 'work';
  readonly onFault: (what: string, error: unknown) => void;
}): Wing & {
  readonly spotify: Spotify;
  /** As configured now. */
  app(): Promise<SpotifyApp>;
  linked(): Promise<boolean | null>;
} {
  const { db, settings, activity, changed, enabled } = deps;
  const { http } = settings;
  const sealer = openSealer(settings.secrets, settings.house.dataDir);
  const credentials = createSpotifyCredentials({
    db,
    store: createSettingsStore(db),
    sealer,
    environment: settings.spotify,
    defaultRedirectUri: `http://127.0.0.1:${http.port}${http.basePath}/spotify/callback`,
  });
  const spotify = createSpotify({
    db,
    settings: settings.spotify,
    enabled,
    sealer,
    app: () => credentials.app(),
    tell: async (event, trx) => {
      await activity.record('spotify', event.status, { ...event.details }, trx);
      changed();
    },
  });
  const { manualEnabled, publicHostHint, publicBase, callbackPort } = settings.spotify;
  let callback: CallbackServer | null = null;
  return {
    spotify,
    app: () => credentials.app(),
    routes: [
      !enabled
        ? switchedOffRoutes('spotify', ['/spotify', '/oauth', '/health/spotify'])
        : spotifyRoutes({
            spotify,
            credentials,
            tryOut: (app) =>
              trySpotifyApp(app, {
                settings: settings.spotify,
                timeoutMs: Math.min(settings.spotify.timeoutMs, mostTrialMs),
              }),
            manualEnabled,
            publicHostHint,
            publicBase,
            basePath: http.basePath,
            changed,
            forgetAccount: deps.forgetAccount,
          }),
    ],
    timers: !enabled ? [] : [{ name: 'spotify', everyMs: lookEveryMs, work: () => spotify.tick() }],
    /** `null`: switched off or not set up, so nothing to be linked. */
    async linked() {
      if (!enabled) return null;
      const { mode, clientId, link } = await spotify.state();
      return mode === 'FREE' || clientId === null ? null : link?.state === 'linked';
    },
    async start() {
      if (!enabled || callbackPort === null || deps.kind !== 'serve') return;
      try {
        callback = await openCallbackServer({ spotify, publicHostHint, changed }, callbackPort);
      } catch (error) {
        // people can still paste the address
        deps.onFault(`callback on OAUTH_CALLBACK_PORT ${callbackPort}`, error);
      }
    },
    async stop() {
      await callback?.close();
      await spotify.close();
    },
  };
}
