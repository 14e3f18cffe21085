import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** What unsealing gave. A key that is not ours, or changed text, is an expected outcome, not a crash. */
export type Unsealed =
  | { readonly ok: true; readonly text: string /** Sealed with an older key: seal it anew. */; readonly stale: boolean }
  | { readonly ok: false; readonly why: 'unknown_key' | 'damaged'; readonly sentence: string; readonly remedy: string };

/** Seals small secrets for the database. */
export interface Sealer {
  /** `purpose` is bound to the text: what was sealed as one thing cannot be unsealed as another. */
  seal(text: string, purpose: string): string;
  unseal(sealed: string, purpose: string): Unsealed;
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const form = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{38,})$/;
const ivBytes = 12;
const tagBytes = 16;

/** A key of 32 bytes out of any text with enough chance in it. HKDF is not slow: the text must be random, not a password. */
function keyOf(text: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', text, '', 'harmony.sealing.v1', 32));
  // the id tells keys apart and says nothing of the key
  const id = createHash('sha256').update('harmony.key-id').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

/**
 * Seals with AES-256-GCM as `v1.<key id>.<base64url of nonce, tag, ciphertext>`. The first key seals; the others, older ones, only unseal, so that a
 * key can be changed without losing what it sealed. At least one key is needed.
 */
export function createSealer(keys: readonly [string, ...string[]]): Sealer {
  const [current, ...older] = keys;
  const first = keyOf(current);
  const byId = new Map([first, ...older.map(keyOf)].map((key) => [key.id, key]));
  return {
    seal(text, purpose) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', first.bytes, iv, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `v1.${first.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    unseal(sealed, purpose) {
      const parts = form.exec(sealed);
      const key = byId.get(parts?.[1] ?? '');
      if (parts === null) return damaged;
      if (key === undefined) return unknownKey;
      const bytes = Buffer.from(parts[2] ?? '', 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(purpose));
        decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
        return { ok: true, text: text.toString('utf8'), stale: key !== first };
      } catch {
        return damaged;
      }
    },
  };
}

const unknownKey: Unsealed = {
  ok: false,
  why: 'unknown_key',
  sentence: 'A stored secret was sealed with another key than the one that Harmony has now.',
  remedy:
    'Put the earlier key into SECRETS_OLD_KEYS (or restore the file secrets.key of the data folder), or enter the secret again.',
};

const damaged: Unsealed = {
  ok: false,
  why: 'damaged',
  sentence: 'A stored secret cannot be read: it was changed or cut off.',
  remedy: 'Enter the secret again, or sign in again.',
};
