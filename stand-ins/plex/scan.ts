import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseFile } from 'music-metadata';
import type { Item, ScannedFile, Section } from './library.ts';
import { identifier, type State } from './server-state.ts';

const audio = /\.(?:flac|mp3|m4a|ogg|opus|wav|aiff?|ape)$/i;

/**
 * Begins to look at a library, or at one folder of it, and answers at once; nothing happens for a folder outside of its locations. What is found
 * appears `scanMs` later: with notifications, `refreshing` in between. Asked for while it looks, it looks once more afterwards.
 */
export function createScanner(state: State): {
  refresh(section: Section, path: string | null): void;
  idle(): Promise<void>;
} {
  let last: Promise<void> = Promise.resolve();

  async function look(section: Section, path: string | null): Promise<void> {
    section.refreshing = true;
    const uuid = randomUUID();
    const activity = (event: string, progress: number): void =>
      state.notify('activity', 'ActivityNotification', [
        {
          event,
          uuid,
          Activity: {
            uuid,
            type: 'library.update.section',
            cancellable: false,
            userID: 1,
            title: `Scanning ${section.title}`,
            subtitle: '',
            progress,
            Context: { librarySectionID: String(section.id) },
          },
        },
      ]);
    activity('started', 0);
    await sleep(state.scanMs);
    const seen = new Set<string>();
    const before = section.tracks.filter((track) => path === null || inside(track.file ?? '', path));
    let changed = false;
    for (const location of section.locations) {
      // without a real folder behind it nothing is known to be gone
      if (location.folder === null) {
        for (const track of before) if (inside(track.file ?? '', location.path)) seen.add(track.file ?? '');
        continue;
      }
      for await (const file of filesBelow(location.folder)) {
        const shown = shownAs(location.path, file.slice(location.folder.length));
        if (path !== null && !inside(shown, path)) continue;
        seen.add(shown);
        if (state.library.trackOfFile(section, shown) !== undefined) continue;
        const read = await readTags(file, shown);
        if (read === null) continue;
        changed = true;
        tell(state.library.add(section, read), [0, 1, 5]);
      }
    }
    for (const track of before) {
      if (seen.has(track.file ?? '')) continue;
      changed = true;
      state.library.remove(track);
      tell(track, [9]);
    }
    section.scannedAt = state.now();
    if (changed) section.contentChangedAt = state.now();
    section.refreshing = false;
    activity('ended', 100);
  }

  function tell(item: Item, states: readonly number[]): void {
    for (const each of states) {
      const entry = {
        identifier,
        sectionID: String(item.section.id),
        itemID: item.ratingKey,
        type: item.kind,
        title: item.title,
        state: each,
        updatedAt: state.now(),
      };
      state.notify('timeline', 'TimelineEntry', [entry]);
    }
  }

  return {
    refresh(section, path) {
      if (path !== null && !section.locations.some((location) => inside(path, location.path))) return;
      last = last.then(() => look(section, path));
    },
    idle: () => last,
  };
}

/** Whether a path, as the server writes paths, is a folder or lies in it. */
function inside(path: string, folder: string): boolean {
  const separator = folder.includes('\\') ? '\\' : '/';
  const bare = folder.endsWith(separator) ? folder.slice(0, -1) : folder;
  return path === bare || path === `${bare}${separator}` || path.startsWith(`${bare}${separator}`);
}

function shownAs(root: string, below: string): string {
  return root + (root.includes('\\') ? below.replaceAll(sep, '\\') : below);
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    // hidden files are no music for the server, either
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (audio.test(entry.name)) yield path;
  }
}

/** Tags first, then the names of folders and file; `null` for a file that is gone or no music. */
async function readTags(file: string, shown: string): Promise<ScannedFile | null> {
  try {
    const { size } = await stat(file);
    const { common, format } = await parseFile(file, { skipCovers: true });
    const parts = file.split(sep);
    const title = common.title ?? /^(?:\d+\s*[-.]?\s*)?(.+)\.\w+$/.exec(parts.at(-1) ?? '')?.[1] ?? 'Unknown';
    const artist = common.albumartist ?? common.artist ?? parts.at(-3) ?? 'Unknown';
    return {
      artist,
      album: common.album ?? parts.at(-2) ?? 'Unknown',
      title,
      file: shown,
      size,
      ...(common.year === undefined ? {} : { year: common.year }),
      ...(common.track.no === null ? {} : { index: common.track.no }),
      ...(common.disk.no === null ? {} : { disc: common.disk.no }),
      ...(format.duration === undefined ? {} : { durationMs: Math.round(format.duration * 1000) }),
      ...(common.artist !== undefined && common.artist !== artist ? { originalTitle: common.artist } : {}),
    };
  } catch {
    return null;
  }
}
