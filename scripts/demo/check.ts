import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import type { DemoWish } from './api.ts';

/** Longest difference between a file and the wish that is still the same recording, in ms. */
const toleranceMs = 5000;

/** Reads the file of a finished wish with another reader than the one that wrote it; answers what is wrong, empty when nothing is. */
export async function faultsOfFile(musicDir: string, wish: DemoWish): Promise<string[]> {
  if (wish.file === null) return ['done, but without a file'];
  const faults: string[] = [];
  const { common, format } = await parseFile(join(musicDir, wish.file.path), { duration: true });
  if (common.title !== wish.title) faults.push(`title tag is "${common.title ?? ''}"`);
  const artists = (common.artists ?? []).join(' / ');
  if (artists !== wish.artists.join(' / ')) faults.push(`artist tags are "${artists}"`);
  const durationMs = Math.round((format.duration ?? 0) * 1000);
  if (wish.duration_ms !== null && Math.abs(durationMs - wish.duration_ms) > toleranceMs) {
    faults.push(`lasts ${durationMs} ms in place of ${wish.duration_ms} ms`);
  }
  return faults;
}

/** Files in the music folder that no wish owns, and files that two wishes own: both must be none. */
export async function faultsOfFolder(musicDir: string, wishes: readonly DemoWish[]): Promise<string[]> {
  const onDisk = (await readdir(musicDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(musicDir.length + 1));
  const owned = wishes.flatMap((wish) => (wish.file === null ? [] : [wish.file.path]));
  const twice = owned.filter((path, index) => owned.indexOf(path) !== index);
  const strange = onDisk.filter((path) => !owned.includes(path));
  return [...strange.map((path) => `nobody's file: ${path}`), ...twice.map((path) => `file of two wishes: ${path}`)];
}
