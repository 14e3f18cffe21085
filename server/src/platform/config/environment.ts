import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * The environment with `.env` beneath it: a variable of the process wins over the file. The only place that reads `process.env`.
 * `HARMONY_ENV_FILE` names another file. Throws when a named file cannot be read.
 */
export function readEnvironment(): Record<string, string | undefined> {
  const named = process.env['HARMONY_ENV_FILE'];
  const file = environmentFile();
  if (named === undefined && !existsSync(file)) return { ...process.env };
  return { ...parseEnv(readFileSync(file, 'utf8')), ...process.env };
}

/** Absolute path of the file beneath the environment, whether it is there or not. */
export function environmentFile(): string {
  return resolve(process.env['HARMONY_ENV_FILE'] ?? '.env');
}

/** What of our environment a program that we start may see: the variables of these names, where they are set. */
export function environmentFor(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Whether `npm start` is our parent; when it goes, however it goes, we are meant to go too. */
export function isStartedByNpm(): boolean {
  return process.env['npm_lifecycle_event'] === 'start';
}
