import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recognisedRecording, verifiedOf } from '#pipeline/verify';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, makeTrack } from '#test/file-house';
import { settingsWith } from '#test/settings';
import { type AcoustIdStandIn, createAcoustIdStandIn } from '../../../../stand-ins/acoustid/index.ts';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';
import { type AcoustId, createAcoustId } from './index.ts';

const missing = (() => {
  try {
    execFileSync('fpcalc', ['-version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'not run: the program fpcalc is not installed here (Debian: libchromaprint-tools)';
  }
})();
const recordingId = '0b1c2d3e-1111-4222-8333-944455556666';
const patience = 60_000;
const track = makeTrack({ title: 'Copper Sun', artists: ['Delta Nine'], durationMs: 20_000 });
const music = makeAudio({ format: 'flac', durationMs: 20_000, seed: 'copper sun' });

let database: TestDatabase;
let standIn: AcoustIdStandIn;
let folder: string;
let path: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'harmony-acoustid-'));
  path = join(folder, '-json: a.flac');
  await writeFile(path, music);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

const open: AcoustId[] = [];
function client(fields: { apiKey?: string | null; timeoutMs?: number; program?: string; baseUrl?: string } = {}) {
  const { program, ...settings } = fields;
  const made = createAcoustId({
    db: database.db,
    settings: {
      ...settingsWith({
        ACOUSTID_API_KEY: standIn.apiKey,
        ACOUSTID_BASE_URL: standIn.url,
        ACOUSTID_TIMEOUT_MS: '30000',
      }).acoustId,
      ...settings,
    },
    version: 'test',
    ...(program === undefined ? {} : { program }),
  });
  open.push(made);
  return made;
}
const recognise = (asking: AcoustId, file = path) => asking.recognise(file, AbortSignal.timeout(patience));

beforeEach(async () => {
  await database.db.deleteFrom('service_paces').execute();
  standIn = createAcoustIdStandIn();
  await standIn.start();
  return async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    await standIn.stop();
  };
});

/** Lets the stand-in know the music under these recordings. */
function teach(recordings?: readonly { title: string; artists?: readonly string[]; sources?: number }[]): void {
  const { stdout } = spawnSync('fpcalc', ['-json', path], { encoding: 'utf8' });
  const { fingerprint, duration } = JSON.parse(stdout) as { fingerprint: string; duration: number };
  standIn.know({
    fingerprint,
    duration: Math.round(duration),
    id: '9ff43b6a-4f16-427c-93c2-92307ca505e0',
    score: 0.98,
    ...(recordings === undefined
      ? {}
      : {
          recordings: recordings.map(({ title, artists = ['Delta Nine'], sources = 12 }) => ({
            id: recordingId,
            title,
            sources,
            artists: artists.map((name) => ({ id: 'b7ffd2af-418f-4be2-bdd1-22f8b48613da', name })),
          })),
        }),
  });
}

async function verify(recogniser: AcoustId, kept = false) {
  const house = await createFileHouse({ db: database.db, recogniser });
  const { wish, downloadId } = await house.deliver({ track, bytes: music, name: 'a.flac' });
  let outcome = await house.run(house.verify, wish);
  if (kept) {
    await database.db.updateTable('verifications').set({ kept: true }).where('download_id', '=', downloadId).execute();
    outcome = await house.run(house.verify, wish);
  }
  const [proof] = await verifiedOf(database.db, wish.id);
  await house.close();
  return { outcome, proof, recordingId: await recognisedRecording(database.db, wish.id) };
}

