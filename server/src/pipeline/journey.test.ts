import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { NewJob } from '#jobs';
import { JobFailure } from '#jobs';
import type { WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWishStore, type Stage, type StageOutcome, type StageRunner, stages, type WishStore } from '#wishes';
import {
  createJourney,
  createWishActions,
  createWishIntake,
  type JourneyStep,
  stageAfter,
  sweepLostWishes,
} from './index.ts';

let database: TestDatabase;
let store: WishStore;
let queued: NewJob[] = [];
let steps: JourneyStep[] = [];
const running = new Set<string>();

beforeAll(async () => {
  database = await createTestDatabase();
  store = createWishStore(database.db);
});
afterAll(() => database.drop());
afterEach(async () => {
  queued = [];
  steps = [];
  await database.db.deleteFrom('wishes').execute();
});

const within = async () => undefined;

const jobs = {
  async enqueue(added: NewJob | readonly NewJob[]) {
    queued.push(...(Array.isArray(added) ? (added as NewJob[]) : [added as NewJob]));
  },
};

function wanted(title: string, durationMs: number | null = null, isrc: string | null = null): WantedTrack {
  const unknown = {
    album: null,
    albumArtist: null,
    trackNumber: null,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
    releaseDate: null,
  };
  return { title, artists: ['Björk'], durationMs, isrc, ...unknown };
}

async function take(...tracks: WantedTrack[]) {
  const intake = createWishIntake(jobs, 'search');
  const wishes = tracks.map((track) => ({
    track,
    source: 'free',
    priority: 0,
    spotifyTrackId: null,
    spotifyAlbumId: null,
  }));
  return await database.db.transaction().execute((trx) => intake.add(trx, wishes));
}

