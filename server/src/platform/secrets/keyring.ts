import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SettingValues, setting } from '#platform/config';
import { createSealer, type Sealer } from './sealer.ts';

/** Where the key for sealing comes from. */
export const secretSettings = {
  key: setting.secret({
    name: 'SECRETS_KEY',
    default: null,
    doc: 'Key that seals tokens and passwords in the database: at least 32 random characters, for example from "openssl rand -base64 32". Processes that share a database need the same. Not set: SECRETS_KEY_FILE.',
  }),
  keyFile: setting.path({
    name: 'SECRETS_KEY_FILE',
    default: null,
    doc: 'File with that key. Not set: secrets.key in the data folder, made at the first start and readable by its owner only.',
  }),
  oldKeys: setting.secret({
    name: 'SECRETS_OLD_KEYS',
    default: null,
    doc: 'Earlier keys, separated by commas, that still unseal; what is used is sealed with the new key.',
  }),
} as const;

/** The slice as values. */
type SecretSettings = SettingValues<typeof secretSettings>;

const leastLength = 32;
const defaultName = 'secrets.key';

/** The key cannot be used; the program must not start with another one in its place. */
export class SealingKeyProblem extends Error {
  readonly remedy: string;

  constructor(sentence: string, remedy: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = 'SealingKeyProblem';
    this.remedy = remedy;
  }
}

/**
 * Opens the key of this house. A configured key that cannot be used is told at once; the file in the data folder is looked for, or made, when a secret is first
 * sealed, so that whoever keeps none needs none. Throws `SealingKeyProblem`.
 */
export function openSealer(settings: SecretSettings, dataDir: string): Sealer {
  const older = (settings.oldKeys ?? '')
    .split(/[,\n]/)
    .map((key) => key.trim())
    .filter((key) => key !== '');
  const given = givenKey(settings);
  if (given !== null) return createSealer([given, ...older]);
  const path = join(dataDir, defaultName);
  let opened: Sealer | null = null;
  /** With the key of the file; `null` while there is no file. */
  const ready = (key: string | null): Sealer | null => {
    if (opened === null && key !== null) opened = createSealer([longEnough(key, path), ...older]);
    return opened;
  };
  /** Without the file only earlier keys can open anything. */
  const keyless = (): Sealer => createSealer([randomBytes(32).toString('base64'), ...older]);
  return {
    seal(text, purpose) {
      const sealer =
        opened ?? ready(readIfThere(path)) ?? createSealer([longEnough(makeKey(dataDir, path), path), ...older]);
      opened = sealer;
      return sealer.seal(text, purpose);
    },
    unseal(sealed, purpose) {
      try {
        return (opened ?? ready(readIfThere(path)) ?? keyless()).unseal(sealed, purpose);
      } catch (error) {
        if (!(error instanceof SealingKeyProblem)) throw error;
        return { ok: false, why: 'unknown_key', sentence: error.message, remedy: error.remedy };
      }
    },
  };
}

/** The key that is configured; `null`: that of the data folder counts. */
function givenKey(settings: SecretSettings): string | null {
  if (settings.key !== null) return longEnough(settings.key, 'SECRETS_KEY');
  if (settings.keyFile !== null) return longEnough(readKey(settings.keyFile), settings.keyFile);
  return null;
}

function longEnough(key: string, where: string): string {
  if (key.length >= leastLength) return key;
  throw new SealingKeyProblem(
    `The key for sealing secrets in ${where} has ${key.length} characters; ${leastLength} are the least.`,
    'Make one with "openssl rand -base64 32". If the file was cut off, restore it: without it stored tokens are lost.',
  );
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new SealingKeyProblem(
      `The key for sealing secrets cannot be read from ${path} (${codeOf(error)}).`,
      'Check that the file exists and that Harmony may read it.',
      error,
    );
  }
}

function readIfThere(path: string): string | null {
  try {
    statSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
  }
  return readKey(path);
}

/** Written aside and linked into place, so that of two processes that start at once one wins and no half file is ever seen. */
function makeKey(dataDir: string, path: string): string {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(aside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    try {
      linkSync(aside, path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      unlinkSync(aside);
    }
  } catch (error) {
    throw new SealingKeyProblem(
      `No key for sealing secrets can be made at ${path} (${codeOf(error)}).`,
      'Make the data folder writable, or set SECRETS_KEY.',
      error,
    );
  }
  return readKey(path);
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : String(error);
}
