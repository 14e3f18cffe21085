import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { JobFailure } from '#jobs';
import type { Following, LibraryFile, LibraryStore } from '#library';
import type { Db } from '#platform/database';
import type { Cause } from '#wishes';
import { createHandoverStore, type HandoverRow } from './handover.store.ts';
import type { BeetsShelf, Publisher } from './ports.ts';

/** What the publisher needs. */
export interface BeetsPublisherDeps {
  readonly db: Db;
  readonly musicDir: string;
  readonly library: Pick<LibraryStore, 'byId'>;
  readonly following: Following;
  readonly beets: BeetsShelf;
  readonly keep: 'leave' | 'copy' | 'move';
  readonly autotag: boolean;
  /** After so many hours a beets that does not work is not waited for any longer. */
  readonly giveUpH: number;
  readonly now?: () => Date;
}

const firstPauseMs = 30_000;
const longestPauseMs = 60 * 60_000;
/** The journal of moves knows us by this name, and a file by its token behind the colon. */
const program = 'beets';
const referenceOf = (token: string): string => `token:${token}`;

/** Thrown before beets touches a file that the library could not follow. */
class OutOfReach extends Error {}

/**
 * Hands finished files over to beets. What beets does not want is a note; a beets that does not work is waited for, with growing pauses, and given up
 * after `giveUpH` hours. Killed at any moment and run again, it goes on where it was: beets knows the file by its token, the move is in the journal.
 */
export function createBeetsPublisher(deps: BeetsPublisherDeps): Publisher {
  const { following, beets } = deps;
  const handovers = createHandoverStore(deps.db);
  const now = deps.now ?? (() => new Date());
  const absolute = (file: LibraryFile): string => join(deps.musicDir, ...file.path.split('/'));

  async function handOver(file: LibraryFile, row: HandoverRow) {
    const { token } = row;
    const whereIs = async (): Promise<Map<string, string>> => {
      const places = await beets.placesOf([token]);
      return new Map([...places].map(([each, path]) => [referenceOf(each), path]));
    };
    await following.settle(program, whereIs, [file.id]);
    const current = (await deps.library.byId(file.id)) ?? file;
    const path = absolute(current);
    const before = await stampOf(path);
    const taken = await beets.take({ path, token, keep: deps.keep, autotag: deps.autotag }, async (target) => {
      if (!(await following.reaches(target)))
        throw new OutOfReach(`beets would move the file to ${target}, outside of the music folder.`);
      await following.begin(program, [{ fileId: file.id, reference: referenceOf(token), path, target }]);
    });
    if (taken.kind === 'refused') return { note: { code: 'beets_refused', sentence: taken.sentence } };
    await following.settle(program, async () => new Map([[referenceOf(token), taken.path]]), [file.id]);
    const placed = absolute((await deps.library.byId(file.id)) ?? current);
    const reread = (await stampOf(placed)) === before ? null : await following.reread(file.id, placed);
    return { note: null, reread };
  }

  /** Waits for a beets that does not work, or gives it up. */
  async function wait(file: LibraryFile, row: HandoverRow, cause: Cause & { remedy: string }): Promise<Cause> {
    const tries = await handovers.failed(file.id, cause.sentence);
    if (now().getTime() - row.begun_at.getTime() >= deps.giveUpH * 3_600_000)
      return { code: 'beets_given_up', sentence: `beets was not told of the file: ${cause.sentence}` };
    const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(tries - 1, 12), longestPauseMs);
    throw new JobFailure({ ...cause, patience: { at: new Date(now().getTime() + pauseMs) } });
  }

  return {
    name: 'beets',
    async publish(_wish, file) {
      const row = await handovers.begin(file.id);
      if (row.state !== 'begun')
        return { note: row.state === 'done' ? null : { code: `beets_${row.state}`, sentence: row.reason ?? '' } };
      try {
        const done = await handOver(file, row);
        return {
          note: done.note,
          async commit(trx) {
            await done.reread?.(trx);
            await handovers.end(trx, file.id, done.note === null ? 'done' : 'refused', done.note?.sentence ?? null);
          },
        };
      } catch (error) {
        const cause = causeOf(error);
        if (cause === null) throw error;
        const note = await wait(file, row, cause);
        return { note, commit: (trx) => handovers.end(trx, file.id, 'given_up', note.sentence) };
      }
    },
  };
}

/** What is beets' fault or its configuration's; `null` for anything else. */
function causeOf(error: unknown): (Cause & { remedy: string }) | null {
  if (error instanceof OutOfReach)
    return {
      code: 'beets_out_of_reach',
      sentence: error.message,
      remedy: 'Set `directory` of beets to a folder in MUSIC_DIR, or BEETS_PUBLISH to copy or leave.',
    };
  if (!(error instanceof Error) || error.name !== 'BeetsProblem') return null;
  const { code, sentence, remedy } = error as Error & { code: string; sentence: string; remedy: string };
  return { code, sentence, remedy };
}

/** Changes when somebody writes into the file, not when it is moved. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { size, mtimeMs } = await lstat(path);
    return `${size}/${mtimeMs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
