/**
 * `node bench/searches.ts`: how many searches the planner spends per resolved track, for the demo's 50 tracks and for a list of 500 tracks that is heavy in
 * albums. The real search and match stages over the real slskd client, the stand-in, and a throw-away embedded PostgreSQL; nothing is downloaded. Takes
 * about a minute. `--assert` exits 1 above the goals.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSlskd, slskdSettings } from '../server/src/integrations/slskd/index.ts';
import { JobFailure } from '../server/src/jobs/index.ts';
import type { OfferedFile, WantedTrack } from '../server/src/music/index.ts';
import { canSearchOn, createSearchStage, planQueries, searchSettings } from '../server/src/pipeline/2-search/index.ts';
import { judgeByTaste, tasteOf } from '../server/src/pipeline/3-match/api/index.ts';
import { createMatchStage, matchSettings } from '../server/src/pipeline/3-match/index.ts';
import { readSettings } from '../server/src/platform/config/index.ts';
import { type Db, migrate, openDatabase } from '../server/src/platform/database/index.ts';
import { createDatabaseIfMissing, startEmbeddedPostgres } from '../server/src/platform/postgres/index.ts';
import { createWaitingWishes, createWishStore } from '../server/src/wishes/index.ts';
import { createSlskdStandIn, type World } from '../stand-ins/slskd/index.ts';
import { albumTracks, world as albumWorld } from '../stand-ins/worlds/albums.ts';
import { world as demoWorld } from '../stand-ins/worlds/demo.ts';
import { demoTracks } from '../stand-ins/worlds/demo-tracks.ts';

interface Listed {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string;
  readonly durationMs: number;
}

interface Outcome {
  readonly searches: number;
  readonly resolved: number;
}

const lists: readonly { name: string; goal: number; world: World; tracks: readonly Listed[] }[] = [
  { name: 'demo, 50 tracks', goal: 1, world: demoWorld, tracks: demoTracks },
  {
    name: 'album-heavy, 500 tracks',
    goal: 0.4,
    world: albumWorld,
    tracks: albumTracks.map((track) => ({ ...track, artists: [track.artist] })),
  },
];
const atOnce = 2;
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

const server = await startEmbeddedPostgres({
  dataDir: join(tmpdir(), `harmony-bench-searches-${process.pid}`),
  log,
  throwaway: true,
});
try {
  process.exitCode = await bench();
} finally {
  await server.stop();
}

async function bench(): Promise<number> {
  let missed = false;
  for (const [at, { name, goal, world, tracks }] of lists.entries()) {
    const { searches, resolved } = await measure(`list_${at}`, world, tracks);
    const ratio = searches / resolved;
    missed ||= ratio > goal;
    const words = `${searches} searches, ${resolved} of ${tracks.length} resolved`;
    process.stdout.write(
      `${name.padEnd(26)}${ratio.toFixed(3)} searches per resolved track (goal ≤ ${goal})  ${words}\n`,
    );
  }
  return missed && process.argv.includes('--assert') ? 1 : 0;
}

async function measure(database: string, world: World, tracks: readonly Listed[]): Promise<Outcome> {
  await createDatabaseIfMissing(server.connection, database);
  const connection = { ...server.connection, database };
  const { db, close } = openDatabase({ connection, maxConnections: 8, applicationName: 'bench', log });
  const dir = await mkdtemp(join(tmpdir(), 'harmony-bench-slskd-'));
  const standIn = createSlskdStandIn({ world, dir, timeScale: 100, acceptMs: 1 });
  try {
    await migrate(db);
    await standIn.start();
    return await run(db, { url: standIn.url, apiKey: standIn.apiKey, downloads: standIn.downloads }, tracks);
  } finally {
    await standIn.stop();
    await close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function run(
  db: Db,
  daemon: { url: string; apiKey: string; downloads: string },
  tracks: readonly Listed[],
): Promise<Outcome> {
  const read = readSettings({ slskd: slskdSettings, search: searchSettings, match: matchSettings }, {});
  if (!read.ok) throw new Error('The defaults must be readable.');
  const { values } = read;
  const taste = tasteOf(values.match);
  const judge = (wanted: WantedTrack, files: readonly OfferedFile[]) => judgeByTaste(wanted, files, taste, null);
  const slskd = createSlskd({
    settings: {
      ...values.slskd,
      baseUrl: daemon.url,
      apiKey: daemon.apiKey,
      downloadsDir: daemon.downloads,
      pollMs: 20,
      searchTimeoutMs: 5000,
    },
    onFault: silent,
  });
  const search = createSearchStage({
    db,
    network: slskd.search,
    // The goal is few searches, not quick ones.
    settings: { ...values.search, budgetCount: 10_000 },
    planQueries,
    judge,
    waiting: createWaitingWishes(db),
  });
  const match = createMatchStage({ db, judge, canSearchOn: (wish) => canSearchOn({ db, planQueries }, wish) });
  const rows = await db
    .insertInto('wishes')
    .values(
      tracks.map(({ title, artists, album, durationMs }, index) => ({
        recording_key: String(index),
        search_text: '',
        title,
        artists: [...artists],
        album,
        duration_ms: durationMs,
      })),
    )
    .returning('id')
    .execute();
  const store = createWishStore(db);
  const waiting = rows.map(({ id }) => id);
  let resolved = 0;
  const context = { signal: new AbortController().signal, jobId: 'bench' };

  /** Whether the wish has settled. */
  async function attend(id: number): Promise<boolean> {
    const wish = await store.find(id);
    if (wish === null) return true;
    try {
      const found = await search.run(wish, context);
      const outcome = found.kind === 'next' ? await match.run(wish, context) : found;
      if (outcome.kind === 'back') return false;
      await db.transaction().execute(async (trx) => outcome.commit?.(trx));
      if (outcome.kind === 'next') resolved += 1;
      const stage = outcome.kind === 'next' ? 'download' : 'search';
      await db.updateTable('wishes').set({ stage, state: 'waiting' }).where('id', '=', id).execute();
      return true;
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error;
      return false;
    }
  }

  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        if (await attend(id)) continue;
        waiting.push(id);
        await sleep(20);
      }
    }),
  );
  await slskd.close();
  const { searches } = await db
    .selectFrom('searches')
    .select((eb) => eb.fn.countAll<number>().as('searches'))
    .executeTakeFirstOrThrow();
  return { searches, resolved };
}
