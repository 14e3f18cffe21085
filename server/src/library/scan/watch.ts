import { type FSWatcher, watch } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionOf, isAudioExtension } from '#music';
import { errorCode } from '#platform/files';
import type { ChangedFolder } from './runs.store.ts';
import { isForeignFolder } from './walk.ts';

/** Whether changes in the folder are noticed at once; `reason` says for people why not. */
export interface WatchState {
  readonly state: 'off' | 'starting' | 'watching' | 'unavailable';
  readonly folders: number;
  readonly reason: string | null;
}

/** What watching needs. */
export interface WatchDeps {
  readonly musicDir: string;
  /** Absolute paths of folders that are none of the library's. */
  readonly skip: () => readonly string[];
  /** How long it must be quiet before changes are told. */
  readonly delayMs: number;
  readonly onChange: (folders: readonly ChangedFolder[]) => Promise<void>;
  readonly onFault: (error: unknown) => void;
  /** Where the system watches whole trees by itself one watcher is enough; default: everywhere but on Linux. */
  readonly wholeTrees?: boolean;
  /** Node's own, unless something else is to be tried. */
  readonly open?: typeof watch;
}

/** Notices changes in the music folder. */
export interface FolderWatch {
  start(): void;
  stop(): Promise<void>;
  state(): WatchState;
}

const lookEveryMs = 30_000;
/** While changes do not end they are told all the same after so many delays. */
const mostDelays = 10;
/** So many changed folders are one: the music folder. */
const mostFolders = 2000;

/**
 * Watches the music folder: on Linux one watcher (inotify) per folder, because Node's own recursive watching there takes one per file as well. Where
 * the system has no more of them, watching ends with the reason and the timer remains. A folder that comes back (mounted again) is watched anew.
 */
export function createFolderWatch(deps: WatchDeps): FolderWatch {
  const { musicDir } = deps;
  const wholeTrees = deps.wholeTrees ?? process.platform !== 'linux';
  const open = deps.open ?? watch;
  const watchers = new Map<string, FSWatcher>();
  let changed = new Map<string, boolean>();
  let state: WatchState['state'] = 'off';
  let reason: string | null = null;
  let place: string | null = null;
  let looking: NodeJS.Timeout | null = null;
  let telling: NodeJS.Timeout | null = null;
  let firstChange = 0;
  let busy: Promise<void> = Promise.resolve();
  let stopped = true;

  /** Begins to watch, or notices that the folder is another one than before. */
  async function look(): Promise<void> {
    if (stopped || (state === 'unavailable' && place !== null)) return;
    const now = await placeOf(musicDir);
    if (now === place && state === 'watching') return;
    closeAll();
    place = now;
    if (now === null) {
      state = 'unavailable';
      reason = `The music folder ${musicDir} is not there.`;
      return;
    }
    state = 'starting';
    reason = null;
    await add('');
    if (stopped || state !== 'starting') return;
    state = 'watching';
    // what has changed while nobody watched
    note('', true);
  }

  /** Watches a folder and those in it. */
  async function add(folder: string): Promise<void> {
    const todo = [folder];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (stopped || state === 'unavailable' || watchers.has(next)) continue;
      if (!attach(next) || wholeTrees) continue;
      try {
        await using entries = await opendir(join(musicDir, next), { bufferSize: 128 });
        for await (const entry of entries)
          if (entry.isDirectory() && !isOutside(next, entry.name)) todo.push(pathOf(next, entry.name));
      } catch (error) {
        // gone again, or not ours to read: the scan says so
        if (errorCode(error) === null) throw error;
      }
    }
  }

  function attach(folder: string): boolean {
    try {
      const watcher = open(join(musicDir, folder), { recursive: wholeTrees, persistent: false });
      watchers.set(folder, watcher);
      watcher.on('error', (error) => failed(folder, error));
      watcher.on('change', (type, name) => {
        busy = busy.then(() => happened(folder, type, typeof name === 'string' ? name : null)).catch(deps.onFault);
      });
      return true;
    } catch (error) {
      failed(folder, error);
      return false;
    }
  }

  function failed(folder: string, error: unknown): void {
    const code = errorCode(error);
    if (code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE') {
      const limit =
        code === 'ENOSPC'
          ? 'fs.inotify.max_user_watches'
          : 'fs.inotify.max_user_instances (or the limit of open files)';
      giveUp(
        `The system has no more watchers for folders (${code} after ${watchers.size}). Raise ${limit}; until then the interval finds changes.`,
      );
    } else if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EPERM') detach(folder);
    else if (folder === '')
      giveUp(`The music folder cannot be watched (${code ?? String(error)}); the interval finds changes.`);
    else detach(folder);
  }

  function giveUp(why: string): void {
    state = 'unavailable';
    reason = why;
    closeAll();
  }

  async function happened(folder: string, type: string, name: string | null): Promise<void> {
    if (stopped || state === 'unavailable') return;
    if (name === null) return note(folder, wholeTrees);
    const relative = pathOf(folder, name.replaceAll('\\', '/'));
    const segments = relative.split('/');
    if (segments.some((segment, at) => isOutside(segments.slice(0, at).join('/'), segment))) return;
    const parent = segments.slice(0, -1).join('/');
    const isAudio = isAudioExtension(extensionOf(relative) ?? '');
    if (type === 'change') return isAudio ? note(parent, false) : undefined;
    const kind = await kindOf(join(musicDir, relative));
    if (kind === 'folder') {
      await add(relative);
      return note(relative, true);
    }
    const wasFolder = watchers.has(relative);
    if (wasFolder)
      for (const path of watchers.keys()) if (path === relative || path.startsWith(`${relative}/`)) detach(path);
    if (wasFolder || (kind === null && !isAudio)) note(relative, true);
    if (isAudio) note(parent, false);
  }

  function note(folder: string, deep: boolean): void {
    changed.set(folder, deep || (changed.get(folder) ?? false));
    if (changed.size > mostFolders) changed = new Map([['', true]]);
    const now = Date.now();
    if (telling === null) firstChange = now;
    else clearTimeout(telling);
    const rest = Math.max(0, Math.min(deps.delayMs, firstChange + deps.delayMs * mostDelays - now));
    telling = setTimeout(() => void tell().catch(deps.onFault), rest);
  }

  async function tell(): Promise<void> {
    telling = null;
    const folders = [...changed].map(([folder, deep]) => ({ folder, deep }));
    changed = new Map();
    if (!stopped && folders.length > 0) await deps.onChange(folders);
  }

  function isOutside(folder: string, name: string): boolean {
    return name.startsWith('.') || isForeignFolder(name) || deps.skip().includes(join(musicDir, folder, name));
  }

  function detach(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  function closeAll(): void {
    for (const folder of watchers.keys()) detach(folder);
  }

  const lookAgain = (): void => {
    busy = busy.then(look).catch(deps.onFault);
  };
  return {
    start() {
      stopped = false;
      lookAgain();
      looking = setInterval(lookAgain, lookEveryMs);
      looking.unref();
    },
    async stop() {
      stopped = true;
      state = 'off';
      if (looking !== null) clearInterval(looking);
      if (telling !== null) clearTimeout(telling);
      closeAll();
      await busy;
      closeAll();
    },
    state: () => ({ state, folders: watchers.size, reason }),
  };
}

function pathOf(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

async function placeOf(folder: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(folder, { bigint: true });
    return `${dev} ${ino}`;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}

async function kindOf(path: string): Promise<'folder' | 'other' | null> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
