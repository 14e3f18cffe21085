import type { Db } from '#platform/database';
import { createMood, createOutbound, type MoodReading } from '#platform/outbound';
import type { Sealer } from '#platform/secrets';
import { createAccountsService } from './account/accounts-service.ts';
import { createLink, type LinkEvent, type LinkState } from './account/link.ts';
import {
  type BegunSignIn,
  type CallbackQuery,
  createSignIn,
  type SignInOutcome,
  type SignInStatus,
} from './account/sign-in.ts';
import { createCaller, type SpotifyApp } from './client/caller.ts';
import { createCatalogue } from './client/catalogue.ts';
import { createPersonal } from './client/library.ts';
import { createPages } from './client/pages.ts';
import { createPlaylists } from './client/playlists.ts';
import { createSpotifyCache } from './limits/cache.ts';
import { type Capability, createCapabilities } from './limits/capabilities.ts';
import { families } from './limits/families.ts';
import { createPace, type Usage } from './limits/pace.ts';
import { answered, SpotifyProblem, type SpotifyResult } from './problem.ts';
import type { SpotifySettings } from './settings.ts';
import type { Asking } from './types.ts';
import { textOf } from './wire.ts';

/** Spotify as seen from here, for people. */
export interface SpotifyState {
  readonly mode: 'FREE' | 'PRO';
  readonly clientId: string | null;
  readonly hasSecret: boolean;
  readonly link: LinkState | null;
  readonly usage: Usage | null;
  readonly capabilities: readonly Capability[];
  readonly mood: MoodReading;
}

/** What may be asked of Spotify; answers are values, refusals included. */
export type Spotify = ReturnType<typeof createSpotify>;

/** Functions of this room's parts throw; outside, what is expected is a value. */
type Answering<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => Promise<SpotifyResult<R>>
    : never;
};

function answering<T extends Record<string, (...args: never[]) => Promise<unknown>>>(parts: T): Answering<T> {
  const wrapped = Object.entries(parts).map(([name, work]) => [
    name,
    (...args: never[]) => answered(() => work(...args)),
  ]);
  return Object.fromEntries(wrapped) as Answering<T>;
}

const hourMs = 3_600_000;

async function switchedOff(): Promise<never> {
  throw new SpotifyProblem('switched_off', 'Spotify is switched off.', 'Add spotify to INTEGRATIONS_ENABLED.');
}

