import type { SpotifyState } from '#integrations/spotify';
import type { Logger } from '#platform/log';

/** How an outside service is, in the words of the first Harmony. */
export interface ProviderHealth {
  readonly status: 'ok' | 'degraded' | 'down';
  /** Why it is not well: a code. */
  readonly reason: string | null;
  readonly version?: string | null;
}

/** Writes `integration.health` when a service is seen for the first time and whenever it changes; a service that is not set up (`null`) is none. */
export function createHealthTeller(
  log: Pick<Logger, 'info' | 'warn'>,
): (provider: string, health: ProviderHealth | null) => void {
  const last = new Map<string, string>();
  return (provider, health) => {
    const seen = JSON.stringify(health);
    if ((last.get(provider) ?? 'null') === seen) return;
    last.set(provider, seen);
    if (health === null) return;
    const fields = { event: 'integration.health', component: 'integrations', provider, ...health };
    log[health.status === 'ok' ? 'info' : 'warn'](fields, `${provider}: ${health.status}`);
  };
}

/** Spotify with an app and nobody signed in works half; while it is paused after failures nothing of it does. */
export function spotifyHealth({ mode, clientId, link, mood }: SpotifyState): ProviderHealth | null {
  if (mode === 'FREE' || clientId === null) return null;
  const problem = mood.lastProblem?.code ?? null;
  if (mood.pausedUntil !== null) return { status: 'down', reason: problem };
  if (mood.level > 0) return { status: 'degraded', reason: problem };
  if (link?.state === 'linked') return { status: 'ok', reason: null };
  return { status: 'degraded', reason: link?.problem?.code ?? 'not_signed_in' };
}

/** Plex by its state. */
export function plexHealth(state: string): ProviderHealth | null {
  if (state === 'not_configured') return null;
  return state === 'ok' ? { status: 'ok', reason: null } : { status: 'down', reason: state };
}
