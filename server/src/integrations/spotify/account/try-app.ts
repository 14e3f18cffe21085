import { createMood, createOutbound, ServiceFault } from '#platform/outbound';
import { SpotifyProblem } from '../problem.ts';
import type { SpotifySettings } from '../settings.ts';
import { type AppCredentials, createAccountsService, type TokenRefusal } from './accounts-service.ts';

/** What came of asking Spotify with an app that is not in use yet. */
export interface SpotifyTrial {
  /** The accounts service answered. */
  readonly reachable: boolean;
  /** It knows the client id, and its secret where one was given; `null`: it could not say. */
  readonly accepted: boolean | null;
  /** It would send people back to the redirect address; `null`: it could not be seen. */
  readonly redirectKnown: boolean | null;
  /** Why nobody could sign in with it as it is; `null`: somebody can. */
  readonly problem: { readonly code: string; readonly sentence: string; readonly remedy: string } | null;
}

/** Long enough for PKCE (RFC 7636 §4.1), and never a real one. */
const noVerifier = 'a'.repeat(64);
const noCode = 'trial';

/**
 * Asks the token service to redeem a code that never was: an app that it does not know is refused as such (`invalid_client`, RFC 6749 §5.2), a known one
 * for the code. Then looks whether its page for people takes the redirect address. Apart from the real way, so that wrong ones pause nothing.
 */
export async function trySpotifyApp(
  app: AppCredentials & { readonly redirectUri: string },
  options: { readonly settings: Pick<SpotifySettings, 'accountsUrl'>; readonly timeoutMs: number },
): Promise<SpotifyTrial> {
  const { accountsUrl: baseUrl } = options.settings;
  const service = 'The sign-in of Spotify';
  const open = () =>
    createOutbound({
      service,
      baseUrl,
      mood: createMood({ service }),
      timeoutMs: options.timeoutMs,
      retries: 0,
      textErrors: true,
      maxBytes: 1024 * 1024,
    });
  const [tokens, pages] = [open(), open()];
  const accounts = createAccountsService(tokens, pages, baseUrl);
  try {
    const answer = await accounts.exchange(app, noCode, noVerifier, app.redirectUri);
    const refused = answer.ok ? null : refusalOf(answer.refusal, app.clientSecret !== null);
    if (refused !== null) return refused;
    return await withRedirect(app);
  } catch (error) {
    if (error instanceof SpotifyProblem) return unsaid('busy', error.message, 'Try again in a minute.');
    if (!(error instanceof ServiceFault)) throw error;
    const remedy = 'See whether the machine of Harmony reaches accounts.spotify.com, and try again later.';
    return { ...unsaid(error.code, error.message, remedy), reachable: error.status !== null };
  } finally {
    await Promise.all([tokens.close(), pages.close()]);
  }

  async function withRedirect({ clientId, redirectUri }: typeof app): Promise<SpotifyTrial> {
    const known = { reachable: true, accepted: true } as const;
    const address = accounts.address({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      code_challenge_method: 'S256',
      code_challenge: 'a'.repeat(43),
      state: 'check',
    });
    let words: string | null;
    try {
      ({ refused: words } = await accounts.tryPage(address));
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      // the token service knows the app, and the sign-in looks once more
      return { ...known, redirectKnown: null, problem: null };
    }
    if (words === null) return { ...known, redirectKnown: true, problem: null };
    if (!/redirect/i.test(words)) return { ...known, redirectKnown: null, problem: null };
    return {
      ...known,
      redirectKnown: false,
      problem: {
        code: 'unknown_redirect',
        sentence: `Spotify knows the app, but not the redirect address ${redirectUri}.`,
        remedy: 'Add exactly this address under Redirect URIs of the app in the dashboard of Spotify, and save there.',
      },
    };
  }
}

/** `null`: the app is known, only the code is not. */
function refusalOf({ error, description }: TokenRefusal, withSecret: boolean): SpotifyTrial | null {
  if (error === 'invalid_grant') return null;
  if (error !== 'invalid_client') {
    const sentence = `Spotify did not say whether it knows the app (${error.slice(0, 60)}).`;
    return unsaid('unexpected', sentence, 'Try again later.');
  }
  const secret = withSecret && /secret/i.test(description);
  const problem = secret
    ? {
        code: 'wrong_secret',
        sentence: 'Spotify knows the client id, but this is not its secret.',
        remedy: 'Copy the secret from the dashboard of Spotify again, or leave it out: signing in works without.',
      }
    : {
        code: 'unknown_client',
        sentence: 'Spotify does not know this client id.',
        remedy: 'Copy the client id from the dashboard of Spotify again (32 letters and digits).',
      };
  return { reachable: true, accepted: false, redirectKnown: null, problem };
}

function unsaid(code: string, sentence: string, remedy: string): SpotifyTrial {
  return { reachable: true, accepted: null, redirectKnown: null, problem: { code, sentence, remedy } };
}
