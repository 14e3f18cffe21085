import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { BackupProblem, partBytes } from './format.ts';

/** One entry of an archive: small enough to be held whole. */
export interface ArchiveEntry {
  readonly name: string;
  readonly data: Buffer;
}

/** Writes the entries as a gzipped tar file; the file must not exist. Throws the system error of a disk that is full or read-only. */
export async function writeArchive(path: string, entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  // whoever waits for an entry must learn that nobody takes it any more
  let fault: unknown = null;
  const closed = new Promise<void>((resolve) => tar.once('close', () => resolve()));
  written.catch((error: unknown) => {
    fault = error;
    tar.destroy();
  });
  for await (const entry of entries) {
    if (fault !== null) break;
    const taken = new Promise<void>((resolve) =>
      tar.entry({ name: entry.name, mode: 0o600 }, entry.data, () => resolve()),
    );
    await Promise.race([taken, closed]);
  }
  if (fault === null) tar.finalize();
  await written;
}

/** The entries of an archive, one after the other. Throws `BackupProblem` when it is no such archive, is cut off or has entries beyond our limit. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const fed = pipeline(createReadStream(path), createGunzip(), tar);
  fed.catch(() => undefined);
  try {
    for await (const entry of tar) {
      if ((entry.header.size ?? 0) > 2 * partBytes) throw damaged(path, `its part ${entry.header.name} is too large`);
      const pieces: Buffer[] = [];
      for await (const piece of entry) pieces.push(piece as Buffer);
      yield { name: entry.header.name, data: Buffer.concat(pieces) };
    }
    await fed;
  } catch (error) {
    if (error instanceof BackupProblem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['ENOENT', 'EACCES', 'EISDIR'].includes(code))
      throw new BackupProblem(`${path} cannot be read (${code}).`, 'Name a file that harmony backup wrote.', error);
    throw damaged(path, 'it is no gzipped tar archive or was cut off', error);
  } finally {
    tar.destroy();
  }
}

function damaged(path: string, why: string, cause?: unknown): BackupProblem {
  return new BackupProblem(`${path} is not a whole backup: ${why}.`, 'Take an older backup.', cause);
}
