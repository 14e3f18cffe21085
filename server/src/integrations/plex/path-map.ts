/** One folder as we see it and as Plex sees it. */
export interface PathPair {
  readonly ours: string;
  readonly theirs: string;
}

/** Our paths in Plex's spelling and back. */
export interface PathMap {
  readonly pairs: readonly PathPair[];
  /** `null` for a path outside every pair. Without pairs both see the same. */
  toPlex(path: string): string | null;
  toOurs(path: string): string | null;
}

const separatorOf = (folder: string): '/' | '\\' => (folder.includes('\\') || /^[A-Za-z]:/.test(folder) ? '\\' : '/');
const bare = (folder: string): string => (folder.length > 1 ? folder.replace(/[\\/]+$/, '') : folder);

/** What is wrong with an entry `ours=theirs`, or `null`. */
export function faultOfPair(entry: string): string | null {
  const { ours, theirs } = pairOf(entry);
  if (!ours.startsWith('/')) return `must be written ours=theirs with absolute paths, got "${entry}"`;
  if (!theirs.startsWith('/') && !/^(?:[A-Za-z]:[\\/]|\\\\)/.test(theirs))
    return `must name an absolute path after "=", got "${entry}"`;
  if (hasDots(ours) || hasDots(theirs)) return `must not contain "..", got "${entry}"`;
  return null;
}

/** Reads `ours=theirs`. */
export function pairOf(entry: string): PathPair {
  const at = entry.indexOf('=');
  return { ours: bare(entry.slice(0, Math.max(0, at)).trim()), theirs: bare(entry.slice(at + 1).trim()) };
}

const hasDots = (path: string): boolean => path.split(/[\\/]/).includes('..');

/** Whether `path` is `folder` or lies in it, in the spelling of the folder. Windows does not mind case. */
export function isBelow(folder: string, path: string): boolean {
  const separator = separatorOf(folder);
  const plain = (text: string): string => (separator === '\\' ? text.replaceAll('/', '\\').toLowerCase() : text);
  const root = plain(bare(folder));
  const at = plain(path);
  return at === root || at.startsWith(root.endsWith(separator) ? root : `${root}${separator}`);
}

/** The longest folder that fits counts. */
export function createPathMap(entries: readonly string[]): PathMap {
  const pairs = entries.map(pairOf);
  function moved(path: string, from: 'ours' | 'theirs', to: 'ours' | 'theirs'): string | null {
    if (hasDots(path)) return null;
    if (pairs.length === 0) return path;
    const pair = pairs
      .filter((each) => isBelow(each[from], path))
      .toSorted((a, b) => b[from].length - a[from].length)[0];
    if (pair === undefined) return null;
    const rest = path.slice(bare(pair[from]).length).split(separatorOf(pair[from]) === '\\' ? /[\\/]/ : '/');
    const root = pair[to] === '/' ? '' : pair[to];
    return [root, ...rest.filter((part) => part !== '')].join(separatorOf(pair[to])) || '/';
  }
  return { pairs, toPlex: (path) => moved(path, 'ours', 'theirs'), toOurs: (path) => moved(path, 'theirs', 'ours') };
}
