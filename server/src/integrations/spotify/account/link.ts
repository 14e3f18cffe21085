import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { Sealer } from '#platform/secrets';
import { SpotifyProblem } from '../problem.ts';
import type { AccountsService, AppCredentials, Granted, TokenRefusal } from './accounts-service.ts';
import { createLinkStore, type LinkRow } from './link.store.ts';

/** A link as people see it; never a token. */
export interface LinkState {
  readonly state: 'linked' | 'needs_reauth';
  readonly accountId: string | null;
  readonly displayName: string | null;
  readonly scope: readonly string[];
  readonly authorizedAt: Date;
  readonly expiresAt: Date;
  /** Whole days until then; 0 on the last day, negative afterwards. */
  readonly daysLeft: number;
  readonly problem: { readonly code: string; readonly sentence: string } | null;
}

/** What happens to a link, for the history. */
export interface LinkEvent {
  readonly status: 'linked' | 'unlinked' | 'needs_reauth' | 'expires_soon' | 'expired';
  readonly details: Readonly<Record<string, unknown>>;
}

/** The tokens of the person who signed in. */
export interface Link {
  state(clientId: string): Promise<LinkState | null>;
  /** A token that should work; refreshed once for everybody who waits, in all processes. `refused`: this one did not. Throws `SpotifyProblem`. */
  accessToken(app: AppCredentials, refused?: string): Promise<string>;
  /** Keeps a new consent, in the transaction that ends the sign-in. */
  keep(trx: Db, clientId: string, granted: Granted, askedScope: string): Promise<void>;
  named(clientId: string, accountId: string, displayName: string | null): Promise<void>;
  /** Uses a refused token once more, because a person asks for it. */
  tryAgain(app: AppCredentials): Promise<LinkState | null>;
  /** Forgets tokens and account; false: there were none. */
  remove(clientId: string): Promise<boolean>;
  /** Tells of an end that comes nearer: once each for 30, 7 and 1 days, and when it has come. */
  announce(clientId: string): Promise<void>;
}

/** A token that ends within this time is renewed before it is used. */
const renewBeforeMs = 60_000;
const dayMs = 86_400_000;
const announcedDays = [0, 1, 7, 30] as const;

