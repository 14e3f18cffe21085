import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { Sealer } from '#platform/secrets';
import { SpotifyProblem } from '../problem.ts';
import type { AccountsService, AppCredentials } from './accounts-service.ts';
import type { Link } from './link.ts';
import { isLoopback, redirectFault, sameRedirect } from './redirect-uri.ts';

/** A sign-in that was begun. */
export interface BegunSignIn {
  readonly address: string;
  readonly state: string;
  readonly redirectUri: string;
  readonly expiresAt: Date;
  /** The browser can come back by itself only on the machine where Harmony runs. */
  readonly isLoopback: boolean;
  /** Whether Spotify was seen to accept client id and redirect URI; null: it could not be asked. */
  readonly isChecked: boolean | null;
}

/** Codes of the contract. */
export type SignInError =
  | 'OAUTH_STATE_MISMATCH'
  | 'OAUTH_CODE_EXPIRED'
  | 'OAUTH_INVALID_REDIRECT'
  | 'OAUTH_TOKEN_EXCHANGE_FAILED'
  | 'OAUTH_ACCESS_DENIED'
  | 'OAUTH_UNAVAILABLE';

/** How a sign-in ended. */
export type SignInOutcome =
  | { readonly ok: true; readonly state: string; readonly completedAt: Date }
  | { readonly ok: false; readonly state: string | null; readonly code: SignInError; readonly message: string };

/** How a sign-in stands. */
export interface SignInStatus {
  readonly status: 'pending' | 'completed' | 'failed' | 'expired' | 'unknown';
  readonly createdAt: Date | null;
  readonly expiresAt: Date | null;
  readonly completedAt: Date | null;
  readonly redirectUri: string | null;
  readonly errorCode: string | null;
  readonly message: string | null;
}

/** Signing in: authorization code with PKCE (RFC 7636), state and verifier used once. */
export interface SignIn {
  /** Throws `SpotifyProblem` (`invalid`, `credentials_refused`) where Spotify would show a page of its own. */
  begin(app: AppCredentials, redirectUri: string, scope: string): Promise<BegunSignIn>;
  /** What the browser came back with. */
  complete(app: AppCredentials, query: CallbackQuery): Promise<SignInOutcome>;
  /** The same out of the address that a person pasted. */
  completeFrom(app: AppCredentials, address: string): Promise<SignInOutcome>;
  status(state: string): Promise<SignInStatus>;
  active(): Promise<number>;
  readonly ttlS: number;
}

