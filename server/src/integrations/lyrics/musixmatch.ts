import { ServiceFault } from '#platform/outbound';
import type { LyricsSource } from '../../pipeline/7-tag/ports.ts';
import type { Way } from './way.ts';

/** Lines that the lowest plan puts under a third of the words. */
const disclaimer = /\*{3,}\s*This Lyrics is NOT/i;
const limitRestMs = 60 * 60_000;

/**
 * Musixmatch with a key of one's own. HTTP says 200 whatever happened; the truth is in `message.header.status_code`, and `message.body` may be an
 * object, an empty list or an empty text. A third of the words with a disclaimer is not the words.
 */
export function createMusixmatch(way: Way, apiKey: string): LyricsSource {
  const fault = (code: ServiceFault['code'], sentence: string, remedy: string, retryAt: Date | null = null) =>
    new ServiceFault({ service: 'musixmatch', code, sentence, remedy, retryAt });

  async function ask(method: string, fields: Record<string, string>, signal: AbortSignal): Promise<unknown> {
    const query = new URLSearchParams({ apikey: apiKey, format: 'json', ...fields });
    const reply = (await way.get(`/${method}?${query.toString()}`, signal)) as {
      message?: { header?: { status_code?: unknown }; body?: unknown };
    } | null;
    const status = Number(reply?.message?.header?.status_code ?? 0);
    if (status === 200) return reply?.message?.body;
    if (status === 404) return null;
    if (status === 401 || status === 403)
      throw fault(
        status === 401 ? 'unauthorised' : 'forbidden',
        `Musixmatch does not accept our key (${status}).`,
        'Check MUSIXMATCH_API_KEY, or remove it.',
      );
    if (status === 402)
      throw fault(
        'service_error',
        'The limit of the key for Musixmatch is reached.',
        'Nothing to do: it is tried again later.',
        new Date(Date.now() + limitRestMs),
      );
    throw fault('service_error', `Musixmatch answered with ${status}.`, 'Nothing to do: it is tried again later.');
  }

  return {
    name: 'Musixmatch',
    async find(track, signal) {
      const song = {
        q_track: track.title,
        q_artist: track.artists[0] ?? '',
        ...(track.isrc === null ? {} : { track_isrc: track.isrc }),
      };
      const length = track.durationMs === null ? {} : lengthOf(track.durationMs);
      const subtitle = part(
        await ask('matcher.subtitle.get', { ...song, ...length, subtitle_format: 'lrc' }, signal),
        'subtitle',
      );
      const lrc = textOf(subtitle, 'subtitle_body');
      if (subtitle?.['restricted'] !== 1 && lrc !== '') return { kind: 'synced', lrc };
      const lyrics = part(await ask('matcher.lyrics.get', song, signal), 'lyrics');
      if (lyrics?.['instrumental'] === 1) return { kind: 'instrumental' };
      const text = textOf(lyrics, 'lyrics_body');
      if (lyrics?.['restricted'] === 1 || text === '' || disclaimer.test(text)) return null;
      return { kind: 'plain', text };
    },
  };
}

function lengthOf(durationMs: number): Record<string, string> {
  return { f_subtitle_length: String(Math.round(durationMs / 1000)), f_subtitle_length_max_deviation: '2' };
}

function part(body: unknown, name: string): Record<string, unknown> | null {
  if (typeof body !== 'object' || body === null) return null;
  const found = (body as Record<string, unknown>)[name];
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : null;
}

function textOf(from: Record<string, unknown> | null, name: string): string {
  const value = from?.[name];
  return typeof value === 'string' ? value.trim() : '';
}
