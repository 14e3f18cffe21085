import { readFileSync } from 'node:fs';
import type { AccessSettings } from './settings.ts';

/** The file with keys cannot be read; starting without it would lock people out, or in. */
export class KeysFileProblem extends Error {
  readonly remedy = 'Check HARMONY_API_KEYS_FILE: the file must exist, and Harmony must be able to read it.';

  constructor(path: string, cause: unknown) {
    const code = (cause as { code?: unknown }).code;
    super(`The API keys cannot be read from ${path} (${typeof code === 'string' ? code : String(cause)}).`, { cause });
    this.name = 'KeysFileProblem';
  }
}

/** The keys of the environment and of the file, each once. Throws `KeysFileProblem`. */
export function readFixedKeys(settings: Pick<AccessSettings, 'keys' | 'keysFile'>): readonly string[] {
  const listed = (settings.keys ?? '').split(/[,\n]/);
  const filed = settings.keysFile === null ? [] : readLines(settings.keysFile);
  const keys = [...listed, ...filed].map((key) => key.trim()).filter((key) => key !== '');
  return [...new Set(keys)];
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch (error) {
    throw new KeysFileProblem(path, error);
  }
}
