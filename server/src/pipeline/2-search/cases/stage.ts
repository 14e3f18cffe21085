import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { JobFailure } from '#jobs';
import type { Judgement, OfferedFile, Verdict, WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWaitingWishes, type StageOutcome, type Wish } from '#wishes';
import type { Intent } from '../ledger.ts';
import type { Question } from '../plan.ts';
import type { NetworkAnswer, SearchNetwork } from '../ports.ts';
import { createSearchStage } from '../search.stage.ts';

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

export const file = (username: string, path: string, more: Partial<OfferedFile> = {}): OfferedFile => ({
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
export const answered = (...files: OfferedFile[]): NetworkAnswer => ({
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

export const intent = (wishId: number, query: string, urgent = false): Intent => ({
  wishId,
  query,
  rung: 0,
  subject: 'track',
  words: [query],
  urgent,
});

/** Registers set-up and tear-down for one test file, and gives the builder of a wish at the search stage before a network that answers as told. */
export function searchStages() {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
  });
  afterAll(() => database.drop());

  return stage;

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
}
