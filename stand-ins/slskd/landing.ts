import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

/** Replaces what Linux does not allow in a name, and names that mean a folder. */
export function sanitiseName(name: string): string {
  const clean = name.replaceAll(/[\0/\\]/g, '_');
  return clean === '.' || clean === '..' ? '_' : clean;
}

const segmentsOf = (path: string): string[] => path.split(/[\\/]/).filter((segment) => segment !== '');

/** Drops `C:` (also when no separator follows) and SoulseekQt's `@@abcde`. */
function withoutRoot(path: string): string[] {
  const segments = segmentsOf(path.replace(/^[A-Za-z]:/, ''));
  return /^@@[A-Za-z0-9]{5,}$/.test(segments[0] ?? '') && segments.length > 1 ? segments.slice(1) : segments;
}

const sanitisePath = (path: string): string => segmentsOf(path).map(sanitiseName).join('/');

/** What is known about a transfer when its place is decided. */
export interface LandingFacts {
  readonly filename: string;
  readonly username: string;
  readonly batchId: string | null;
  readonly destination: string | null;
  readonly searchId: string | null;
  readonly searchText: string | null;
}

/** Last segment of the remote path, both separators, made safe. Throws for a path that ends in a separator: the daemon fails such a transfer. */
export function landingName(filename: string): string {
  const name = filename.split(/[\\/]/).at(-1);
  if (!name) throw new Error('The remote path has no file name');
  return sanitiseName(name);
}

/** Sub-folder of the downloads folder for a finished file: 0.26 with destination and pattern, earlier versions the remote parent's name. */
export function landingFolder(
  facts: LandingFacts,
  rules: { readonly modern: boolean; readonly pattern: string },
): string {
  if (!rules.modern) {
    const parent = segmentsOf(facts.filename).at(-2);
    return parent === undefined ? '' : sanitiseName(parent);
  }
  if (rules.pattern === '{}') return '';
  if (facts.destination !== null && facts.destination.trim() !== '') return sanitisePath(facts.destination);
  const folders = withoutRoot(facts.filename).slice(0, -1).map(sanitiseName);
  const values: Readonly<Record<string, string>> = {
    SOURCE_USERNAME: sanitiseName(facts.username),
    SOURCE_PATH: folders.join('/'),
    SOURCE_DIRECTORY: folders.at(-1) ?? '',
    BATCH_ID: facts.batchId ?? 'unknown_batch_id',
    BATCH_EXTERNAL_ID: 'unknown_batch_external_id',
    SEARCH_ID: facts.searchId ?? 'unknown_search_id',
    SEARCH_TEXT: sanitiseName(facts.searchText ?? 'unknown_search_text'),
  };
  const filled = rules.pattern.replace(/\$\{([^}]*)\}/g, (token, name: string) => values[name.toUpperCase()] ?? token);
  return sanitisePath(filled);
}

/** Relative path below the incomplete folder. */
export function incompletePath(facts: LandingFacts, modern: boolean): string {
  const name = landingName(facts.filename);
  if (!modern) return join(landingFolder(facts, { modern: false, pattern: '' }), name);
  // The server of `\\server\share` is a root here only: elsewhere the path has lost its leading separators before.
  const local = facts.filename.replace(/^[\\/]{2}[^\\/]+/, '');
  const folders = withoutRoot(local).slice(0, -1).map(sanitiseName);
  return join(sanitiseName(facts.username), ...folders, name);
}

const ticksAtUnixEpoch = 621_355_968_000_000_000n;

/** Moves a finished file to its place; a taken name gets .NET ticks (18 digits) appended to its stem. Returns the final path; throws what the file system throws. */
export function moveIntoPlace(from: string, folder: string, name: string, exists: 'rename' | 'overwrite'): string {
  let target = join(folder, name);
  mkdirSync(dirname(target), { recursive: true });
  if (exists === 'rename' && existsSync(target)) {
    const ticks = ticksAtUnixEpoch + BigInt(Date.now()) * 10_000n + ((process.hrtime.bigint() / 100n) % 10_000n);
    const extension = extname(name);
    target = join(folder, `${name.slice(0, name.length - extension.length)}_${ticks}${extension}`);
  }
  renameSync(from, target);
  return target;
}
