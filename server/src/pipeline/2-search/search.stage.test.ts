import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { JobFailure } from '#jobs';
import type { Judgement, OfferedFile, Verdict, WantedTrack } from '#music';
import { ServiceFault } from '#platform/outbound';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWaitingWishes, type StageOutcome, type Wish } from '#wishes';
import { type Intent, openSearch, withPlace } from './ledger.ts';
import type { Question } from './plan.ts';
import type { NetworkAnswer, SearchNetwork } from './ports.ts';
import { beginAnew } from './rounds.ts';
import { createSearchStage, sweepInterruptedSearches } from './search.stage.ts';

const track: WantedTrack = {
  title: 'Song',
  // Nobody in particular, so that no question is asked for several wishes at once.
  artists: ['Various Artists'],
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
};
const settings = { budgetCount: 34, budgetWindowS: 220, parallel: 2, maxCandidates: 300 };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

const file = (username: string, path: string, more: Partial<OfferedFile> = {}): OfferedFile => ({
  id: `${username}\n${path}`,
  username,
  path,
  sizeBytes: 5_000_000,
  extension: 'mp3',
  bitrateKbps: 320,
  sampleRateHz: null,
  bitDepth: null,
  lengthS: 200,
  variableBitrate: null,
  freeSlot: true,
  queueLength: 0,
  speedBps: 1000,
  ...more,
});
const answered = (...files: OfferedFile[]): NetworkAnswer => ({
  kind: 'answered',
  responseCount: files.length,
  fileCount: files.length,
  files,
  complete: true,
});

/** Files are taken without asking when their path says `good`, doubtful when it says `maybe`. */
const judge = (_wanted: WantedTrack, files: readonly OfferedFile[]): Judgement[] =>
  files.map(({ id, path }) => {
    const verdict: Verdict = path.includes('good') ? 'auto' : path.includes('maybe') ? 'review' : 'reject';
    return { fileId: id, verdict, score: 0.5, reasons: [] };
  });

const intent = (wishId: number, query: string, urgent = false): Intent => ({
  wishId,
  query,
  rung: 0,
  subject: 'track',
  words: [query],
  urgent,
});

async function stage(
  answers: Readonly<Record<string, NetworkAnswer | Error>>,
  more: Partial<typeof settings> = {},
  plan = ['one', 'two', 'three'],
) {
  const { db } = database;
  const asked: string[] = [];
  const abandoned: string[] = [];
  const network: SearchNetwork = {
    async search({ text }) {
      asked.push(text);
      const answer = answers[text] ?? answered();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async abandon(id) {
      abandoned.push(id);
    },
  };
  const ladder = plan.map((text): Question => ({ kind: text === 'one' ? 'written' : 'plain', text }));
  const waiting = createWaitingWishes(db);
  const planQueries = () => ladder;
  const runner = createSearchStage({ db, network, settings: { ...settings, ...more }, planQueries, judge, waiting });
  const { id } = await db
    .insertInto('wishes')
    .values({ recording_key: `k${Math.random()}`, search_text: '', title: 'Song', artists: ['Artist'] })
    .returning('id')
    .executeTakeFirstOrThrow();
  const wish: Wish = {
    id,
    track,
    stage: 'search',
    state: 'active',
    cause: null,
    priority: 0,
    attempts: 0,
    revision: 1,
    libraryFileId: null,
  };
  const run = (of: Wish = wish): Promise<StageOutcome> =>
    runner.run(of, { signal: new AbortController().signal, jobId: 'j' });
  const failure = async (): Promise<JobFailure> => {
    const error: unknown = await run().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof JobFailure)) throw new Error(`expected a JobFailure, got ${String(error)}`);
    return error;
  };
  const candidates = () => db.selectFrom('candidates').selectAll().where('wish_id', '=', id).orderBy('id').execute();
  const searches = () => db.selectFrom('searches').selectAll().where('wish_id', '=', id).orderBy('id').execute();
  return { db, asked, abandoned, network, wish, run, failure, candidates, searches };
}

