import type { Activity } from '#activity';
import type { LibraryStore } from '#library';
import type { Db } from '#platform/database';
import { createFolderGuard, diskSpace, FileProblem, type FolderGuard, type FolderPlace } from '#platform/files';
import { createSettingsStore } from '#settings';

const placeKey = 'library.music_dir';

/**
 * The guard of the music folder with its memory in the settings table. When it first refuses and when it first lets through again, the
 * activity says so once; the wishes that are held up carry the sentence themselves.
 */
export function watchMusicFolder(deps: {
  readonly settings: { readonly musicDir: string; readonly reserveMb: number };
  readonly db: Db;
  readonly library: LibraryStore;
  readonly activity: Activity;
}): FolderGuard {
  const { settings, activity } = deps;
  const notes = createSettingsStore(deps.db);
  const guard = createFolderGuard({
    root: settings.musicDir,
    name: 'music folder',
    setting: 'MUSIC_DIR',
    reserveBytes: settings.reserveMb * 1024 * 1024,
    expected: { sample: () => deps.library.sample() },
    memory: {
      async read() {
        const text = await notes.get(placeKey);
        return text === null ? null : (JSON.parse(text) as FolderPlace);
      },
      note: (place) => notes.note(new Map([[placeKey, JSON.stringify(place)]])),
    },
  });
  let problem: string | null = null;
  return {
    async check(bytes) {
      try {
        await guard.check(bytes);
      } catch (error) {
        if (error instanceof FileProblem && error.code !== problem) {
          problem = error.code;
          const { code, sentence, remedy } = error;
          await activity.record('library', 'paused', { code, sentence, remedy });
        }
        throw error;
      }
      if (problem === null) return;
      const code = problem;
      problem = null;
      await activity.record('library', 'resumed', { code });
    },
  };
}

/** The disk of the music folder, for the overview. A folder that is not there has no room to tell of. */
export function musicDisk(settings: { readonly musicDir: string; readonly reserveMb: number }) {
  return {
    reserveBytes: settings.reserveMb * 1024 * 1024,
    room: () => diskSpace(settings.musicDir).catch(() => null),
  };
}

/** What `musicDisk` gives. */
export type MusicDisk = ReturnType<typeof musicDisk>;
