import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key just made; `text` is shown once and not kept. */
export interface NewKey {
  readonly text: string;
  readonly hash: Buffer;
  /** Its beginning, by which people recognise it. */
  readonly hint: string;
}

/** Makes a key or a session token of 256 random bits. */
export function makeKey(prefix: string): NewKey {
  const text = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { text, hash: hashOf(text), hint: text.slice(0, prefix.length + 5) };
}

/** What is stored in place of a key. One round of sha-256 is enough for 256 random bits: there is nothing to guess. */
export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Which of the hashes is that of `text`; the time taken does not depend on which, or on how much is alike. */
export function indexOfKey(hashes: readonly Buffer[], text: string): number {
  const given = hashOf(text);
  let found = -1;
  for (const [index, hash] of hashes.entries()) if (timingSafeEqual(hash, given)) found = index;
  return found;
}

/** The name of a key as it is kept; `null` when it is no visible text of 1 to 100 characters. */
export function asKeyName(given: string): string | null {
  const name = given.trim();
  return name === '' || name.length > 100 || /[\p{Cc}\p{Cf}]/u.test(name) ? null : name;
}