describe('the ladder', () => {
  test('stops at the first rung with a file that may be fetched', async () => {
    const it = await stage({ one: answered(file('bob', 'M\\maybe.mp3')), two: answered(file('eve', 'M\\good.mp3')) });
    expect(await it.run()).toEqual({ kind: 'next' });
    expect(it.asked).toEqual(['one', 'two']);
    expect((await it.candidates()).map((each) => each.username)).toEqual(['bob', 'eve']);
  });

  test('doubtful and wrong files go on to the match stage, which can say why', async () => {
    const it = await stage({ three: answered(file('bob', 'M\\wrong.mp3')) });
    expect(await it.run()).toEqual({ kind: 'next' });
    expect(it.asked).toEqual(['one', 'two', 'three']);
  });

  test.each([
    [0, 1],
    [1, 4],
    [2, 24],
    [3, 72],
    [9, 168],
  ])('nothing at all after %i rounds: again in %i hours', async (attempts, hours) => {
    const it = await stage({});
    const outcome = await it.run({ ...it.wish, attempts });
    expect(outcome).toMatchObject({ kind: 'wait', cause: { code: 'nothing_found' } });
    if (outcome.kind !== 'wait') return;
    expect(Math.round((outcome.until.getTime() - Date.now()) / 3_600_000)).toBe(hours);
  });

  test('a wish without words needs a person', async () => {
    const it = await stage({}, {}, []);
    expect(await it.run()).toMatchObject({ kind: 'review', cause: { code: 'cannot_be_searched' } });
  });

  test('comes back in the middle of a round: rungs that were answered are not asked again', async () => {
    const answers: Record<string, NetworkAnswer> = {
      two: { kind: 'not-now', code: 'search_lost', sentence: 'Restarted.', retryAfterMs: 5 },
    };
    const it = await stage(answers);
    expect((await it.failure()).patience).toMatchObject({ at: expect.any(Date) });
    delete answers['two'];
    await it.run();
    expect(it.asked).toEqual(['one', 'two', 'two', 'three']);
  });

  test('after a whole round everything is asked anew', async () => {
    const it = await stage({ two: { kind: 'refused', code: 'query_refused', sentence: 'No.' } });
    await it.run();
    await it.run();
    expect(it.asked).toEqual(['one', 'two', 'three']);
    await it.run({ ...it.wish, attempts: 1 });
    expect(it.asked).toEqual(['one', 'two', 'three', 'one', 'two', 'three']);
  });

  test('a person who wants it searched for again is not told that it was asked a minute ago', async () => {
    const it = await stage({});
    await it.run();
    await beginAnew(it.db, it.wish);
    await it.run();
    expect(it.asked).toEqual(['one', 'two', 'three', 'one', 'two', 'three']);
  });

  test('a file whose peer failed does not stop the ladder', async () => {
    const it = await stage({
      one: answered(file('bob', 'M\\good.mp3')),
      two: answered(file('bob', 'M\\good.mp3')),
      three: answered(file('eve', 'M\\good.mp3')),
    });
    await it.run();
    await it.db.updateTable('candidates').set({ outcome: 'failed', outcome_reason: 'Offline.' }).execute();
    expect(await it.run()).toEqual({ kind: 'next' });
    expect(it.asked).toEqual(['one', 'two', 'three']);
  });
});

describe('what is kept', () => {
  test('audio of sane size only, as the peer named it', async () => {
    const path = 'Mu\u0308sic\\good  one.FLAC';
    const it = await stage({
      one: answered(
        file('a', path, { extension: 'flac' }),
        file('b', 'good.jpg', { extension: 'jpg' }),
        file('c', 'good.mp3', { sizeBytes: 100 }),
        file('d', 'good', { extension: null }),
      ),
    });
    await it.run();
    expect((await it.candidates()).map((each) => each.path)).toEqual([path]);
  });

  test('the likeliest when there are too many', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      file(`peer${index}`, `M\\${index < 55 ? 'wrong' : 'good'} ${index}.mp3`),
    );
    const it = await stage({ one: answered(...many) }, { maxCandidates: 10 });
    await it.run();
    const kept = await it.candidates();
    expect(kept).toHaveLength(10);
    expect(kept.filter((each) => each.path.includes('good'))).toHaveLength(5);
  });

  test('seen again: updated, not doubled; a failed transfer gets another chance after a while, a wrong file never', async () => {
    const it = await stage(
      { one: answered(file('late', 'M\\good.mp3'), file('fresh', 'M\\good.mp3'), file('wrong', 'M\\good.mp3')) },
      {},
      ['one'],
    );
    await it.run();
    await beginAnew(it.db, it.wish);
    const [late, , wrong] = await it.candidates();
    await it.db.updateTable('candidates').set({ outcome: 'failed', outcome_reason: 'Offline.' }).execute();
    await it.db
      .updateTable('candidates')
      .set({ seen_at: sql<Date>`now() - interval '1 hour'` })
      .where('username', 'in', ['late', 'wrong'])
      .execute();
    await it.db
      .insertInto('downloads')
      .values({
        wish_id: it.wish.id,
        candidate_id: wrong?.id ?? null,
        username: 'wrong',
        filename: 'f',
        state: 'failed',
        local_path: '/downloads/f',
        batch_id: '33333333-3333-4333-8333-333333333333',
      })
      .execute();
    await it.run();
    const rows = await it.candidates();
    expect(rows).toHaveLength(3);
    expect(rows[0]?.id).toBe(late?.id);
    expect(rows.map((each) => [each.username, each.outcome])).toEqual([
      ['late', null],
      ['fresh', 'failed'],
      ['wrong', 'failed'],
    ]);
  });
});