function journeyOf(outcomes: Partial<Record<Stage, StageOutcome | Error>>) {
  const journey = createJourney({
    db: database.db,
    jobs,
    store,
    isRunning: async (jobId) => running.has(jobId),
    after: stageAfter,
    within,
    onStep: (step) => steps.push(step),
  });
  const runners: StageRunner[] = stages.map((stage) => ({
    stage,
    async run() {
      const outcome = outcomes[stage] ?? { kind: 'next' };
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  }));
  const definitions = new Map(journey.definitions(runners).map((definition) => [definition.type, definition]));
  /** Runs queued jobs that are due until none is left. */
  async function drain(): Promise<void> {
    for (let job = next(); job !== undefined; job = next()) {
      const context = { jobId: 'j', attempt: 1, signal: new AbortController().signal };
      await definitions.get(job.type)?.run(job.payload, context);
    }
  }
  const next = () => {
    const index = queued.findIndex((job) => job.startAfter === undefined);
    return index < 0 ? undefined : queued.splice(index, 1)[0];
  };
  return { journey, definitions, drain };
}

test('a wish travels through every stage in order and is done', async () => {
  const [taken] = await take(wanted('Hyperballad'));
  await journeyOf({}).drain();
  const wish = await store.find(taken?.wishId ?? 0);
  expect(wish).toMatchObject({ stage: 'publish', state: 'done', cause: null });
  expect(steps.filter(({ step }) => step.state === 'active').map(({ step }) => step.stage)).toEqual([...stages]);
});

test("a stage's rows and the next job are stored together, or not at all", async () => {
  const [taken] = await take(wanted('Jóga'));
  const id = taken?.wishId ?? 0;
  const { drain } = journeyOf({
    search: { kind: 'next', commit: async () => Promise.reject(new Error('disk full')) },
  });
  await expect(drain()).rejects.toThrow('disk full');
  expect(await store.find(id)).toMatchObject({ stage: 'search', state: 'queued', revision: 0 });
  expect(queued).toEqual([]);
});

test('a job of an earlier step does nothing', async () => {
  const [taken] = await take(wanted('Bachelorette'));
  const stale = queued[0];
  const { drain } = journeyOf({});
  await drain();
  steps = [];
  queued = stale === undefined ? [] : [stale];
  await drain();
  expect(steps).toEqual([]);
  expect((await store.find(taken?.wishId ?? 0))?.state).toBe('done');
});

test('a parked wish is brought on once, and only from the stage where it is parked', async () => {
  const [taken] = await take(wanted('Unravel'));
  const id = taken?.wishId ?? 0;
  const { journey, drain } = journeyOf({ download: { kind: 'parked' } });
  await drain();
  expect(await store.find(id)).toMatchObject({ stage: 'download', state: 'active' });
  expect(await journey.resume(id, 'verify', { kind: 'next' })).toBe(false);
  expect(await journey.resume(id, 'download', { kind: 'next' })).toBe(true);
  expect(await journey.resume(id, 'download', { kind: 'next' })).toBe(false);
  await drain();
  expect((await store.find(id))?.state).toBe('done');
});

test('a wish that cannot be met waits with its reason and a job for later', async () => {
  const [taken] = await take(wanted('Nobody Has This'));
  const until = new Date(Date.now() + 3_600_000);
  await journeyOf({ match: { kind: 'wait', cause: { code: 'no_match', sentence: 'Nothing fits.' }, until } }).drain();
  const wish = await store.find(taken?.wishId ?? 0);
  expect(wish).toMatchObject({
    state: 'waiting',
    stage: 'search',
    attempts: 1,
    cause: { code: 'no_match', sentence: 'Nothing fits.' },
  });
  expect(queued).toMatchObject([{ type: 'search', startAfter: until }]);
});

test('a fault is said on the wish and thrown for the queue to retry', async () => {
  const [taken] = await take(wanted('Pluto'));
  const fault = new JobFailure({ code: 'slskd_unreachable', sentence: 'slskd does not answer.', patience: 'later' });
  await expect(journeyOf({ search: fault }).drain()).rejects.toThrow('slskd does not answer.');
  const wish = await store.find(taken?.wishId ?? 0);
  expect(wish).toMatchObject({ state: 'queued', cause: { code: 'slskd_unreachable' } });
});

test('a dead letter leaves the wish waiting at its stage, never lost', async () => {
  const [taken] = await take(wanted('Alarm Call'));
  const { definitions } = journeyOf({});
  const failure = { code: 'unexpected', message: 'It broke.', remedy: null };
  await definitions.get('search')?.onDead?.({ wishId: taken?.wishId, revision: 0 }, failure);
  expect(await store.find(taken?.wishId ?? 0)).toMatchObject({
    state: 'waiting',
    stage: 'search',
    cause: { sentence: 'It broke.' },
  });
});

test('the same recording is wished once, whatever the spelling, and other recordings of the name stay apart', async () => {
  const first = await take(wanted('Hyperballad', 321_000));
  const again = await take(wanted('HYPERBALLAD', 323_000), wanted('Hyperballad', 95_000), wanted('Hyperballad', null));
  expect(again.map((wish) => wish.kind)).toEqual(['already-wished', 'new', 'already-wished']);
  expect(again[0]?.wishId).toBe(first[0]?.wishId);
  expect(again[1]?.wishId).not.toBe(first[0]?.wishId);
});

test('a second job of a step waits for the first, and does the step when that one is gone', async () => {
  const [taken] = await take(wanted('Army of Me'));
  const payload = { wishId: taken?.wishId ?? 0, revision: 0 };
  const { definitions } = journeyOf({});
  const search = definitions.get('search');
  const run = (jobId: string) => search?.run(payload, { jobId, attempt: 1, signal: new AbortController().signal });
  expect(await store.claim({ id: payload.wishId, revision: 0 }, 'search', 'first')).toMatchObject({ state: 'active' });
  running.add('first');
  await expect(run('second')).rejects.toMatchObject({ code: 'step_under_way', patience: { at: expect.any(Date) } });
  expect(await store.find(payload.wishId)).toMatchObject({ stage: 'search', state: 'active', cause: null });
  running.delete('first');
  await run('second');
  expect(await store.find(payload.wishId)).toMatchObject({ stage: 'match', revision: 1 });
  // what the first one still says is too late, and so is a third job
  await run('third');
  expect(await store.find(payload.wishId)).toMatchObject({ stage: 'match', revision: 1 });
});

test('one import with the same recording twice makes one wish', async () => {
  const taken = await take(wanted('Army of Me'), wanted('Army Of Me'));
  expect(taken.map((wish) => wish.kind)).toEqual(['new', 'already-wished']);
  expect(taken[0]?.wishId).toBe(taken[1]?.wishId);
  expect(queued).toHaveLength(1);
});

test('cancelling stops the journey and transfers; wishing again brings the wish back', async () => {
  const [taken] = await take(wanted('Cocoon'));
  const id = taken?.wishId ?? 0;
  const stopped: number[] = [];
  const never = async () => false;
  const actions = createWishActions({
    db: database.db,
    jobs,
    store,
    within,
    onStep: (step) => steps.push(step),
    stopTransfers: async (wishId) => void stopped.push(wishId),
    stopWithin: async () => () => undefined,
    pin: never,
    unpin: async () => undefined,
    formerOf: async () => null,
    forgive: async () => undefined,
    files: { keepable: async () => null, keep: never, passOver: never, decline: never },
  });
  expect(await actions.cancel(id)).toBe(true);
  expect(await actions.cancel(id)).toBe(false);
  expect(stopped).toEqual([id]);
  await journeyOf({}).drain();
  expect((await store.find(id))?.state).toBe('cancelled');
  expect((await take(wanted('Cocoon')))[0]?.kind).toBe('new');
  await journeyOf({}).drain();
  expect((await store.find(id))?.state).toBe('done');
});

test('a wish whose job is gone gets a new one; one that waits for a transfer does not', async () => {
  const taken = await take(wanted('Lost'), wanted('Parked'), wanted('Fine'));
  queued = [];
  const ids = taken.map((wish) => wish.wishId);
  const helped = await sweepLostWishes({
    store,
    jobs,
    liveKeys: async () => new Set([`wish:${ids[2]}`]),
    parked: async () => new Set([ids[1] ?? 0]),
    quietMs: 0,
    limit: 100,
  });
  expect(helped).toBe(1);
  expect(queued).toMatchObject([{ type: 'search', key: `wish:${ids[0]}` }]);
});

test('pages walk through all wishes once, in the order of the list, and find by typing', async () => {
  await take(...Array.from({ length: 25 }, (_, index) => wanted(`Song ${String(index).padStart(2, '0')}`)));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<WishStore['page']>> = await store.page({}, 10, cursor);
    seen.push(...page.rows.map((row) => row.title));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `Song ${String(index).padStart(2, '0')}`));
  expect((await store.page({ query: 'bjÖRK 07' }, 10, null)).rows.map((row) => row.title)).toEqual(['Song 07']);
  expect((await store.page({ query: '100%' }, 10, null)).rows).toEqual([]);
  await expect(store.page({}, 10, 'rubbish')).rejects.toThrow(RangeError);
});