/** The parameters of a callback. */
export interface CallbackQuery {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

const verifierPurpose = 'spotify.pkce_verifier';
const keptMs = 86_400_000;
const hashOf = (state: string): string => createHash('sha256').update(state).digest('hex');

/** Sign-ins over `spotify_sign_ins`; any process may finish what another began. */
export function createSignIn(deps: {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly accounts: AccountsService;
  readonly link: Link;
  readonly now: () => Date;
  readonly ttlS: number;
}): SignIn {
  const { db, accounts, now } = deps;

  /** Looks at the page of Spotify as a browser would; a network that is down is no reason to refuse. */
  async function check(address: string, redirectUri: string): Promise<boolean | null> {
    let refused: string | null;
    try {
      ({ refused } = await accounts.tryPage(address));
    } catch (error) {
      if (error instanceof ServiceFault) return null;
      throw error;
    }
    if (refused === null) return true;
    if (/redirect/i.test(refused)) {
      throw new SpotifyProblem(
        'invalid',
        `Spotify does not know the redirect URI ${redirectUri} for this app.`,
        'Open the dashboard of Spotify, your app, Settings, and add exactly this address under Redirect URIs, letter by letter; then save and try again.',
        { status: 400 },
      );
    }
    if (/client/i.test(refused)) {
      throw new SpotifyProblem(
        'credentials_refused',
        'Spotify does not know this client id.',
        'Copy the client id from the dashboard of Spotify again (32 letters and digits).',
        { status: 400 },
      );
    }
    throw new SpotifyProblem('invalid', `Spotify refuses to begin the sign-in: ${refused}.`, 'Check SPOTIFY_SCOPE.', {
      status: 400,
    });
  }

  async function fail(state: string, code: SignInError, message: string): Promise<SignInOutcome> {
    await db
      .updateTable('spotify_sign_ins')
      .set({ status: 'failed', verifier: null, completed_at: now(), error_code: code, message })
      .where('state_hash', '=', hashOf(state))
      .where('status', 'in', ['pending', 'completing'])
      .execute();
    return { ok: false, state, code, message };
  }

  /** Why a state cannot be used. */
  async function refuseState(state: string): Promise<SignInOutcome> {
    const known = await row(state);
    const code = known !== undefined && known.status === 'pending' ? 'OAUTH_CODE_EXPIRED' : 'OAUTH_STATE_MISMATCH';
    const message =
      known === undefined
        ? 'This sign-in was not begun here, or it was begun long ago. Begin it again.'
        : known.status === 'pending'
          ? 'The time for this sign-in is over. Begin it again.'
          : 'This sign-in was already used. Begin it again if you are not signed in.';
    return { ok: false, state, code, message };
  }

  const row = (state: string) =>
    db.selectFrom('spotify_sign_ins').selectAll().where('state_hash', '=', hashOf(state)).executeTakeFirst();

  async function complete(app: AppCredentials, query: CallbackQuery): Promise<SignInOutcome> {
    const { state, code } = query;
    if (state === undefined || (code === undefined && query.error === undefined)) {
      const message = 'The address has no code and no state: it is not the one that Spotify sent the browser to.';
      return { ok: false, state: state ?? null, code: 'OAUTH_INVALID_REDIRECT', message };
    }
    // taken by one caller only, whatever is sent twice
    const taken = await db
      .updateTable('spotify_sign_ins')
      .set({ status: 'completing' })
      .where('state_hash', '=', hashOf(state))
      .where('status', '=', 'pending')
      .where('expires_at', '>', now())
      .returningAll()
      .executeTakeFirst();
    if (taken === undefined) return await refuseState(state);
    if (code === undefined) {
      const denied = query.error === 'access_denied';
      const words = `Spotify ended the sign-in: ${(query.error ?? '').slice(0, 100)}.`;
      return await fail(state, 'OAUTH_ACCESS_DENIED', denied ? 'You did not allow it at Spotify.' : words);
    }
    if (taken.client_id !== app.clientId) {
      return await fail(state, 'OAUTH_STATE_MISMATCH', 'The client id was changed meanwhile. Begin the sign-in again.');
    }
    const verifier = deps.sealer.unseal(taken.verifier ?? '', verifierPurpose);
    if (!verifier.ok) return await fail(state, 'OAUTH_STATE_MISMATCH', `${verifier.sentence} Begin the sign-in again.`);
    try {
      const answer = await accounts.exchange(app, code, verifier.text, taken.redirect_uri);
      if (!answer.ok) {
        const { error, description } = answer.refusal;
        const words = description === '' ? error : description;
        const message =
          error === 'invalid_client'
            ? `Spotify refuses the client id or secret (${words}). Compare them with the dashboard; a secret is not needed.`
            : `Spotify did not accept the code (${words}). Begin the sign-in again.`;
        return await fail(state, 'OAUTH_TOKEN_EXCHANGE_FAILED', message);
      }
      const completedAt = now();
      await db.transaction().execute(async (trx) => {
        await deps.link.keep(trx, app.clientId, answer.granted, taken.scope);
        await trx
          .updateTable('spotify_sign_ins')
          .set({ status: 'completed', verifier: null, completed_at: completedAt })
          .where('state_hash', '=', taken.state_hash)
          .execute();
      });
      return { ok: true, state, completedAt };
    } catch (error) {
      if (!(error instanceof ServiceFault) && !(error instanceof SpotifyProblem)) throw error;
      // the code may still be good: the page can be loaded again
      await db
        .updateTable('spotify_sign_ins')
        .set({ status: 'pending' })
        .where('state_hash', '=', taken.state_hash)
        .execute();
      const message = `${error.message} Load this page again in a moment.`;
      return { ok: false, state, code: 'OAUTH_UNAVAILABLE', message };
    }
  }

  return {
    ttlS: deps.ttlS,
    async begin(app, redirectUri, scope) {
      const fault = redirectFault(redirectUri);
      if (fault !== null) throw new SpotifyProblem('invalid', fault.sentence, fault.remedy);
      const state = randomBytes(24).toString('base64url');
      const verifier = randomBytes(64).toString('base64url');
      const parameters = {
        client_id: app.clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope,
        code_challenge_method: 'S256',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      };
      const isChecked = await check(accounts.address({ ...parameters, state: 'check' }), redirectUri);
      const at = now();
      const expiresAt = new Date(at.getTime() + deps.ttlS * 1000);
      await db
        .deleteFrom('spotify_sign_ins')
        .where('created_at', '<', new Date(at.getTime() - keptMs))
        .execute();
      await db
        .insertInto('spotify_sign_ins')
        .values({
          state_hash: hashOf(state),
          client_id: app.clientId,
          redirect_uri: redirectUri,
          scope,
          verifier: deps.sealer.seal(verifier, verifierPurpose),
          created_at: at,
          expires_at: expiresAt,
        })
        .execute();
      const address = accounts.address({ ...parameters, state });
      return { address, state, redirectUri, expiresAt, isLoopback: isLoopback(redirectUri), isChecked };
    },
    complete,
    async completeFrom(app, address) {
      const text = address.trim();
      const refuse = (message: string): SignInOutcome => ({
        ok: false,
        state: null,
        code: 'OAUTH_INVALID_REDIRECT',
        message,
      });
      if (!URL.canParse(text)) {
        return refuse('That is not an address. Copy the whole line from the browser, beginning with http.');
      }
      const opened = new URL(text);
      const state = opened.searchParams.get('state') ?? undefined;
      const begun = state === undefined ? undefined : await row(state);
      if (begun !== undefined && !sameRedirect(begun.redirect_uri, opened)) {
        return refuse(`The address must begin with ${begun.redirect_uri}.`);
      }
      const code = opened.searchParams.get('code') ?? undefined;
      return await complete(app, { state, code, error: opened.searchParams.get('error') ?? undefined });
    },
    async status(state) {
      const known = await row(state);
      if (known === undefined) {
        const nothing = { createdAt: null, expiresAt: null, completedAt: null, redirectUri: null };
        return { status: 'unknown', ...nothing, errorCode: null, message: null };
      }
      const isOver = (known.status === 'pending' || known.status === 'completing') && known.expires_at <= now();
      const status = isOver ? 'expired' : known.status === 'completing' ? 'pending' : known.status;
      return {
        status: status as SignInStatus['status'],
        createdAt: known.created_at,
        expiresAt: known.expires_at,
        completedAt: known.completed_at,
        redirectUri: known.redirect_uri,
        errorCode: isOver ? 'OAUTH_CODE_EXPIRED' : known.error_code,
        message: isOver ? 'The time for this sign-in is over. Begin it again.' : known.message,
      };
    },
    async active() {
      const { count } = await db
        .selectFrom('spotify_sign_ins')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('status', '=', 'pending')
        .where('expires_at', '>', now())
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}
