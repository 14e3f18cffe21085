import { randomUUID } from 'node:crypto';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { peer, soulseekHouses } from '#test/soulseek-house';
import { createWishStore } from '#wishes';
import { tidyBatchFolders } from './tidy.ts';

const house = soulseekHouses();
type House = Awaited<ReturnType<typeof house>>;

const tidy = (it: House, inUse: readonly string[] = []): Promise<number> =>
  tidyBatchFolders(
    { db: it.db, network: it.slskd.transfers, store: createWishStore(it.db), inUse: async () => inUse },
    new AbortController().signal,
  );
const everything = async (it: House): Promise<string[]> => await readdir(it.standIn.downloads, { recursive: true });
const music = async (it: House): Promise<string[]> => (await everything(it)).filter((name) => name.endsWith('.mp3'));
const delivered = async (it: House): Promise<boolean> => (await music(it)).length > 0;

/** Lets the daemon finish the file while nobody watches. */
async function finishedUnseen(it: House): Promise<void> {
  await it.want();
  await it.until(it.asked, { watch: false });
  await it.until(() => delivered(it), { watch: false });
}

describe('a finished file in the folder of our batch', () => {
  test('stays while its wish is on its way to the library, and goes with its folder when the wish is cancelled', async () => {
    const it = await house([peer('bob', 100)]);
    await it.want();
    await it.until(it.fetched);
    expect(await tidy(it)).toBe(0);
    expect(await music(it)).toHaveLength(1);
    await it.db.updateTable('wishes').set({ state: 'cancelled' }).execute();
    expect(await tidy(it)).toBe(1);
    expect(await everything(it)).toEqual([]);
  });

  test('stays while it is being moved', async () => {
    const it = await house([peer('bob', 100)]);
    await it.want();
    await it.until(it.fetched);
    await it.db.updateTable('wishes').set({ state: 'cancelled' }).execute();
    const [download] = await it.downloads();
    expect(await tidy(it, [download?.local_path ?? ''])).toBe(0);
    expect(await music(it)).toHaveLength(1);
  });

  test('that nobody has seen yet stays, and is taken', async () => {
    const it = await house([peer('bob', 100)]);
    await finishedUnseen(it);
    expect(await tidy(it)).toBe(0);
    await it.until(it.fetched);
    expect(await music(it)).toHaveLength(1);
  });

  test('goes when the download was given up, though it finished all the same', async () => {
    const it = await house([peer('bob', 100)]);
    await finishedUnseen(it);
    await it.cancellations.stopTransfers(1);
    await it.until(async () => (await it.downloads()).every((row) => row.transfer_state !== 'to-cancel'));
    await tidy(it);
    expect(await everything(it)).toEqual([]);
  });

  test('goes when the answer was lost and the peer was asked again under another batch', async () => {
    const it = await house([peer('bob', 100)]);
    await finishedUnseen(it);
    // As after a kill: the intent is there, the answer is not, and the daemon has forgotten the transfer.
    await it.db.updateTable('downloads').set({ batch_id: randomUUID(), state: 'failed', transfer_id: null }).execute();
    expect(await tidy(it)).toBe(1);
    expect(await everything(it)).toEqual([]);
  });

  test('stays while another download of the same file of the same peer may take it over', async () => {
    const it = await house([peer('bob', 100)]);
    await finishedUnseen(it);
    await it.db.updateTable('downloads').set({ batch_id: randomUUID() }).execute();
    expect(await tidy(it)).toBe(0);
    expect(await music(it)).toHaveLength(1);
  });
});

test('what is not a folder of our batches is left alone, links and folders with foreign ids too', async () => {
  const it = await house([peer('bob', 100)]);
  const foreign = randomUUID();
  await mkdir(join(it.standIn.downloads, foreign));
  await mkdir(join(it.standIn.downloads, 'Album'));
  await writeFile(join(it.standIn.downloads, foreign, 'own.mp3'), 'own');
  await writeFile(join(it.standIn.downloads, 'Album', 'own.mp3'), 'own');
  const linked = randomUUID();
  await it.db
    .insertInto('download_batches')
    .values({ batch_id: linked, username: 'bob', filename: 'own.mp3' })
    .execute();
  await symlink(join(it.standIn.downloads, 'Album'), join(it.standIn.downloads, linked));
  expect(await tidy(it)).toBe(0);
  // Two files, one of them seen a second time through the link.
  expect(await music(it)).toHaveLength(3);
});

test('while the downloads folder is not there nothing is done', async () => {
  const it = await house([peer('bob', 100)], { slskd: { downloadsDir: '/nowhere/at/all' } });
  expect(await tidy(it)).toBe(0);
});
