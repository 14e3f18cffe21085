import { type Outbound, type OutboundReply, ServiceFault } from '#platform/outbound';
import { SpotifyProblem } from '../problem.ts';
import { countOf, objectOf, textOf } from '../wire.ts';

/** The app that signs people in. */
export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

/** What the token service gave. */
export interface Granted {
  readonly accessToken: string;
  readonly expiresInS: number;
  /** Absent at most refreshes: the old one goes on. */
  readonly refreshToken: string | null;
  /** Absent means: as asked for. */
  readonly scope: string | null;
}

/** A refusal of the token service (RFC 6749 §5.2); faults of the transport are thrown. */
export interface TokenRefusal {
  readonly error: string;
  readonly description: string;
}

/** Result of a question to the token service. */
export type TokenAnswer =
  | { readonly ok: true; readonly granted: Granted }
  | { readonly ok: false; readonly refusal: TokenRefusal };

/** The accounts service: tokens, and whether it would let a person in. */
export interface AccountsService {
  exchange(app: AppCredentials, code: string, verifier: string, redirectUri: string): Promise<TokenAnswer>;
  refresh(app: AppCredentials, refreshToken: string): Promise<TokenAnswer>;
  /** Opens the page of the sign-in without a person, to see whether Spotify would show an error in its place. */
  tryPage(address: string): Promise<{ readonly refused: string | null }>;
  /** The address that a person opens. */
  address(parameters: Readonly<Record<string, string>>): string;
}

/** Over one way out to the token service and one to the pages for people, whose answers say nothing of its health. */
export function createAccountsService(out: Outbound, pages: Outbound, baseUrl: string): AccountsService {
  async function token(app: AppCredentials, form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const secret = app.clientSecret;
    const reply = await out.call({
      method: 'POST',
      path: '/api/token',
      form: secret === null ? { ...form, client_id: app.clientId } : form,
      expect: [400, 401, 403, 429],
      evenIfPaused: true,
      ...(secret === null
        ? {}
        : { headers: { authorization: `Basic ${Buffer.from(`${app.clientId}:${secret}`).toString('base64')}` } }),
    });
    return read(reply);
  }

  function read(reply: OutboundReply): TokenAnswer {
    const body = objectOf(reply.json);
    const accessToken = textOf(body['access_token']);
    if (reply.status === 429) {
      throw new SpotifyProblem('busy', 'The sign-in of Spotify is overloaded.', 'Try again in a minute.', {
        status: 429,
      });
    }
    if (reply.status === 200 && accessToken !== null) {
      return {
        ok: true,
        granted: {
          accessToken,
          expiresInS: countOf(body['expires_in']) ?? 3600,
          refreshToken: textOf(body['refresh_token']),
          scope: textOf(body['scope']),
        },
      };
    }
    const words = typeof reply.json === 'string' ? reply.json : '';
    return {
      ok: false,
      refusal: {
        error: textOf(body['error']) ?? `status_${reply.status}`,
        description: (textOf(body['error_description']) ?? words).slice(0, 200),
      },
    };
  }

  return {
    exchange: (app, code, verifier, redirectUri) =>
      token(app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }),
    refresh: (app, refreshToken) => token(app, { grant_type: 'refresh_token', refresh_token: refreshToken }),
    async tryPage(address) {
      const url = new URL(address);
      const prefix = new URL(baseUrl).pathname.replace(/\/+$/, '');
      const path = url.pathname.slice(prefix.length) + url.search;
      // the page itself, or a redirect to it: both are good; it is never followed
      const expect = [301, 302, 303, 307, 308, 400, 401, 403, 404];
      const headers = { accept: 'text/html' };
      try {
        const reply = await pages.call({ method: 'GET', path, expect, headers, evenIfPaused: true, timeoutMs: 4000 });
        return { refused: reply.status >= 400 ? plain(reply.json) : null };
      } catch (error) {
        // the page for people, as wished for
        if (error instanceof ServiceFault && error.code === 'html_instead_of_json') return { refused: null };
        throw error;
      }
    },
    address: (parameters) => `${baseUrl}/authorize?${new URLSearchParams(parameters).toString()}`,
  };
}

/** The words of a page. */
function plain(page: unknown): string {
  const text = typeof page === 'string' ? page : JSON.stringify(page ?? '');
  return text
    .replace(/<(style|script|title)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
