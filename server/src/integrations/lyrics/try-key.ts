import type { SettingValues } from '#platform/config';
import { createMood, createOutbound, ServiceFault } from '#platform/outbound';
import type { SecretAnswer } from '../../system/ports.ts';
import type { lyricsSourceSettings } from './settings.ts';

/** Asks Musixmatch whether it knows this key, apart from the real way. HTTP says 200 whatever happened, the truth is in the header of the message. Never throws. */
export async function tryMusixmatchKey(
  settings: Pick<SettingValues<typeof lyricsSourceSettings>, 'musixmatchUrl'>,
  key: string,
  signal: AbortSignal,
): Promise<SecretAnswer> {
  const out = createOutbound({
    service: 'Musixmatch',
    baseUrl: settings.musixmatchUrl,
    mood: createMood({ service: 'musixmatch' }),
    retries: 0,
    maxBytes: 256 * 1024,
    unhealthy: [],
  });
  try {
    const query = new URLSearchParams({ apikey: key, format: 'json', q_track: 'Yesterday', q_artist: 'The Beatles' });
    const { json } = await out.call({ method: 'GET', path: `/matcher.lyrics.get?${query.toString()}`, signal });
    const reply = json as { message?: { header?: { status_code?: unknown } } } | null;
    const status = Number(reply?.message?.header?.status_code ?? 0);
    // 404: there are no such words, but the question was answered; 402: the key is right, and used up for today
    if ([200, 402, 404].includes(status)) return { kind: 'accepted' };
    if (status === 401 || status === 403) return { kind: 'refused' };
    return status >= 500 ? { kind: 'broken', status } : { kind: 'unexpected', status };
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    if (error.status === null) return { kind: 'unreachable' };
    if (error.status === 401 || error.status === 403) return { kind: 'refused' };
    return error.status >= 500
      ? { kind: 'broken', status: error.status }
      : { kind: 'unexpected', status: error.status };
  } finally {
    await out.close();
  }
}