/** Spotify through the app that `app` names at the moment of each call. `tell` stores what happens to the sign-in, in a transaction where one is given. */
export function createSpotify(deps: {
  readonly db: Db;
  readonly settings: SpotifySettings;
  readonly sealer: Sealer;
  readonly app: () => Promise<SpotifyApp>;
  readonly tell: (event: LinkEvent, trx?: Db) => Promise<void>;
  /** Without it nothing is ever asked: every question is refused as `switched_off`. */
  readonly enabled?: boolean;
  readonly now?: () => Date;
}) {
  const { db, settings } = deps;
  const now = deps.now ?? (() => new Date());
  const currentApp = deps.enabled === false ? switchedOff : deps.app;
  const mood = createMood({ service: 'Spotify', now });
  const shared = { service: 'Spotify', timeoutMs: settings.timeoutMs, maxBytes: 16 * 1024 * 1024, textErrors: true };
  const api = createOutbound({
    ...shared,
    baseUrl: settings.apiUrl,
    mood,
    retries: settings.retries,
    retryBaseMs: settings.retryBaseMs,
    connections: settings.concurrency,
    unhealthy: [500, 502, 503, 504],
  });
  const tokens = createOutbound({
    ...shared,
    service: 'The sign-in of Spotify',
    baseUrl: settings.accountsUrl,
    mood: createMood({ service: 'The sign-in of Spotify', now }),
    unhealthy: [500, 502, 503, 504],
  });
  const signInPages = createOutbound({
    ...shared,
    service: 'The sign-in of Spotify',
    baseUrl: settings.accountsUrl,
    mood: createMood({ service: 'The sign-in of Spotify', now }),
    unhealthy: [],
  });
  const accounts = createAccountsService(tokens, signInPages, settings.accountsUrl);
  const link = createLink({ db, sealer: deps.sealer, accounts, now, tell: deps.tell });
  const ttlS = settings.sessionTtlMin === null ? settings.stateTtlS : settings.sessionTtlMin * 60;
  const signIn = createSignIn({ db, sealer: deps.sealer, accounts, link, now, ttlS });
  const capabilities = createCapabilities(db, now);
  const pace = createPace({ db, now, callsPerS: settings.callsPerS, dailyCalls: settings.dailyCalls });
  const cache = createSpotifyCache(db, now);
  const caller = createCaller({
    out: api,
    link,
    capabilities,
    pace,
    cache,
    app: currentApp,
    now,
    concurrency: settings.concurrency,
  });
  const pages = createPages(caller, capabilities);
  const catalogueMs = settings.cacheTtlS * 1000;
  const lives = { catalogueMs, searchMs: catalogueMs / 7, releasesMs: Math.min(catalogueMs, hourMs) };
  const personal = createPersonal({ caller, pages, catalogueMs });

  /** Who signed in; a refusal here (not on the list of people) is part of the state, not of the sign-in. */
  async function learnName(): Promise<void> {
    const { clientId } = await currentApp();
    const who = await answered(() => personal.profile({ purpose: 'interactive' }));
    if (!who.ok) return;
    // `account_id` never changes; `id` is what there was before it
    const id = textOf(who.value['account_id']) ?? textOf(who.value['id']);
    if (id !== null) await link.named(clientId, id, textOf(who.value['display_name']));
  }

  async function configured(): Promise<SpotifyApp> {
    const app = await currentApp();
    if (app.clientId !== '') return app;
    throw new SpotifyProblem(
      'not_configured',
      'Spotify is not set up: there is no client id.',
      'Make an app in the dashboard of Spotify and enter its client id under Spotify.',
    );
  }

  async function finished(outcome: Promise<SignInOutcome>): Promise<SignInOutcome> {
    const done = await outcome;
    if (!done.ok) return done;
    const { clientId } = await currentApp();
    // a new consent is a new beginning: what was blocked for the old one may be asked again
    await capabilities.forgetBlocks(clientId);
    await learnName();
    const state = await link.state(clientId);
    const details = { account: state?.displayName ?? null, expires_at: state?.expiresAt.toISOString() ?? null };
    await deps.tell({ status: 'linked', details });
    return done;
  }

  return {
    ...answering({
      ...createCatalogue({ caller, pages, capabilities, lives }),
      ...createPlaylists({ caller, pages }),
      ...personal,
    }),
    signIn: {
      begin: (redirectUri: string): Promise<SpotifyResult<BegunSignIn>> =>
        answered(async () => signIn.begin(await configured(), redirectUri, settings.scope)),
      complete: (query: CallbackQuery): Promise<SpotifyResult<SignInOutcome>> =>
        answered(async () => finished(signIn.complete(await configured(), query))),
      completeFrom: (address: string): Promise<SpotifyResult<SignInOutcome>> =>
        answered(async () => finished(signIn.completeFrom(await configured(), address))),
      status: (state: string): Promise<SignInStatus> => signIn.status(state),
      active: (): Promise<number> => signIn.active(),
      ttlS,
    },
    /** Forgets the sign-in and what was the account's own. */
    async signOut(): Promise<boolean> {
      const { clientId } = await currentApp();
      if (!(await link.remove(clientId))) return false;
      // what a search finds depends on who asks
      await cache.forget(families.search.name);
      return true;
    },
    /** Asks again for what was refused, because a person says that something was changed. */
    async tryAgain(): Promise<LinkState | null> {
      const app = await currentApp();
      await capabilities.forgetBlocks(app.clientId);
      await pace.unblock(app.clientId);
      const state = await link.tryAgain(app);
      if (state?.state === 'linked' && state.accountId === null) await learnName();
      return await link.state(app.clientId);
    },
    async state(): Promise<SpotifyState> {
      const app = await currentApp();
      const { clientId } = app;
      const isSet = clientId !== '';
      return {
        mode: app.mode,
        clientId: isSet ? clientId : null,
        hasSecret: app.clientSecret !== null,
        link: isSet ? await link.state(clientId) : null,
        usage: isSet ? await pace.usage(clientId) : null,
        capabilities: isSet ? await capabilities.all(clientId) : [],
        mood: mood.read(),
      };
    },
    /** What is done now and then: tells of an end that comes nearer, clears what is old. */
    async tick(): Promise<void> {
      const { clientId } = await currentApp();
      if (clientId !== '') await link.announce(clientId);
      await pace.sweep();
      await cache.sweep();
    },
    async close(): Promise<void> {
      await Promise.all([api.close(), tokens.close(), signInPages.close()]);
    },
  };
}

/** A question of a person who waits. */
export const forPerson = (signal?: AbortSignal): Asking => ({
  purpose: 'interactive',
  ...(signal === undefined ? {} : { signal }),
});
