import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beetsMissing, openBeets, song } from '#test/beets-house';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { type Serving, startServing } from '#test/serving';
import { allWishes, importFile } from '../../../../../scripts/demo/api.ts';
import { createSlskdStandIn, type SlskdStandIn } from '../../../../../stand-ins/slskd/index.ts';

/** A real `harmony serve` with the real `beet`: from the wish to the file that beets has moved, killed in the middle of it. */

const patience = 240_000;
const artist = 'Vesna Kolar';
const titles = ['Amber', 'Basalt'];

let database: TestDatabase;
let beets: Awaited<ReturnType<typeof openBeets>>;
let standIn: SlskdStandIn;
let running: Serving;
beforeAll(async () => {
  if (beetsMissing !== null) return;
  database = await createTestDatabase();
  beets = await openBeets();
  // the folder of beets lies in the music folder, so that the library can follow
  await writeFile(
    join(beets.dir, 'config.yaml'),
    `directory: ${join(beets.music, 'beets')}\nlibrary: ${join(beets.dir, 'library.db')}\npaths: {singleton: sorted/$artist/$title, default: sorted/$artist/$title}\n`,
  );
  await mkdir(join(beets.music, 'beets'));
  const files = titles.map((title) => ({
    path: `Music\\${artist}\\${artist} - ${title}.flac`,
    audio: { format: 'flac', durationMs: 60_000, tags: { title, artist } } as const,
  }));
  standIn = createSlskdStandIn({
    world: { peers: [{ username: 'giver', speedBps: 2_000_000, files }] },
    dir: join(beets.root, 'slskd'),
    timeScale: 50,
  });
  await standIn.start();
  running = await start();
}, patience);
afterAll(async () => {
  if (beetsMissing !== null) return;
  await running.stop();
  await standIn.stop();
  await beets.close();
  await database.drop();
});

function start(): Promise<Serving> {
  return startServing({
    DATABASE_URL: database.connectionString,
    DATA_DIR: join(beets.root, 'data'),
    MUSIC_DIR: beets.music,
    SLSKD_BASE_URL: standIn.url,
    SLSKD_API_KEY: standIn.apiKey,
    SLSKD_DOWNLOADS_DIR: standIn.downloads,
    SLSKD_SEARCH_TIMEOUT_MS: '3000',
    DOWNLOAD_POLL_MS: '50',
    VERIFY_DECODE: 'false',
    INTEGRATIONS_ENABLED: 'slskd,beets',
    BEETSDIR: beets.dir,
    BEETS_FOLDERS: join(beets.root, 'inbox'),
    BEETS_PUBLISH: 'move',
  });
}

/** Kills Harmony as soon as something has come about, and starts it again. */
async function killWhen(what: string, reached: () => Promise<boolean>): Promise<void> {
  await expect.poll(reached, { timeout: 90_000, interval: 5, message: what }).toBe(true);
  await running.kill();
  running = await start();
}

const calls = () => database.db.selectFrom('beets_call').select('pid').execute();
const seen = new Set<number>();
/** A program is at work that was not there at an earlier kill; what was noted then stays until the next call. */
const isCalled = async () => (await calls()).some(({ pid }) => !seen.has(pid) && seen.add(pid));
const isMoving = async () =>
  (await database.db.selectFrom('outside_moves').select('library_file_id').execute()).length > 0;
const audioFiles = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => /\.(?:mp3|flac|part)$/u.test(name)).toSorted();

describe.skipIf(beetsMissing !== null)('kill -9 while beets is at work', () => {
  test('wishes end with their files where beets has put them, in the library, in beets and on the disk once each', {
    timeout: patience,
  }, async () => {
    const list = join(beets.root, 'list.txt');
    await writeFile(list, titles.map((title) => `${artist} - ${title}`).join('\n'));
    await importFile(running.url, list);
    await killWhen('beets was called', isCalled);
    await killWhen('beets was about to move a file', isMoving);
    await killWhen('beets was called again', isCalled);
    const wishes = async () => (await allWishes(running.url)).map(({ state, reason }) => [state, reason?.code ?? null]);
    await expect.poll(wishes, { timeout: 120_000, interval: 250 }).toEqual(titles.map(() => ['done', null]));

    const places = titles.map((title) => `beets/sorted/${artist}/${title}.flac`);
    const rows = await database.db
      .selectFrom('library_files')
      .select(['path', 'wish_id', 'tagged_at'])
      .orderBy('path')
      .execute();
    expect(rows).toEqual(places.map((path) => ({ path, wish_id: expect.any(Number), tagged_at: expect.any(Date) })));
    expect(await audioFiles(beets.music)).toEqual(places);
    expect((await beets.beet('ls', '-f', '$path')).toSorted()).toEqual(places.map((path) => join(beets.music, path)));
    for (const [n, title] of titles.entries())
      expect((await parseFile(join(beets.music, places[n] ?? ''))).common).toMatchObject({ title, artist });
    expect([await isMoving(), await calls()]).toEqual([false, []]);
    const open = sql<{ n: number }>`select count(*)::int as n from file_operations where state = 'intent'`;
    expect((await open.execute(database.db)).rows).toEqual([{ n: 0 }]);
  });

  test('an import asked for by hand can be asked for again, and enters every file once', {
    timeout: patience,
  }, async () => {
    const inbox = join(beets.root, 'inbox');
    const names = Array.from({ length: 6 }, (_, n) => `Song ${n}`);
    for (const title of names) await song(join(inbox, `${title}.flac`), { title, artist: 'Inbox', album: 'Six' });
    const order = () =>
      fetch(`${running.url}/beets/import`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ path: inbox, autotag: false, singletons: true }),
      });
    const cut = order().catch(() => null);
    await killWhen('beets was importing', isCalled);
    await cut;
    expect((await order()).status).toBe(200);
    const entered = async () => (await beets.beet('ls', '-f', '$title', 'artist:Inbox')).toSorted();
    expect(await entered()).toEqual(names.toSorted());
    const paths = await beets.beet('ls', '-f', '$path', 'artist:Inbox');
    expect(new Set(paths).size).toBe(names.length);
    expect(paths.every((path) => existsSync(path))).toBe(true);
  });
});
