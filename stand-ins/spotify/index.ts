import { createAccounts } from './accounts/accounts.ts';
import { type App, defaultApp, registerApps } from './accounts/apps.ts';
import { createGrants, type Grants } from './accounts/grants.ts';
import { createApi, type OwnerTroubles } from './api/api.ts';
import type { Manners } from './api/call.ts';
import { createQuota, type Quota } from './api/quota.ts';
import type { Regime } from './api/regimes.ts';
import { type Calls, countCalls } from './calls.ts';
import { type Clock, createClock } from './clock.ts';
import { createFaults, type FaultRule } from './faults.ts';
import { createPublicPages, type PageManners } from './pages/pages.ts';
import { type Origin, type RequestRecord, type ServiceParts, serve } from './server.ts';
import { generateWorld } from './world/generate.ts';
import type { World } from './world/world.ts';

export type { App } from './accounts/apps.ts';
export { type Regime, regimes } from './api/regimes.ts';
export { agreeAsPerson } from './browser.ts';
export { type Fault, type FaultRule, seenFaults } from './faults.ts';
export type { RequestRecord } from './server.ts';
export { type Awkward, addAwkward } from './world/awkward.ts';
export { generateWorld, type Recipe } from './world/generate.ts';
export { spotifyId, uriOf } from './world/ids.ts';
export { newArtist, newUser, playlistOf, type ReleaseRecipe, release } from './world/make.ts';
export { insertRows, newPlaylist, newRow, removeRows, setRows, snapshotOf, touch } from './world/playlists.ts';
export type * from './world/types.ts';
export { createWorld, type World } from './world/world.ts';

/** What a test does to the service and to the developer's account. */
export interface Strings {
  /** Of every app that has none of its own; default `dev_restricted`. */
  regime: Regime;
  /** Changes the regime without a word after that many more calls of the Web API. */
  switchRegime(to: Regime, afterCalls: number): void;
  /** Lets matching requests go wrong; `seenFaults` has the usual answers. */
  fault(rule: FaultRule): void;
  clearFaults(): void;
  readonly clock: Clock;
  /** `quota.rules` sets the limits. */
  readonly quota: Quota;
  readonly owner: OwnerTroubles;
  /** Rotation, reduced scopes, revoking, ending access tokens. */
  readonly grants: Pick<Grants, 'rotation' | 'scopesOnRefresh' | 'revoke' | 'expireAccess'>;
  readonly manners: Manners;
  readonly pages: PageManners;
}

/** Options of a life; everything has a default. */
export interface SpotifyOptions {
  /** Default: `generateWorld()`. */
  readonly world?: World;
  readonly regime?: Regime;
  /** Registered apps; default one, `defaultApp`. */
  readonly apps?: readonly App[];
  /** Where the stand-in's clock starts; default now. */
  readonly now?: Date | string;
  /** Ports of the three services; default free ones. */
  readonly ports?: { readonly accounts?: number; readonly api?: number; readonly open?: number };
}

/** The stand-in while it runs. */
export interface SpotifyStandIn {
  /** In place of `https://accounts.spotify.com`. */
  readonly accountsUrl: string;
  /** In place of `https://api.spotify.com/v1`: the version is part of it. */
  readonly apiUrl: string;
  /** In place of `https://open.spotify.com`. */
  readonly openUrl: string;
  /** The first registered app. */
  readonly app: App;
  readonly world: World;
  readonly strings: Strings;
  /** How often each route of the Web API was called, refused calls included. */
  readonly calls: Calls;
  /** Every request of all three services, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** What a wrong client did that the original passes over in silence. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts accounts, Web API and public pages, each on a loopback port of its own. */
export async function startSpotify(options: SpotifyOptions = {}): Promise<SpotifyStandIn> {
  const world = options.world ?? generateWorld();
  const list = options.apps ?? [defaultApp];
  const apps = registerApps(list);
  const app = list[0];
  if (!app) throw new Error('At least one app must be registered');
  const clock = createClock(options.now);
  const faults = createFaults();
  const grants = createGrants(clock);
  const quota = createQuota(clock);
  const requests: RequestRecord[] = [];
  const complaints: string[] = [];
  const manners: Manners = { overLimit: 'refuse', nullEveryNthResult: 0, searchTotalDrift: 0, bothRowNames: false };
  const pages: PageManners = { consentWall: false, otherLayout: false, otherEntity: false };
  const owner: OwnerTroubles = { premium: 'there' };
  let pendingSwitch: { to: Regime; calls: number } | undefined;

  const strings: Strings = {
    regime: options.regime ?? 'dev_restricted',
    switchRegime(to, afterCalls) {
      pendingSwitch = { to, calls: afterCalls };
    },
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    clock,
    quota,
    owner,
    grants,
    manners,
    pages,
  };
  const regimeOf = (of: App): Regime => {
    if (pendingSwitch !== undefined && pendingSwitch.calls-- <= 0) {
      strings.regime = pendingSwitch.to;
      pendingSwitch = undefined;
    }
    return of.regime ?? strings.regime;
  };

  const origins: Origin[] = [];
  const open = async (
    service: ServiceParts['service'],
    made: Pick<ServiceParts, 'routeOf' | 'answer'>,
  ): Promise<string> => {
    const origin = await serve({ service, clock, faults, requests, ...made }, options.ports?.[service] ?? 0);
    origins.push(origin);
    return origin.url;
  };
  let apiUrl = '';
  const accountsUrl = await open('accounts', createAccounts({ apps, grants, world }));
  apiUrl = `${await open(
    'api',
    createApi({
      apps,
      grants,
      world,
      clock,
      quota,
      manners,
      owner,
      regimeOf,
      apiUrl: () => apiUrl,
      complain: (what) => complaints.push(what),
    }),
  )}/v1`;
  const openUrl = await open('open', createPublicPages({ world, clock, manners: pages }));

  return {
    accountsUrl,
    apiUrl,
    openUrl,
    app,
    world,
    strings,
    calls: countCalls(requests),
    requests,
    complaints,
    async close() {
      await Promise.all(origins.map((origin) => origin.close()));
    },
  };
}
