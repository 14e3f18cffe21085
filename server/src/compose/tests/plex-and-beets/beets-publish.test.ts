import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createBeets } from '#integrations/beets';
import { createFollowing, type TellMoved } from '#library';
import { storeOrganised } from '#pipeline/organise';
import { type BeetsPublisherDeps, type BeetsShelf, createBeetsPublisher, createPublishStage } from '#pipeline/publish';
import { type BeetsHouse, beetsMissing, openBeetsHouse, song } from '#test/beets-house';
import type { StageOutcome, Wish } from '#wishes';

let house: BeetsHouse;
afterEach(() => house.close());

/** A house whose beets keeps its music inside the music folder, with one finished file. */
async function finished(env: Record<string, string> = {}) {
  house = await openBeetsHouse({ env, config: 'paths: {singleton: sorted/$artist/$title}\n' });
  const path = await song(join(house.music, 'Fay', 'Fay - Song.flac'), { title: 'Song', artist: 'Fay', album: 'Disc' });
  await writeFile(path.replace('.flac', '.lrc'), '[00:00.00]words');
  const { fileId, wish } = await house.own(path, 'Song');
  const { db, foundation, settings, music: musicDir } = house;
  const beets = createBeets({ db, settings: settings.beets, musicDir });
  const { library, locks, guard, inspector, tagger } = foundation;
  const readTrack = async (at: string) => (await tagger.read(at, new AbortController().signal)).tags;
  const told: unknown[] = [];
  const moved: TellMoved = async (_trx, moves) => void told.push(...moves);
  const following = createFollowing({ db, musicDir, guard, inspector, readTrack, onMoved: storeOrganised, moved });
  const given = { db, musicDir, library, following, beets, keep: 'move', autotag: false, giveUpH: 24 } as const;
  /** Runs the stage once, as the journey would, and stores what follows. */
  async function publish(more: Partial<BeetsPublisherDeps> = {}, of: Wish = wish): Promise<StageOutcome> {
    const publishers = [createBeetsPublisher({ ...given, ...more })];
    const stage = createPublishStage({ library, locks, publishers });
    const outcome = await stage.run(of, { signal: new AbortController().signal, jobId: 'test' });
    await db.transaction().execute(async (trx) => outcome.commit?.(trx));
    return outcome;
  }
  return { path, fileId, wish, beets, publish, told };
}

/** The folder of beets below the music folder. */
const inMusic = async (): Promise<void> => {
  const directory = join(house.music, 'beets');
  await mkdir(directory, { recursive: true });
  await writeFile(
    join(house.dir, 'config.yaml'),
    `directory: ${directory}\nlibrary: ${join(house.dir, 'library.db')}\npaths: {singleton: sorted/$artist/$title}\n`,
  );
};

