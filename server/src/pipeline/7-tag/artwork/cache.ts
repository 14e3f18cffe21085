import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, syncFolder } from '#platform/files';

/** The folder of covers. Names come from us alone. */
export interface PictureCache {
  /** The absolute path of a name. */
  pathOf(name: string): string;
  /** `null`: there is none. */
  read(name: string): Promise<Buffer | null>;
  /** Puts a file there in one step, in place of an older one. Throws system errors. */
  write(name: string, bytes: Buffer): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The cache in `dir`, which is made at the first picture. */
export function createPictureCache(dir: string): PictureCache {
  let counter = 0;
  const pathOf = (name: string): string => {
    if (!/^(?:thumbs\/)?[\w-][\w.-]*$/.test(name)) throw new Error(`"${name}" is no name of a picture.`);
    return join(dir, ...name.split('/'));
  };
  return {
    pathOf,
    async read(name) {
      try {
        return await readFile(pathOf(name));
      } catch (error) {
        if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
        throw error;
      }
    },
    async write(name, bytes) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      counter += 1;
      const part = `${path}.${process.pid}-${counter}.part`;
      try {
        const file = await open(part, 'w');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(part, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}
