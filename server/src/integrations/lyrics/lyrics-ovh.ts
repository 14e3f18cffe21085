import type { LyricsSource } from '../../pipeline/7-tag/ports.ts';
import type { Way } from './way.ts';

/** A first line that names where the words were taken from. */
const banner = /^(?:Paroles de la chanson|Lyrics (?:of|to|for)|Letra de)\b.*$/i;

/** lyrics.ovh: words without times. */
export function createLyricsOvh(way: Way): LyricsSource {
  return {
    name: 'lyrics.ovh',
    async find(track, signal) {
      const [artist, title] = [track.artists[0] ?? '', track.title].map(encodeURIComponent);
      const reply = (await way.get(`/${artist}/${title}`, signal)) as { lyrics?: unknown } | null;
      const words = typeof reply?.lyrics === 'string' ? reply.lyrics : '';
      const [first = '', ...lines] = words.replace(/\r\n?/g, '\n').trim().split('\n');
      const text = (banner.test(first) ? lines : [first, ...lines]).join('\n').trim();
      return text === '' ? null : { kind: 'plain', text };
    },
  };
}
