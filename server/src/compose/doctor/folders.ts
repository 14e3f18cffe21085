import { randomUUID } from 'node:crypto';
import { rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check, Finding } from '#doctor';
import { asFileProblem, errorCode, FileProblem, nearestFolder } from '#platform/files';
import { broken, ok, unknown, warn } from './findings.ts';

const gigabyte = 1024 ** 3;
/** Less free space than this is worth a word. */
const lowBytes = 5 * gigabyte;

/** The folders: there, writable, with room; and whether a finished file can be renamed into the music folder. */
export function folderChecks(deps: {
  readonly musicDir: string;
  readonly dataDir: string;
  /** Below it nothing is placed. */
  readonly reserveMb: number;
  /** What the guard of the music folder says; throws `FileProblem`. `null` where there is no database. */
  readonly guard: (() => Promise<void>) | null;
  /** Where finished files are seen from here; `null`: not known (slskd does not answer). */
  readonly downloadsDir: (() => Promise<string | null>) | null;
}): Check[] {
  const { musicDir, dataDir, downloadsDir } = deps;
  const noFolder = unknown('not_known', 'Where finished files lie is known once slskd answers.', 'Start slskd.');
  const checks: Check[] = [
    {
      id: 'files.music_folder',
      docs: 'configuration.md#organise',
      async look() {
        try {
          await deps.guard?.();
          await tryWriting(musicDir);
          return ok('writable', `The music folder ${musicDir} is there and can be written to.`, { folder: musicDir });
        } catch (error) {
          return fault(error, musicDir, 'MUSIC_DIR');
        }
      },
    },
    spaceCheck('files.space_music', async () => musicDir, deps.reserveMb),
    spaceCheck('files.space_data', () => nearestFolder(dataDir), 200),
  ];
  if (downloadsDir === null) return checks;
  return [
    ...checks,
    spaceCheck('files.space_downloads', downloadsDir, 500),
    {
      id: 'files.downloads_folder',
      docs: 'configuration.md#slskd',
      async look() {
        const folder = await downloadsDir();
        if (folder === null) return noFolder;
        try {
          await tryWriting(folder);
          return ok('writable', `Finished files are looked for in ${folder}, which can be written to.`, { folder });
        } catch (error) {
          return fault(error, folder, 'SLSKD_DOWNLOADS_DIR');
        }
      },
    },
    {
      id: 'files.rename',
      docs: 'configuration.md#slskd',
      async look() {
        const from = await downloadsDir();
        if (from === null) return noFolder;
        try {
          const renamed = await tryRenaming(from, musicDir);
          const facts = { from, to: musicDir };
          if (renamed) return ok('renames', 'Finished files are renamed into the music folder, at once.', facts);
          return warn(
            'copies',
            'The downloads folder and the music folder lie on different disks or mounts, so every file is copied.',
            'That works. To make it immediate, put both below one mount (in containers: one volume for both).',
            facts,
          );
        } catch (error) {
          return fault(error, from, 'SLSKD_DOWNLOADS_DIR');
        }
      },
    },
  ];
}

function spaceCheck(id: string, folderOf: () => Promise<string | null>, leastMb: number): Check {
  return {
    id,
    docs: 'configuration.md#organise',
    async look() {
      const folder = await folderOf();
      if (folder === null) return unknown('not_known', 'The folder is not known yet.', null);
      try {
        const { bavail, bsize } = await statfs(folder);
        const free = bavail * bsize;
        const free_gb = Math.round((free / gigabyte) * 10) / 10;
        const facts = { folder, free_gb };
        const sentence = `${free_gb} GB are free in ${folder}.`;
        if (free < leastMb * 1024 * 1024)
          return broken('full', sentence, 'Make room, or use another disk; until then nothing is fetched.', facts);
        return free < lowBytes ? warn('low', sentence, 'Make room soon.', facts) : ok('enough', sentence, facts);
      } catch (error) {
        return fault(error, folder, folder);
      }
    },
  };
}

const trialName = (): string => `.harmony-doctor-${randomUUID()}`;

async function tryWriting(folder: string): Promise<void> {
  if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
  const trial = join(folder, trialName());
  try {
    await writeFile(trial, '', { flag: 'wx' });
  } finally {
    await rm(trial, { force: true });
  }
}

/** Whether a file can be renamed from one folder to the other; equal device numbers do not prove it (bind mounts). */
async function tryRenaming(from: string, to: string): Promise<boolean> {
  const name = trialName();
  try {
    await writeFile(join(from, name), '', { flag: 'wx' });
    await rename(join(from, name), join(to, name));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EXDEV') return false;
    throw error;
  } finally {
    await Promise.all([rm(join(from, name), { force: true }), rm(join(to, name), { force: true })]);
  }
}

function fault(error: unknown, folder: string, setting: string): Finding {
  const known = error instanceof FileProblem ? error : asFileProblem(error, folder);
  if (known instanceof FileProblem) return broken(known.code, known.sentence, known.remedy, { folder, setting });
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return broken('missing', `${folder} is not there.`, `Make the folder, mount it, or set ${setting}.`, { folder });
  throw error;
}