describe.skipIf(beetsMissing !== null)('finished files for beets', () => {
  it('are entered where they are, once, however often the stage runs', async () => {
    const { path, publish } = await finished();
    expect(await publish({ keep: 'leave' })).toMatchObject({ kind: 'next' });
    expect(await publish({ keep: 'leave' })).toMatchObject({ kind: 'next' });
    expect(await house.beet('ls', '-f', '$path')).toEqual([path]);
  });

  it('are copied, and the library keeps its own', async () => {
    const { path, fileId, publish } = await finished();
    expect((await publish({ keep: 'copy' })).kind).toBe('next');
    const copy = join(house.directory, 'sorted/Fay/Song.flac');
    expect(await house.beet('ls', '-f', '$path')).toEqual([copy]);
    expect([existsSync(path), existsSync(copy)]).toEqual([true, true]);
    expect((await house.row(fileId)).path).toBe('Fay/Fay - Song.flac');
  });

  it('are moved, and the library follows with the words of the song', async () => {
    const { path, fileId, publish, told } = await finished();
    await inMusic();
    expect((await publish()).kind).toBe('next');
    expect(told).toEqual([{ from: 'Fay/Fay - Song.flac', to: 'beets/sorted/Fay/Song.flac' }]);
    expect((await house.row(fileId)).path).toBe('beets/sorted/Fay/Song.flac');
    const moved = join(house.music, 'beets/sorted/Fay/Song.flac');
    expect([existsSync(path), existsSync(moved), existsSync(moved.replace('.flac', '.lrc'))]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await house.db.selectFrom('outside_moves').selectAll().execute()).toEqual([]);
  });

  it.each(['while beets was about to move', 'after beets had moved'])(
    'are found again when Harmony was killed %s',
    async (when) => {
      const { fileId, beets, publish } = await finished();
      await inMusic();
      const killed: BeetsShelf = {
        placesOf: (tokens) => beets.placesOf(tokens),
        async take(order, beforeMove) {
          await beets.take(order, async (target) => {
            await beforeMove(target);
            if (when.startsWith('while')) throw new Error('killed');
          });
          throw new Error('killed');
        },
      };
      await expect(publish({ beets: killed })).rejects.toThrow('killed');
      expect(await house.db.selectFrom('outside_moves').selectAll().execute()).toHaveLength(1);
      expect((await publish()).kind).toBe('next');
      expect((await house.row(fileId)).path).toBe('beets/sorted/Fay/Song.flac');
      expect(await house.beet('ls', '-f', '$path')).toEqual([join(house.music, 'beets/sorted/Fay/Song.flac')]);
    },
  );

  it('are put back and moved again when beets was killed before it noted the move', async () => {
    const { path, fileId, beets, publish } = await finished();
    await inMusic();
    const killed: BeetsShelf = {
      placesOf: (tokens) => beets.placesOf(tokens),
      take: (order, beforeMove) =>
        beets.take(order, async (target) => {
          await beforeMove(target);
          await mkdir(dirname(target), { recursive: true });
          await rename(path, target);
          throw new Error('killed');
        }),
    };
    await expect(publish({ beets: killed })).rejects.toThrow('killed');
    expect((await publish()).kind).toBe('next');
    expect((await house.row(fileId)).path).toBe('beets/sorted/Fay/Song.flac');
    expect(await house.beet('ls', '-f', '$path')).toEqual([join(house.music, 'beets/sorted/Fay/Song.flac')]);
  });

  it('stay where they are when beets has the recording already; the wish is done and says so', async () => {
    const { path, publish } = await finished();
    const other = await song(join(house.root, 'other', 'x.flac'), { title: 'Song', artist: 'FAY', album: 'Disc' });
    await house.beet('import', '-q', '-A', '-s', other);
    const outcome = await publish({ keep: 'copy' });
    expect(outcome).toMatchObject({ kind: 'done', cause: { code: 'beets_refused' } });
    expect(await house.beet('ls')).toHaveLength(1);
    expect(existsSync(path)).toBe(true);
    expect(await publish({ keep: 'copy' })).toMatchObject({ kind: 'done', cause: { code: 'beets_refused' } });
  });

  it('keep the entry that a person made of the same file', async () => {
    const { path, publish } = await finished();
    await house.beet('import', '-q', '-A', '-C', path);
    expect((await publish({ keep: 'leave' })).kind).toBe('next');
    expect(await house.beet('ls', '-f', '$path')).toEqual([path]);
  });

  it('are not moved out of the music folder', async () => {
    const { path, publish } = await finished();
    await expect(publish()).rejects.toMatchObject({ code: 'beets_out_of_reach' });
    expect(existsSync(path)).toBe(true);
  });

  it('wait for a beets that does not work, longer each time, and are given up after a day', async () => {
    const { publish } = await finished({ BEETS_PROGRAM: '/nowhere/beet' });
    let at = Date.now();
    const now = (): Date => new Date(at);
    const pauses: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      const failure = await publish({ now }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'beets_absent', remedy: expect.any(String) });
      pauses.push((failure as { patience: { at: Date } }).patience.at.getTime() - at);
    }
    expect(pauses).toEqual([30_000, 60_000, 120_000]);
    at += 25 * 3_600_000;
    expect(await publish({ now })).toMatchObject({ kind: 'done', cause: { code: 'beets_given_up' } });
    expect(await publish({ now })).toMatchObject({ kind: 'done', cause: { code: 'beets_given_up' } });
  });
});
