import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseFile } from 'music-metadata';
import { errorCode } from '#platform/files';
import { examinePicture, type Picture } from './picture.ts';

/** Names under which programs leave covers beside music, best first. */
const names = ['cover', 'folder', 'front', 'album', 'albumart'];

/** The front cover that is embedded in a file; `null` when there is none that can be decoded. Throws system errors. */
export async function embeddedPicture(path: string): Promise<Picture | null> {
  let pictures: { readonly type?: string | undefined; readonly data: Uint8Array }[];
  try {
    pictures = (await parseFile(path, { duration: false })).common.picture ?? [];
  } catch (error) {
    // a file that the reader does not understand has no cover for us; system errors are faults
    if (error instanceof Error && 'syscall' in error && errorCode(error) !== 'ENOENT') throw error;
    return null;
  }
  const front = pictures.find((picture) => picture.type === 'Cover (front)') ?? pictures[0];
  if (front === undefined) return null;
  const examined = await examinePicture(Buffer.from(front.data));
  return typeof examined === 'string' ? null : examined;
}

/** The cover that lies beside a file; `null` when there is none that can be decoded. */
export async function folderPicture(path: string, maxBytes: number): Promise<Picture | null> {
  const folder = dirname(path);
  const entries = await entriesOf(folder);
  const ranked = entries
    .flatMap((name) => {
      const match = /^(.*)\.(?:jpe?g|png|webp)$/i.exec(name);
      const rank = names.indexOf((match?.[1] ?? '').toLowerCase());
      return rank < 0 ? [] : [{ name, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
  for (const { name } of ranked) {
    const file = join(folder, name);
    // never through a link: it could lead anywhere
    const stats = await lstat(file);
    if (!stats.isFile() || stats.size > maxBytes) continue;
    const examined = await examinePicture(await readFile(file));
    if (typeof examined !== 'string') return examined;
  }
  return null;
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}
