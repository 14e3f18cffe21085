import { createHash } from 'node:crypto';
import { createRandom } from '../../audio/bytes.ts';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A 22-letter base62 identifier in Spotify's form, always the same for the same kind and name; these are not the real ones. */
export function spotifyId(kind: string, name: string): string {
  const random = createRandom(`${kind} ${name}`);
  return Array.from({ length: 22 }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** Whether a text has the form of an identifier. */
export const isSpotifyId = (text: string): boolean => /^[0-9A-Za-z]{22}$/.test(text);

/** `spotify:track:…` */
export const uriOf = (kind: string, id: string): string => `spotify:${kind}:${id}`;

/** Forty hexadecimal digits as in the addresses of covers. */
export const imageHash = (text: string): string => createHash('sha1').update(text).digest('hex');