describe('patience', () => {
  test('a spent budget names the time when a place opens, and asks nothing', async () => {
    const it = await stage({}, { budgetCount: 3, budgetWindowS: 100 });
    await it.run();
    await beginAnew(it.db, it.wish);
    const failure = await it.failure();
    expect(failure.code).toBe('search_budget_spent');
    if (typeof failure.patience !== 'object') throw new Error('must name a time');
    const wait = failure.patience.at.getTime() - Date.now();
    expect(wait).toBeGreaterThan(90_000);
    expect(wait).toBeLessThan(101_000);
    expect(it.asked).toHaveLength(3);
  });

  test('the budget is shared: ten processes at once never exceed it', async () => {
    const it = await stage({});
    const opened = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        openSearch(it.db, intent(it.wish.id, `q${index}`), { budgetCount: 4, budgetWindowS: 100 }),
      ),
    );
    expect(opened.filter((each) => each.kind === 'open')).toHaveLength(4);
  });

  test('people and urgent wishes find a part of the budget left, and leave a part to the others while those wait', async () => {
    const it = await stage({});
    const limits = { budgetCount: 20, budgetWindowS: 100 };
    const open = async (urgent: boolean, othersWait: boolean): Promise<number> => {
      for (let count = 0; ; count += 1) {
        const answer = await openSearch(
          it.db,
          intent(it.wish.id, `q${Math.random()}`, urgent),
          limits,
          async () => othersWait,
        );
        if (answer.kind !== 'open') return count;
      }
    };
    expect(await open(false, false)).toBe(18);
    expect(await open(true, true)).toBe(2);
    await sql`delete from searches`.execute(it.db);
    expect(await open(true, true)).toBe(16);
    expect(await open(false, false)).toBe(2);
    await sql`delete from searches`.execute(it.db);
    expect(await open(true, false)).toBe(20);
  });

  test('no more run at once than allowed, by all processes together, and a place is free again as soon as its holder ends', async () => {
    const it = await stage({});
    let end = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    let holders = 0;
    const hold = () =>
      withPlace(it.db, 2, async () => {
        holders += 1;
        await held;
      });
    const both = [hold(), hold()];
    await vi.waitFor(() => expect(holders).toBe(2));
    expect((await it.failure()).code).toBe('search_busy');
    expect(it.asked).toEqual([]);
    end();
    await Promise.all(both);
    await it.run();
    expect(it.asked).toEqual(['one', 'two', 'three']);
  });

  test.each(['not_logged_in', 'daemon_busy'])('"%s" costs neither budget nor attempt', async (code) => {
    const it = await stage({ one: { kind: 'not-now', code, sentence: 'Not now.', retryAfterMs: 60_000 } });
    const failure = await it.failure();
    expect(failure).toMatchObject({ code, message: 'Not now.' });
    expect(await it.searches()).toEqual([]);
  });

  test('a daemon that is down or paused costs neither; a broken answer leaves its trace', async () => {
    const fault = (code: 'paused' | 'bad_json', retryAt: Date | null) =>
      new ServiceFault({ service: 'slskd', code, sentence: 'It is broken.', remedy: 'Mend it.', retryAt });
    const at = new Date(Date.now() + 120_000);
    const paused = await stage({ one: fault('paused', at) });
    const failure = await paused.failure();
    expect(failure.code).toBe('slskd_paused');
    expect(typeof failure.patience === 'object' && failure.patience.at.getTime()).toBeGreaterThanOrEqual(at.getTime());
    expect(await paused.searches()).toEqual([]);
    const broken = await stage({ one: fault('bad_json', null) });
    await broken.failure();
    expect(await broken.searches()).toMatchObject([{ state: 'failed', error: 'It is broken.' }]);
  });

  test('what a dead process left running is abandoned at the daemon, by its wish and by the sweep', async () => {
    const it = await stage({});
    const id = '44444444-4444-4444-8444-444444444444';
    await it.db
      .insertInto('searches')
      .values({ wish_id: it.wish.id, query: 'one', rung: 0, daemon_search_id: id })
      .execute();
    await it.run();
    expect(it.abandoned).toEqual([id]);
    const other = '55555555-5555-4555-8555-555555555555';
    const started = sql<Date>`now() - interval '1 hour'`;
    await it.db
      .insertInto('searches')
      .values({ wish_id: it.wish.id, query: 'x', rung: 0, daemon_search_id: other, started_at: started })
      .execute();
    expect(await sweepInterruptedSearches(it, new AbortController().signal)).toBe(1);
    expect(it.abandoned).toEqual([id, other]);
    expect((await it.searches()).filter((each) => each.state === 'running')).toEqual([]);
  });
});
