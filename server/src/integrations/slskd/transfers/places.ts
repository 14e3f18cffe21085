/** What decides where the daemon puts a finished file. */
export interface PlaceRules {
  /** slskd ≥ 0.26: batch destinations and patterns. */
  readonly patterns: boolean;
  /** `transfers.download.destination.subdirectory`; `null` means the default. */
  readonly subdirectory: string | null;
  /** The daemon runs on Windows, which allows fewer characters. */
  readonly windows: boolean;
}

/**
 * Where a finished file should lie below the downloads folder, most likely place first, each as path segments (reference §9.1, §9.2).
 * Several places, because a restart of the daemon loses the batch and with it the destination (§5.10).
 */
export function expectedPlaces(
  file: { readonly username: string; readonly path: string; readonly batchId: string },
  rules: PlaceRules,
): readonly (readonly string[])[] {
  const segments = splitRemote(file.path);
  const name = clean(segments.at(-1) ?? '', rules.windows);
  const parents = segments.slice(0, -1);
  if (!rules.patterns) {
    const parent = parents.at(-1);
    return [parent === undefined ? [name] : [clean(parent, rules.windows), name]];
  }
  const pattern = rules.subdirectory ?? '${SOURCE_DIRECTORY}';
  if (pattern.trim() === '{}') return [[name]];
  const rooted = withoutRoot(file.path, parents);
  const filled = (batchId: string): string[] => [...fill(pattern, file.username, rooted, batchId, rules.windows), name];
  const places = [[file.batchId, name], filled(file.batchId), filled('unknown_batch_id'), [name]];
  return places.filter((place, index) => places.findIndex((other) => other.join('/') === place.join('/')) === index);
}

function fill(pattern: string, username: string, dirs: readonly string[], batchId: string, windows: boolean): string[] {
  const values: Record<string, string> = {
    SOURCE_USERNAME: clean(username, windows),
    SOURCE_DIRECTORY: clean(dirs.at(-1) ?? '', windows),
    SOURCE_PATH: dirs.map((dir) => clean(dir, windows)).join('/'),
    BATCH_ID: batchId,
    BATCH_EXTERNAL_ID: 'unknown_batch_external_id',
    SEARCH_ID: 'unknown_search_id',
    SEARCH_TEXT: 'unknown_search_text',
  };
  return pattern
    .replaceAll(/\$\{(\w+)\}/g, (whole, token: string) => values[token.toUpperCase()] ?? whole)
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .map((part) => clean(part, windows));
}

const splitRemote = (path: string): string[] => path.split(/[\\/]/).filter((part) => part !== '');

/** Drops `C:`, `\\server` and SoulseekQt's `@@xxxxx` (five and more letters or digits). */
function withoutRoot(path: string, parents: readonly string[]): readonly string[] {
  const first = parents[0];
  if (first === undefined) return parents;
  const isRoot = /^[a-z]:$/i.test(first) || path.startsWith('\\\\') || /^@@[a-z0-9]{5,}$/i.test(first);
  return isRoot ? parents.slice(1) : parents;
}

function clean(segment: string, windows: boolean): string {
  if (segment === '.' || segment === '..') return '_';
  // oxlint-disable-next-line no-control-regex -- these are the characters that slskd replaces
  return segment.replaceAll(windows ? /["<>|:*?\\/\u0000-\u001f]/g : /[\u0000/]/g, '_');
}

/** Whether `found` is `wanted` or the daemon's renamed form `<stem>_<18 digits><ext>` of it. Compares Unicode forms as equal (§9.4). */
export function isNameOf(found: string, wanted: string): 'exact' | 'renamed' | null {
  if (found === wanted || found.normalize('NFC') === wanted.normalize('NFC')) return 'exact';
  const dot = wanted.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ''];
  const plain = found.replace(/_\d{18}(?=\.[^.]*$|$)/, '');
  return plain !== found && plain.normalize('NFC') === (stem + extension).normalize('NFC') ? 'renamed' : null;
}

/** The daemon's absolute path as segments below its downloads folder; `null` when it does not lie there. */
export function belowRoot(daemonRoot: string, daemonPath: string): readonly string[] | null {
  const windows = /^[a-z]:|^\\\\/i.test(daemonRoot);
  const split = (path: string): string[] => path.split(windows ? /[\\/]/ : '/').filter((part) => part !== '');
  const root = split(daemonRoot);
  const path = split(daemonPath);
  const same = (a: string | undefined, b: string | undefined): boolean =>
    windows ? a?.toLowerCase() === b?.toLowerCase() : a === b;
  if (path.length <= root.length || !root.every((part, index) => same(part, path[index]))) return null;
  const rest = path.slice(root.length);
  return rest.some((part) => part === '.' || part === '..') ? null : rest;
}
