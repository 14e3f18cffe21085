import { failingTo } from './failures.ts';
import type { SoulseekNeighbours } from './ports.ts';

/**
 * Looks up the sizes of a peer's files by listing their folders; slskd wants the exact size (reference §5.1). Files that the peer does
 * not list are left out. Throws the 502 to answer when the peer cannot be asked.
 */
export function createSizeLookup(neighbours: Pick<SoulseekNeighbours, 'directory'>) {
  return async (username: string, filenames: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const sizes = new Map<string, number>();
    const folders = Map.groupBy(filenames, folderOf);
    for (const [folder, wanted] of folders) {
      if (folder === '') continue;
      const listed = await failingTo(`look up the size of a file of ${username}`, () =>
        neighbours.directory(username, folder, AbortSignal.timeout(45_000)),
      );
      for (const directory of listed) {
        const name = typeof directory['name'] === 'string' ? directory['name'] : '';
        const separator = name.includes('/') ? '/' : '\\';
        const files = Array.isArray(directory['files']) ? (directory['files'] as unknown[]) : [];
        for (const file of files) {
          const { filename, size } = (file ?? {}) as { filename?: unknown; size?: unknown };
          const path = `${name}${separator}${String(filename)}`;
          if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 && wanted.includes(path))
            sizes.set(path, size);
        }
      }
    }
    return sizes;
  };
}

/** Everything before the last separator; slskd's own rule for which one that is: a slash, if there is any (reference §4). */
function folderOf(path: string): string {
  const at = path.includes('/') ? path.lastIndexOf('/') : path.lastIndexOf('\\');
  return at < 0 ? '' : path.slice(0, at);
}