describe.skipIf(missing !== null)(`recognising files by their sound${missing === null ? '' : ` (${missing})`}`, () => {
  it('sends the fingerprint and the length only, and understands the answer', { timeout: patience }, async () => {
    teach([{ title: 'Copper Sun' }, { title: '' }]);
    expect(await recognise(client())).toEqual({
      kind: 'asked',
      matches: [
        {
          acoustId: '9ff43b6a-4f16-427c-93c2-92307ca505e0',
          score: 0.98,
          recordings: [{ id: recordingId, title: 'Copper Sun', artists: ['Delta Nine'], sources: 12 }],
        },
      ],
    });
    expect(Object.keys(standIn.questions[0] ?? {}).sort()).toEqual(['duration', 'fingerprint', 'format', 'meta']);
  });

  it('shows an agreement in the proof, and its recording id is there for the tags', { timeout: patience }, async () => {
    teach([{ title: 'Copper Sun' }]);
    const { outcome, proof, recordingId: found } = await verify(client());
    expect(outcome.kind).toBe('next');
    expect(proof).toMatchObject({
      verdict: 'accepted',
      identity: { verdict: 'same', confidence: 0.98, recording: { id: recordingId, title: 'Copper Sun' } },
    });
    expect(found).toBe(recordingId);
  });

  it('asks a person about a file that is surely another recording, who may keep it', {
    timeout: patience,
  }, async () => {
    teach([{ title: 'Night Train', artists: ['Somebody Else'] }]);
    const asked = await verify(client());
    expect(asked.outcome).toMatchObject({
      kind: 'review',
      cause: {
        code: 'file_other_recording',
        sentence: 'It sounds like “Night Train” by Somebody Else, not like the wanted recording.',
      },
    });
    expect(asked.proof).toMatchObject({ verdict: 'review', identity: { verdict: 'other' } });
    const kept = await verify(client(), true);
    expect(kept.outcome.kind).toBe('next');
    expect(kept.recordingId).toBeNull();
  });

  it('changes nothing when the sound is unknown or has no recording', { timeout: patience }, async () => {
    expect((await verify(client())).outcome.kind).toBe('next');
    teach();
    const { outcome, proof } = await verify(client());
    expect(outcome.kind).toBe('next');
    expect(proof).toMatchObject({ verdict: 'accepted', reason: null, identity: { verdict: 'unknown' } });
  });

  it('lets the file go on, and notes why, when the service refuses, fails, lies or hangs', {
    timeout: patience,
  }, async () => {
    teach([{ title: 'Night Train' }]);
    const why = async (asking = client()): Promise<string> => {
      const answer = await recognise(asking);
      return answer.kind === 'not_asked' ? answer.why : 'asked';
    };
    expect(await why(client({ apiKey: 'wrong' }))).toMatch(/refused the question \(4: invalid API key\)/);
    standIn.says({ code: 5, status: 200 });
    expect(await why()).toMatch(/refused the question \(5: internal error\)/);
    standIn.says({ code: 13, status: 503 });
    expect(await why()).toMatch(/503/);
    standIn.says(null);
    standIn.fault({ fault: { kind: 'html' } });
    expect(await why()).toMatch(/web page/);
    standIn.fault({ fault: { kind: 'reset' } });
    expect(await why()).not.toBe('asked');
    standIn.fault({ fault: { kind: 'hang' } });
    expect(await why(client({ timeoutMs: 500 }))).toMatch(/in time|within/);
    const { outcome, proof } = await verify(client({ apiKey: 'wrong' }));
    expect(outcome.kind).toBe('next');
    expect(proof).toMatchObject({ verdict: 'accepted', identity: { verdict: 'not_asked' } });
  });

  it('asks three times a second at most, whichever process asks, and rests when it was too often', {
    timeout: patience,
  }, async () => {
    const [one, other] = [client(), client()];
    await Promise.all([one, other, one, other].map((asking) => recognise(asking)));
    const arrivals = standIn.arrivals;
    expect(arrivals).toHaveLength(4);
    expect((arrivals[3] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(3 * 334 - 150);
    standIn.says({ code: 14, status: 429 });
    await recognise(one);
    const row = await database.db
      .selectFrom('service_paces')
      .select('next_at')
      .where('service', '=', 'acoustid')
      .executeTakeFirstOrThrow();
    expect(row.next_at.getTime()).toBeGreaterThan(Date.now() + 5000);
    standIn.says(null);
    expect(await recognise(client({ timeoutMs: 200 }))).toMatchObject({ kind: 'not_asked' });
    expect(standIn.arrivals).toHaveLength(5);
  });

  it('ends a question when it is told to stop', { timeout: patience }, async () => {
    standIn.fault({ fault: { kind: 'hang' } });
    const stop = new AbortController();
    const asking = client().recognise(path, stop.signal);
    stop.abort(new Error('enough'));
    await expect(asking).rejects.toThrow('enough');
  });

  it('finds nothing to ask in a file that is no music', { timeout: patience }, async () => {
    const text = join(folder, 'a.txt');
    await writeFile(text, 'nothing');
    expect(await recognise(client(), text)).toMatchObject({ why: 'No fingerprint could be taken of this file.' });
    expect(standIn.arrivals).toHaveLength(0);
  });
});

describe('without the key or the program', () => {
  it('nobody is asked, and the file goes on', { timeout: patience }, async () => {
    expect(await recognise(client({ apiKey: null }))).toMatchObject({ kind: 'not_asked' });
    const without = client({ program: 'no-such-program' });
    expect(await recognise(without)).toEqual({ kind: 'not_asked', why: 'The program fpcalc is not installed.' });
    expect((await verify(without)).outcome.kind).toBe('next');
    expect(standIn.arrivals).toHaveLength(0);
  });
});
