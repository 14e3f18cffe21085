import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSettingsStore } from '#settings';
import { type BeetsHouse, beetsMissing, openBeetsHouse, song } from '#test/beets-house';

let house: BeetsHouse;
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'harmony-beet-'));
});
afterEach(async () => {
  await house.close();
  await rm(dir, { recursive: true, force: true });
});

/** A house whose beets is a program that notes what it is told and imports nothing, with one finished file for it. */
async function failing(env: Record<string, string>) {
  const [program, notes] = [join(dir, 'beet'), join(dir, 'notes')];
  await writeFile(
    program,
    `#!/bin/sh\necho "$*" >> ${notes}\ncase "$*" in *' import '*) echo broken >&2; exit 1;; esac\n`,
  );
  await chmod(program, 0o755);
  house = await openBeetsHouse({ env: { BEETS_PUBLISH: 'leave', BEETS_PROGRAM: program, ...env } });
  const path = await song(join(house.music, 'Fay', 'Fay - Song.flac'), { title: 'Song', artist: 'Fay' });
  const { fileId, wish } = await house.own(path, 'Song');
  const file = await house.foundation.library.byId(fileId);
  const [publisher] = house.built?.publishers ?? [];
  if (file === null || publisher === undefined) throw new Error('There must be a file and a publisher.');
  const told = async (): Promise<string> =>
    (await readFile(notes, 'utf8').catch(() => '')).split('\n').find((line) => / import /.test(line)) ?? '';
  return { publish: () => publisher.publish(wish, file, new AbortController().signal), told };
}

/** As the page stores it. */
const store = (key: string, value: string | null) => createSettingsStore(house.db).set(key, value);

describe.skipIf(beetsMissing !== null)('a finished file for beets', () => {
  it.each([
    ['true', ' -a '],
    ['false', ' -A '],
  ])('is looked up by beets as BEETS_PUBLISH_AUTOTAG=%s says', async (value, flag) => {
    const { publish, told } = await failing({ BEETS_PUBLISH_AUTOTAG: value });
    await expect(publish()).rejects.toMatchObject({ patience: { at: expect.any(Date) } });
    expect(await told()).toContain(flag);
  });

  it('is handed over as the page says from the next one on, whatever the environment says', async () => {
    const { publish, told } = await failing({});
    const published = async () => (await house.ask('GET', '/beets/status')).body.publish;
    expect(await published()).toBe('leave');
    await store('BEETS_PUBLISH', 'off');
    expect(await publish()).toEqual({ note: null });
    expect(await told()).toBe('');
    expect(await published()).toBe('off');
    await store('BEETS_PUBLISH', 'copy');
    await store('BEETS_PUBLISH_AUTOTAG', 'true');
    await expect(publish()).rejects.toMatchObject({ patience: { at: expect.any(Date) } });
    expect(await told()).toContain(' -a ');
    await store('BEETS_PUBLISH', null);
    expect(await published()).toBe('leave');
  });

  it('waits BEETS_PUBLISH_GIVE_UP_H for a beets that does not work; then its wish is done and says so', async () => {
    const { publish } = await failing({ BEETS_PUBLISH_GIVE_UP_H: '5' });
    const begun = (hours: number) =>
      house.db
        .updateTable('beets_handovers')
        .set({ begun_at: new Date(Date.now() - hours * 3_600_000) })
        .execute();
    await expect(publish()).rejects.toMatchObject({ patience: { at: expect.any(Date) } });
    await begun(4.9);
    await expect(publish()).rejects.toMatchObject({ patience: { at: expect.any(Date) } });
    await begun(5.1);
    expect(await publish()).toMatchObject({ note: { code: 'beets_given_up' } });
  });
});
