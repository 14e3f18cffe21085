/** One file of a share. */
export interface SharedFile {
  /** Its name without the folder. */
  readonly name: string;
  /** Its whole path at the peer: the key for fetching. */
  readonly path: string;
  readonly size: number;
  /** kbit/s. */
  readonly bitrate: number | null;
  /** Seconds. */
  readonly length: number | null;
}

/** One folder of a share. */
export interface SharedFolder {
  readonly name: string;
  readonly path: string;
  readonly folders: Map<string, SharedFolder>;
  readonly files: SharedFile[];
  /** Files here and below. */
  total: number;
  /** Closed to us: shown, but not to be fetched. */
  locked: boolean;
}

/** A row of the tree as it is shown. */
export type TreeRow =
  | { readonly kind: 'folder'; readonly depth: number; readonly folder: SharedFolder; readonly open: boolean }
  | { readonly kind: 'file'; readonly depth: number; readonly file: SharedFile; readonly locked: boolean };

const folderOf = (name: string, path: string): SharedFolder => ({
  name,
  path,
  folders: new Map(),
  files: [],
  total: 0,
  locked: false,
});
const listOf = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Builds the tree of a share out of what slskd lists: flat folders with their whole path. */
export function growTree(browsed: Readonly<Record<string, unknown>>): SharedFolder {
  const root = folderOf('', '');
  for (const [key, locked] of [
    ['directories', false],
    ['lockedDirectories', true],
  ] as const) {
    for (const directory of listOf(browsed[key])) plant(root, directory, locked);
  }
  count(root);
  return root;
}

function plant(root: SharedFolder, directory: Readonly<Record<string, unknown>>, locked: boolean): void {
  const path = textOf(directory['name']);
  const separator = path.includes('\\') || !path.includes('/') ? '\\' : '/';
  let at = root;
  for (const name of path.split(/[\\/]+/)) {
    if (name === '') continue;
    let below = at.folders.get(name);
    if (below === undefined) {
      below = folderOf(name, at.path === '' ? name : `${at.path}${separator}${name}`);
      at.folders.set(name, below);
    }
    at = below;
  }
  at.locked = locked;
  for (const file of listOf(directory['files'])) {
    const name = textOf(file['filename']);
    at.files.push({
      name,
      path: path === '' ? name : `${path}${separator}${name}`,
      size: numberOf(file['size']) ?? 0,
      bitrate: numberOf(file['bitRate']),
      length: numberOf(file['length']),
    });
  }
}

function count(folder: SharedFolder): number {
  let total = folder.files.length;
  for (const below of folder.folders.values()) total += count(below);
  folder.total = total;
  return total;
}

/**
 * The rows that are shown: folders that are open with what lies in them. With `words` every folder or file whose path holds all of them,
 * unfolded on the way there.
 */
export function rowsOf(root: SharedFolder, open: ReadonlySet<string>, words = ''): TreeRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: TreeRow[] = [];
  const holds = (path: string): boolean => {
    const low = path.toLowerCase();
    return wanted.every((word) => low.includes(word));
  };
  const sift = (folder: SharedFolder, depth: number): boolean => {
    const start = rows.length;
    rows.push({ kind: 'folder', depth, folder, open: true });
    let found = holds(folder.path);
    for (const below of sorted(folder)) if (sift(below, depth + 1)) found = true;
    for (const file of folder.files) {
      if (!holds(file.path)) continue;
      rows.push({ kind: 'file', depth: depth + 1, file, locked: folder.locked });
      found = true;
    }
    if (!found) rows.length = start;
    return found;
  };
  const walk = (folder: SharedFolder, depth: number): void => {
    const unfolded = open.has(folder.path);
    rows.push({ kind: 'folder', depth, folder, open: unfolded });
    if (!unfolded) return;
    for (const below of sorted(folder)) walk(below, depth + 1);
    for (const file of folder.files) rows.push({ kind: 'file', depth: depth + 1, file, locked: folder.locked });
  };
  for (const folder of sorted(root)) {
    if (wanted.length === 0) walk(folder, 0);
    else sift(folder, 0);
  }
  for (const file of root.files) {
    if (holds(file.path)) rows.push({ kind: 'file', depth: 0, file, locked: root.locked });
  }
  return rows;
}

const collator = new Intl.Collator(undefined, { numeric: true });

function sorted(folder: SharedFolder): SharedFolder[] {
  return [...folder.folders.values()].sort((a, b) => collator.compare(a.name, b.name));
}

const audio = /\.(?:flac|mp3|m4a|aac|ogg|opus|wav|aiff?|ape|wv|alac|wma|mpc)$/i;

/** The music that lies in a folder itself. */
export function musicIn(folder: SharedFolder): SharedFile[] {
  return folder.locked ? [] : folder.files.filter((file) => audio.test(file.name));
}
