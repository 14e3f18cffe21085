import { problemFrom } from './problem.ts';
import { client, unwrap } from './request.ts';
import type { SignIn, SignInState, SpotifyEntry, SpotifyMode, SpotifyStatus, SpotifyTrial } from './types.ts';

/** Whether Spotify can be used, until when, and what it does for this app. */
export function readSpotifyStatus(signal: AbortSignal): Promise<SpotifyStatus> {
  return unwrap(client.GET('/spotify/status', { signal }));
}

/** FREE: Spotify is never asked. PRO: with an app of the person's own. */
export async function setSpotifyMode(mode: SpotifyMode): Promise<void> {
  await unwrap(client.POST('/spotify/mode', { body: { mode } }));
}

/** Sets the app, in effect at once; what is left out stays, `null` goes back to the environment. */
export function setSpotifyApp(entry: SpotifyEntry): Promise<SpotifyStatus> {
  return unwrap(client.PUT('/spotify/credentials', { body: entry }));
}

/** Asks Spotify with what was entered and stores nothing. */
export function trySpotifyApp(entry: SpotifyEntry): Promise<SpotifyTrial> {
  return unwrap(client.POST('/spotify/credentials/try', { body: entry }));
}

/** Begins to sign in; throws a `Problem` with the sentence when Spotify would refuse it. */
export function startSignIn(): Promise<SignIn> {
  return unwrap(client.POST('/spotify/pro/oauth/start'));
}

/** How a sign-in stands. */
export function readSignIn(state: string, signal: AbortSignal): Promise<SignInState> {
  return unwrap(client.GET('/oauth/status/{state}', { params: { path: { state } }, signal }));
}

/** Finishes a sign-in with the address that the browser was sent to. Throws a `Problem` whose message is a sentence. */
export async function finishSignIn(redirectUrl: string): Promise<void> {
  const { data, error, response } = await client.POST('/oauth/manual', { body: { redirect_url: redirectUrl } });
  if (data?.ok === true) return;
  const answer = (data ?? error) as { error_code?: string | null; message?: string | null } | undefined;
  const { error_code: code, message } = answer ?? {};
  if (typeof code !== 'string') throw problemFrom(response.status, error);
  throw problemFrom(response.status, { error: { code, message: message ?? '' } });
}

/** Signs out; tokens and what belonged to the account are deleted. */
export async function signOutOfSpotify(): Promise<void> {
  await unwrap(client.DELETE('/spotify/account'));
}

/** Asks Spotify again for what it refused. */
export function retrySpotify(): Promise<SpotifyStatus> {
  return unwrap(client.POST('/spotify/account/retry'));
}