/** A link over `spotify_links`. `tell` stores an event in the given transaction. */
export function createLink(deps: {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly accounts: AccountsService;
  readonly now: () => Date;
  readonly tell: (event: LinkEvent, trx?: Db) => Promise<void>;
}): Link {
  const { db, accounts, now } = deps;
  const store = createLinkStore(db, deps.sealer, now);
  const running = new Map<string, Promise<string>>();

  /** The token of a row when it can still be used. */
  function usable(row: LinkRow, refused: string | undefined): string | null {
    const access = store.accessToken(row);
    if (!access.ok || access.text === refused) return null;
    return row.access_expires_at.getTime() - now().getTime() > renewBeforeMs ? access.text : null;
  }

  function linked(row: LinkRow | null): LinkRow {
    if (row === null) {
      throw new SpotifyProblem('not_linked', 'Nobody has signed in to Spotify yet.', 'Sign in under Spotify.');
    }
    if (row.state === 'needs_reauth') {
      const sentence = row.problem ?? 'Spotify no longer accepts the sign-in.';
      throw new SpotifyProblem('needs_reauth', sentence, 'Sign in again under Spotify: one click.');
    }
    return row;
  }

  /** Asks for a new token while the row is locked, so that of many processes one asks. */
  async function refresh(app: AppCredentials, refused: string | undefined, evenIfRefused: boolean): Promise<string> {
    const outcome = await db.transaction().execute(async (trx) => {
      const found = await store.lock(trx, app.clientId);
      const row = evenIfRefused && found !== null ? found : linked(found);
      const already = evenIfRefused ? null : usable(row, refused);
      if (already !== null) return { token: already };
      if (row.refresh_token === null) {
        return await end(trx, row, 'no_refresh_token', 'Spotify gave no token to stay signed in with.');
      }
      const token = store.refreshToken(row);
      // another process may have the key: what is stored stays as it is
      if (!token.ok) return { problem: new SpotifyProblem('needs_reauth', token.sentence, token.remedy) };
      const answer = await accounts.refresh(app, token.text);
      if (answer.ok) {
        // stored before it is used: with rotation the old refresh token is void now
        const { granted } = answer;
        const kept = granted.refreshToken === null && token.stale ? { refreshToken: token.text } : {};
        await store.refreshed(trx, app.clientId, { ...granted, ...kept });
        return { token: answer.granted.accessToken };
      }
      return await refusedBy(trx, row, answer.refusal);
    });
    if ('problem' in outcome) throw outcome.problem;
    return outcome.token;
  }

  async function refusedBy(trx: Db, row: LinkRow, refusal: TokenRefusal) {
    if (refusal.error !== 'invalid_grant') {
      const problem = clientRefused(refusal);
      await store.problem(trx, row.client_id, 'linked', refusal.error, problem.message);
      return { problem };
    }
    const isOver = row.expires_at <= now() || /expired/i.test(refusal.description);
    const sentence = isOver
      ? 'The sign-in to Spotify has ended, as every sign-in does after six months.'
      : `Spotify has withdrawn the sign-in (${refusal.description || 'no reason given'}).`;
    return await end(trx, row, isOver ? 'expired' : 'revoked', sentence);
  }

  async function end(trx: Db, row: LinkRow, code: string, sentence: string) {
    await store.problem(trx, row.client_id, 'needs_reauth', code, sentence);
    if (row.state !== 'needs_reauth') {
      const remedy = 'Sign in again under Spotify; waiting work goes on by itself then.';
      await deps.tell({ status: 'needs_reauth', details: { reason: code, message: sentence, remedy } }, trx);
    }
    return { problem: new SpotifyProblem('needs_reauth', sentence, 'Sign in again under Spotify: one click.') };
  }

  function once(app: AppCredentials, refused: string | undefined): Promise<string> {
    const key = `${app.clientId} ${refused ?? ''}`;
    const already = running.get(key);
    if (already !== undefined) return already;
    const asked = refresh(app, refused, false).finally(() => running.delete(key));
    running.set(key, asked);
    return asked;
  }

  function problemOf(row: LinkRow): LinkState['problem'] {
    if (row.problem !== null) return { code: row.problem_code ?? 'unknown', sentence: row.problem };
    const token = store.refreshToken(row);
    return token.ok || row.refresh_token === null
      ? null
      : { code: token.why, sentence: `${token.sentence} ${token.remedy}` };
  }

  const view = (row: LinkRow): LinkState => ({
    state: row.state === 'linked' ? 'linked' : 'needs_reauth',
    accountId: row.account_id,
    displayName: row.display_name,
    scope: row.scope.split(' ').filter((each) => each !== ''),
    authorizedAt: row.authorized_at,
    expiresAt: row.expires_at,
    daysLeft: Math.floor((row.expires_at.getTime() - now().getTime()) / dayMs),
    problem: problemOf(row),
  });
  const state = async (clientId: string): Promise<LinkState | null> => {
    const row = await store.read(clientId);
    return row === null ? null : view(row);
  };

  return {
    state,
    async accessToken(app, refused) {
      const row = linked(await store.read(app.clientId));
      return usable(row, refused) ?? (await once(app, refused));
    },
    keep: (trx, clientId, granted, askedScope) => store.link(trx, clientId, granted, askedScope),
    named: (clientId, accountId, displayName) => store.named(clientId, accountId, displayName),
    async tryAgain(app) {
      if ((await store.read(app.clientId)) !== null) {
        try {
          await refresh(app, undefined, true);
        } catch (error) {
          // the outcome is in the state
          if (!(error instanceof SpotifyProblem) && !(error instanceof ServiceFault)) throw error;
        }
      }
      return await state(app.clientId);
    },
    async remove(clientId) {
      const row = await store.remove(clientId);
      if (row === null) return false;
      await deps.tell({ status: 'unlinked', details: { account: row.display_name } });
      return true;
    },
    async announce(clientId) {
      const row = await store.read(clientId);
      if (row === null) return;
      const left = (row.expires_at.getTime() - now().getTime()) / dayMs;
      const due = announcedDays.find((days) => left <= days);
      if (due === undefined) return;
      await db.transaction().execute(async (trx) => {
        if (!(await store.announced(trx, clientId, due))) return;
        const expires_at = row.expires_at.toISOString();
        if (due === 0) {
          if (row.state !== 'linked') return;
          await end(trx, row, 'expired', 'The sign-in to Spotify has ended, as every sign-in does after six months.');
          return;
        }
        const message = `The sign-in to Spotify ends in ${due === 1 ? 'less than a day' : `${Math.ceil(left)} days`}.`;
        const details = { expires_at, days_left: Math.ceil(left), message, remedy: 'Sign in again under Spotify.' };
        await deps.tell({ status: 'expires_soon', details }, trx);
      });
    },
  };
}

/** The token service refuses the app itself. */
export function clientRefused(refusal: TokenRefusal): SpotifyProblem {
  const words = refusal.description === '' ? refusal.error : refusal.description;
  return new SpotifyProblem(
    'credentials_refused',
    `Spotify refuses the client id or the client secret (${words}).`,
    'Compare SPOTIFY_CLIENT_ID with the dashboard of Spotify; if a client secret is set, compare or remove it: signing in works without one.',
  );
}
