import { client, done, unwrap } from './request.ts';
import type { ApiKey, MadeKey, Scope, Session } from './types.ts';

/** Whether signing in is needed, and who is signed in. */
export function readSession(signal: AbortSignal): Promise<Session> {
  return unwrap(client.GET('/session', { signal }));
}

/** Trades a key for the cookie of a session; the key itself is kept nowhere. */
export function signIn(key: string): Promise<Session> {
  return unwrap(client.POST('/session', { body: { key } }));
}

/** Ends the session. */
export function signOut(): Promise<void> {
  return done(client.DELETE('/session'));
}

/** The keys that were made here. */
export async function listKeys(signal: AbortSignal): Promise<ApiKey[]> {
  return (await unwrap(client.GET('/keys', { signal }))).items;
}

/** Makes a key; its text is in the answer and never shown again. `expiresAt`: a day such as 2026-12-31, or `null` for never. */
export function makeKey(key: { name: string; scope: Scope; expiresAt: string | null }): Promise<MadeKey> {
  return unwrap(client.POST('/keys', { body: { name: key.name, scope: key.scope, expires_at: key.expiresAt } }));
}

/** Revokes a key; browsers that signed in with it are signed out. */
export function revokeKey(id: number): Promise<void> {
  return done(client.DELETE('/keys/{id}', { params: { path: { id } } }));
}
