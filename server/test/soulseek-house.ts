import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createSlskd, slskdSettings } from '#integrations/slskd';
import { JobFailure, type NewJob } from '#jobs';
import type { Judgement, OfferedFile, WantedTrack } from '#music';
import { createPeerStore } from '#peers';
import { createJourney, stageAfter } from '#pipeline';
import {
  createCancellations,
  createDownloadStage,
  createTransferMonitor,
  type DownloadChange,
  downloadSettings,
} from '#pipeline/download';
import { createSearchStage, type Question, searchSettings } from '#pipeline/search';
import { readSettings } from '#platform/config';
import { createWaitingWishes, createWishStore, type StageRunner, takeIn } from '#wishes';
import {
  createSlskdStandIn,
  type Peer,
  type StandInOptions,
  type TransferBehaviour,
} from '../../stand-ins/slskd/index.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** Search, match (a plain one), download and monitor over the stand-in, with the real journey and database; jobs run one by one. */

const defaults = () => {
  const read = readSettings({ slskd: slskdSettings, search: searchSettings, download: downloadSettings }, {});
  if (!read.ok) throw new Error('The defaults must be readable.');
  return read.values;
};

const track = (title: string): WantedTrack => ({
  title,
  artists: ['Artist'],
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
});

/** A peer that shares 60 kB of noise as `Artist - <title>.mp3`. Faster peers are preferred by the plain match below. */
export const peer = (
  username: string,
  speed: number,
  behaviour: TransferBehaviour = {},
  more: Partial<Peer> = {},
): Peer => ({
  username,
  speedBps: 2_000_000,
  reportedSpeedBps: speed,
  answersAfterMs: 100,
  files: [{ path: `Music\\Album\\Artist - Song.mp3`, bytes: 60_000, behaviour }],
  ...more,
});

/** By the title alone, so that no wish takes a file of another one whose question it shares. */
const judge = (wanted: WantedTrack, files: readonly OfferedFile[]): Judgement[] =>
  files.map((file) => {
    const fits = file.path.includes(`${wanted.title}.`);
    return { fileId: file.id, verdict: fits ? 'auto' : 'reject', score: fits ? 1 : 0, reasons: [] };
  });

