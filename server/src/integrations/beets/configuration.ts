import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Beet } from './calls.ts';
import { BeetsProblem } from './problem.ts';
import { requireSuccess } from './query.ts';

/** What beets is and where it keeps things. */
export interface BeetsConfiguration {
  readonly version: string;
  readonly python: string | null;
  readonly plugins: readonly string[];
  /** Folder into which beets copies or moves music; absolute. */
  readonly directory: string;
  /** Its database; absolute. */
  readonly library: string;
}

/** Asks beets for its version and its configuration. Throws `BeetsProblem`. */
export async function configuration(beet: Beet): Promise<BeetsConfiguration> {
  const version = await beet(['version']);
  requireSuccess(version, 'version');
  const config = await beet(['config', '-d']);
  requireSuccess(config, 'config');
  const read = readYaml(config.stdout);
  const directory = read['directory'];
  const library = read['library'];
  if (typeof directory !== 'string' || typeof library !== 'string')
    throw new BeetsProblem(
      'beets_config',
      'The configuration of beets names no music folder or no library.',
      'Set `directory` and `library` in config.yaml of beets.',
    );
  const home = async (): Promise<string> => dirname((await beet(['config', '-p'])).stdout.trim());
  return {
    ...readVersion(version.stdout),
    directory: await absolute(directory, home),
    library: await absolute(library, home),
  };
}

/** What `beet version` says. */
export function readVersion(text: string): Pick<BeetsConfiguration, 'version' | 'python' | 'plugins'> {
  return {
    version: /^beets version (\S+)/m.exec(text)?.[1] ?? 'unknown',
    python: /^Python version (\S+)/m.exec(text)?.[1] ?? null,
    plugins: (/^plugins: (.+)$/m.exec(text)?.[1] ?? '').split(',').flatMap((name) => name.trim() || []),
  };
}

function readYaml(text: string): Record<string, unknown> {
  try {
    const read: unknown = parse(text, { logLevel: 'silent', uniqueKeys: false });
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch (error) {
    throw new BeetsProblem(
      'beets_config',
      `What beet config prints is not readable: ${error instanceof Error ? error.message.split('\n', 1)[0] : ''}`,
      'Look at the output of `beet config -d`.',
    );
  }
}

/** beets takes `~` for the home folder, and anything relative from the folder of its configuration. */
async function absolute(path: string, home: () => Promise<string>): Promise<string> {
  if (path === '~' || path.startsWith('~/')) return resolve(join(homedir(), path.slice(1)));
  return isAbsolute(path) ? resolve(path) : resolve(await home(), path);
}
