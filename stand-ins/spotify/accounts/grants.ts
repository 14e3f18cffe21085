import { createHash, randomBytes } from 'node:crypto';
import { addMonths, type Clock } from '../clock.ts';

/** Codes live that long. */
const codeMs = 10 * 60_000;
/** Access tokens live that long, in seconds. */
export const accessSeconds = 3600;
/** Refresh tokens die that many months after the consent, whatever is done with them. */
const refreshMonths = 6;

/** What a person has allowed an app. */
interface Consent {
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  /** When the person agreed. */
  readonly at: number;
}

interface Code extends Consent {
  readonly redirectUri: string;
  readonly challenge: string | null;
}

interface Refresh extends Consent {
  /** Made with PKCE and without a secret. */
  readonly pkce: boolean;
  revoked: boolean;
}

/** Who an access token speaks for. */
export interface Access {
  readonly clientId: string;
  /** `null`: client credentials, nobody has signed in. */
  readonly userId: string | null;
  readonly scopes: readonly string[];
  expiresAt: number;
}

/** When a refresh brings a new refresh token; the old one is revoked then. */
export type Rotation = 'never' | 'always' | 'pkce-only';

/** What the token service answers with. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope?: string;
  readonly refresh_token?: string;
}

/** A refusal of the token service: `error` and `error_description`. */
export type GrantFault = readonly [error: string, description: string];

/** Codes, refresh tokens and access tokens. */
export interface Grants {
  /** Default `pkce-only`. */
  rotation: Rotation;
  /** What the next refreshes grant; `undefined`: what was agreed to. */
  scopesOnRefresh: readonly string[] | undefined;
  issueCode(code: Omit<Code, 'at'>): string;
  redeemCode(asked: {
    readonly clientId: string;
    readonly code: string;
    readonly redirectUri: string;
    readonly verifier: string | null;
    readonly withSecret: boolean;
  }): TokenAnswer | GrantFault;
  refresh(clientId: string, token: string, withSecret: boolean): TokenAnswer | GrantFault;
  clientCredentials(clientId: string): TokenAnswer;
  /** The access token, also when it has expired; `undefined` when it was never issued. */
  access(token: string): Access | undefined;
  /** Ends every access token at once: as if the hour were over. */
  expireAccess(): void;
  /** The person withdraws the app's permission (all of them: without a name). */
  revoke(userId?: string): void;
}

/** Whether the service refused. */
export const isFault = (answer: TokenAnswer | GrantFault): answer is GrantFault => Array.isArray(answer);

const opaque = (prefix: string): string => prefix + randomBytes(64).toString('base64url');

/** Makes the store of grants. Refused uses change nothing, except that a code is used up by the first one who has it right. */
export function createGrants(clock: Clock): Grants {
  const codes = new Map<string, Code & { used: boolean }>();
  const refreshes = new Map<string, Refresh>();
  const accesses = new Map<string, Access>();

  const grant = (consent: Consent, scopes: readonly string[]): TokenAnswer => {
    const token = opaque('BQ');
    accesses.set(token, {
      clientId: consent.clientId,
      userId: consent.userId,
      scopes,
      expiresAt: clock.now() + accessSeconds * 1000,
    });
    return { access_token: token, token_type: 'Bearer', expires_in: accessSeconds, scope: scopes.join(' ') };
  };
  const remember = (refresh: Refresh): string => {
    const token = opaque('AQ');
    refreshes.set(token, refresh);
    return token;
  };

  const grants: Grants = {
    rotation: 'pkce-only',
    scopesOnRefresh: undefined,
    issueCode(code) {
      const text = opaque('AQ');
      codes.set(text, { ...code, at: clock.now(), used: false });
      return text;
    },
    redeemCode({ clientId, code, redirectUri, verifier, withSecret }) {
      const found = codes.get(code);
      if (!found || found.used || found.clientId !== clientId) return ['invalid_grant', 'Invalid authorization code'];
      if (clock.now() > found.at + codeMs) return ['invalid_grant', 'Authorization code expired'];
      if (found.redirectUri !== redirectUri) return ['invalid_grant', 'Invalid redirect URI'];
      if (found.challenge !== null) {
        if (verifier === null) return ['invalid_request', 'code_verifier required'];
        if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return ['invalid_request', 'code_verifier must be valid'];
        const challenge = createHash('sha256').update(verifier).digest('base64url');
        if (challenge !== found.challenge) return ['invalid_grant', 'code_verifier was incorrect'];
      } else if (!withSecret) return ['invalid_client', 'Invalid client'];
      found.used = true;
      const { userId, scopes, at } = found;
      const consent = { clientId, userId, scopes, at };
      const refresh_token = remember({ ...consent, pkce: !withSecret, revoked: false });
      return { ...grant(consent, scopes), refresh_token };
    },
    refresh(clientId, token, withSecret) {
      const found = refreshes.get(token);
      if (!found || found.clientId !== clientId) return ['invalid_grant', 'Invalid refresh token'];
      if (found.revoked) return ['invalid_grant', 'Refresh token revoked'];
      if (clock.now() >= addMonths(found.at, refreshMonths)) return ['invalid_grant', 'Refresh token expired'];
      if (!found.pkce && !withSecret) return ['invalid_client', 'Invalid client'];
      const answer = grant(found, grants.scopesOnRefresh ?? found.scopes);
      const rotates = grants.rotation === 'always' || (grants.rotation === 'pkce-only' && found.pkce);
      if (!rotates) return answer;
      found.revoked = true;
      return { ...answer, refresh_token: remember({ ...found, revoked: false }) };
    },
    clientCredentials(clientId) {
      const token = opaque('BQ');
      accesses.set(token, { clientId, userId: null, scopes: [], expiresAt: clock.now() + accessSeconds * 1000 });
      return { access_token: token, token_type: 'Bearer', expires_in: accessSeconds };
    },
    access: (token) => accesses.get(token),
    expireAccess() {
      for (const access of accesses.values()) access.expiresAt = Math.min(access.expiresAt, clock.now());
    },
    revoke(userId) {
      for (const each of refreshes.values()) if (userId === undefined || each.userId === userId) each.revoked = true;
    },
  };
  return grants;
}