/** Registers set-up and tear-down for one test file, and gives the builder. */
export function soulseekHouses() {
  let database: TestDatabase;
  const open: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    database = await createTestDatabase({ maxConnections: 8 });
  });
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
    await sql`truncate wishes, searches, candidates, downloads, peers restart identity cascade`.execute(database.db);
  });
  afterAll(() => database.drop());

  return house;

  async function house(
    peers: readonly Peer[],
    more: {
      standIn?: Partial<StandInOptions>;
      slskd?: Partial<ReturnType<typeof defaults>['slskd']>;
      download?: Partial<ReturnType<typeof defaults>['download']>;
      search?: Partial<ReturnType<typeof defaults>['search']>;
      /** Pauses of the daemon's mood. */
      pausesMs?: readonly number[];
    } = {},
  ) {
    const { db } = database;
    const dir = await mkdtemp(join(tmpdir(), 'harmony-journey-'));
    open.push(() => rm(dir, { recursive: true, force: true }));
    const standIn = createSlskdStandIn({
      world: { peers },
      dir,
      timeScale: 50,
      acceptMs: 2,
      moveMs: 500,
      retry: { attempts: 1 },
      ...more.standIn,
    });
    await standIn.start();
    open.push(() => standIn.stop());
    const values = defaults();
    const faults: unknown[] = [];
    const onFault = (_what: string, error: unknown): void => void faults.push(error);
    const slskd = createSlskd({
      settings: {
        ...values.slskd,
        baseUrl: standIn.url,
        apiKey: standIn.apiKey,
        downloadsDir: standIn.downloads,
        pollMs: 20,
        searchTimeoutMs: 3000,
        retries: 0,
        ...more.slskd,
      },
      onFault,
      pausesMs: more.pausesMs ?? [0, 20],
    });
    open.push(() => slskd.close());

    const jobs: NewJob[] = [];
    const running = new Set<string>();
    const store = createWishStore(db);
    const changes: DownloadChange[] = [];
    const journey = createJourney({
      db,
      store,
      isRunning: async (jobId) => running.has(jobId),
      after: stageAfter,
      onStep: () => undefined,
      within: async () => undefined,
      jobs: {
        async enqueue(more) {
          jobs.push(...(Array.isArray(more) ? more : [more as NewJob]));
        },
      },
    });
    const settings = {
      ...values.download,
      stallS: 2,
      readoptS: 1,
      fileWaitS: 2,
      fileVisibleS: 1,
      hedge: false,
      ...more.download,
    };
    const memory = createPeerStore(db);
    const newMonitor = () =>
      createTransferMonitor({
        db,
        network: slskd.transfers,
        journey,
        peers: memory,
        notify: (change) => changes.push(change),
        onFault,
        settings,
      });
    const monitor = newMonitor();
    const match: StageRunner = {
      stage: 'match',
      async run(wish) {
        await sql`update candidates c set verdict = 'auto', rank = r.rank from
          (select id, row_number() over (order by speed_bps desc) as rank from candidates where wish_id = ${wish.id} and position(${`${wish.track.title}.`} in path) > 0) r where r.id = c.id`.execute(
          db,
        );
        const left = await db
          .selectFrom('candidates')
          .select('id')
          .where('wish_id', '=', wish.id)
          .where('verdict', '=', 'auto')
          .where('outcome', 'is', null)
          .execute();
        if (left.length > 0) return { kind: 'next' };
        return {
          kind: 'wait',
          cause: { code: 'all_peers_failed', sentence: 'All failed.' },
          until: new Date(Date.now() + 3_600_000),
        };
      },
    };
    const planQueries = (wanted: WantedTrack): Question[] => [
      { kind: 'written', text: `artist ${wanted.title}` },
      { kind: 'loose', text: wanted.title },
    ];
    const search = createSearchStage({
      db,
      network: slskd.search,
      settings: { ...values.search, ...more.search },
      planQueries,
      judge,
      waiting: createWaitingWishes(db),
    });
    const download = createDownloadStage({
      db,
      network: slskd.transfers,
      settings,
      peers: memory,
      stands: (trx, wish) => store.stands(trx, wish, 'share'),
      wake: () => undefined,
    });
    const definitions = new Map(journey.definitions([search, match, download]).map((each) => [each.type, each]));
    const cancellations = createCancellations({
      db,
      journey,
      notify: (change) => changes.push(change),
      wake: () => undefined,
    });

    async function runJob(job: NewJob): Promise<void> {
      const definition = definitions.get(job.type);
      if (definition === undefined) return;
      // Here a job is seen before the transaction that stores it has ended; the real queue shows it afterwards.
      const { wishId, revision } = job.payload as { wishId: number; revision: number };
      const row = await db.selectFrom('wishes').select('revision').where('id', '=', wishId).executeTakeFirst();
      if (row !== undefined && row.revision < revision) {
        jobs.push({ ...job, startAfter: new Date(Date.now() + 20) });
        return;
      }
      const jobId = randomUUID();
      running.add(jobId);
      try {
        await definition.run(job.payload, { jobId, attempt: 1, signal: new AbortController().signal });
      } catch (error) {
        if (!(error instanceof JobFailure) || typeof error.patience !== 'object') throw error;
        // As the queue does it, only sooner.
        jobs.push({ ...job, startAfter: new Date(Math.min(error.patience.at.getTime(), Date.now() + 50)) });
      } finally {
        running.delete(jobId);
      }
    }
    /** Runs the jobs that are due, `atOnce` at a time. */
    async function work(atOnce = 1): Promise<void> {
      const due = jobs.filter((job) => job.startAfter === undefined || job.startAfter <= new Date());
      for (const job of due) jobs.splice(jobs.indexOf(job), 1);
      const worker = async (): Promise<void> => {
        for (let job = due.shift(); job !== undefined; job = due.shift()) await runJob(job);
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
    }
    /** Works and watches until the condition holds. */
    async function until(
      condition: () => Promise<boolean>,
      {
        watch = true,
        limitMs = 20_000,
        atOnce = 1,
      }: { readonly watch?: boolean; readonly limitMs?: number; readonly atOnce?: number } = {},
    ): Promise<void> {
      const end = Date.now() + limitMs;
      while (!(await condition())) {
        if (Date.now() > end)
          throw new Error(
            `Nothing came of it: ${JSON.stringify([await wish(), await downloads(), faults.map(String)], null, 1)}`,
          );
        await work(atOnce);
        if (watch) await monitor.tick().catch((error: unknown) => faults.push(error));
        await sleep(10);
      }
    }
    const wish = () => db.selectFrom('wishes').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
    const downloads = () => db.selectFrom('downloads').selectAll().orderBy('id').execute();
    const candidates = () => db.selectFrom('candidates').selectAll().orderBy('id').execute();
    async function want(title = 'Song', of: Partial<WantedTrack> = {}): Promise<void> {
      const taken = await db.transaction().execute((trx) =>
        takeIn(trx, [
          {
            track: { ...track(title), ...of },
            source: 'test',
            priority: 0,
            spotifyTrackId: null,
            spotifyAlbumId: null,
          },
        ]),
      );
      for (const each of taken)
        jobs.push({ type: 'search', payload: { wishId: each.wishId, revision: each.revision } });
    }
    const fetched = async (): Promise<boolean> => (await wish()).stage === 'verify';
    const asked = async (): Promise<boolean> => typeof (await downloads())[0]?.transfer_id === 'string';
    const waiting = async (): Promise<boolean> => (await wish()).state === 'waiting';
    return {
      db,
      standIn,
      slskd,
      journey,
      store,
      /** The stage that asks peers. */
      download,
      monitor,
      /** Another process's monitor: it remembers nothing. */
      newMonitor,
      peers: memory,
      jobs,
      changes,
      faults,
      cancellations,
      want,
      until,
      fetched,
      asked,
      waiting,
      wish,
      downloads,
      candidates,
      work,
    };
  }
}
