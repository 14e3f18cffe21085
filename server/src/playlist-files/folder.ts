import { mkdir, open, opendir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asFileProblem, errorCode, syncFile, syncFolder } from '#platform/files';
import { textOf } from './export.routes.ts';
import { ownMark, type PathStyle } from './m3u.ts';
import { fileNameOf } from './names.ts';
import type { ReadableList } from './ports.ts';
import type { PlaylistFileSettings } from './settings.ts';

/** So much of a file says whose it is. */
const headBytes = 512;

/**
 * Keeps the lists as files in `M3U8_DIR`. A file is replaced in one step and only when its content changes; only files that carry our mark are ever
 * replaced or, when their list has another name, removed. Throws `FileProblem` for the folder.
 */
export async function writeLists(
  dir: string,
  settings: Pick<PlaylistFileSettings, 'paths' | 'prefix'>,
  musicDir: string,
  lists: readonly ReadableList[],
  signal: AbortSignal,
): Promise<number> {
  let written = 0;
  try {
    await mkdir(dir, { recursive: true });
    const kind = settings.paths === 'absolute' ? 'absolute' : 'relative';
    const style: PathStyle = { kind, musicDir, prefix: settings.prefix, from: dir };
    const there = await filesIn(dir);
    for (const list of lists) {
      if (signal.aborted) break;
      const before = there.get(list.id);
      const name = freeName(list, there, await namesIn(dir));
      const text = await textOf(list, style);
      if (before === name && (await sameText(join(dir, name), text))) continue;
      await replace(dir, name, text);
      if (before !== undefined && before !== name) await rm(join(dir, before), { force: true });
      there.set(list.id, name);
      written += 1;
    }
  } catch (error) {
    throw asFileProblem(error, dir);
  }
  return written;
}

/** Our files of the folder, by the list that they are of. */
async function filesIn(dir: string): Promise<Map<string, string>> {
  const ours = new Map<string, string>();
  for (const name of await namesIn(dir)) {
    const id = await ownerOf(join(dir, name));
    if (id !== null) ours.set(id, name);
  }
  return ours;
}

async function namesIn(dir: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of await opendir(dir))
    if (entry.isFile() && entry.name.endsWith('.m3u8')) names.push(entry.name);
  return names;
}

async function ownerOf(path: string): Promise<string | null> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  const line = buffer
    .subarray(0, bytesRead)
    .toString('utf8')
    .split('\n')
    .find((each) => each.startsWith(ownMark));
  return line === undefined ? null : line.slice(ownMark.length).trim();
}

/** The plain name, unless a person's own file or another list has it. */
function freeName(list: ReadableList, ours: ReadonlyMap<string, string>, names: readonly string[]): string {
  const plain = fileNameOf(list.name);
  const own = ours.get(list.id);
  const taken = names.some((name) => name !== own && name.toLowerCase() === plain.toLowerCase());
  return taken ? fileNameOf(list.name, ` (${list.id})`) : plain;
}

async function sameText(path: string, text: string): Promise<boolean> {
  try {
    return (await readFile(path, 'utf8')) === text;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function replace(dir: string, name: string, text: string): Promise<void> {
  const part = join(dir, '.harmony-m3u8.part');
  await writeFile(part, text);
  await syncFile(part);
  await rename(part, join(dir, name));
  await syncFolder(dir);
}
