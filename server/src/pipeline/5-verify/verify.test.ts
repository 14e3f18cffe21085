import { spawnSync } from 'node:child_process';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type Delivery, type FileHouse, makeTrack } from '#test/file-house';
import { type AudioFormat, extensionOf, makeAudio } from '../../../../stand-ins/audio/index.ts';
import { createFfmpegDecoder } from './ffmpeg.ts';
import { checkDuration, checkSize, clock } from './verify.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
let database: TestDatabase;
let house: FileHouse;
beforeAll(async () => {
  database = await createTestDatabase();
  house = await createFileHouse({ db: database.db });
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

function sound(format: AudioFormat = 'flac', durationMs = 245_000): Buffer {
  return makeAudio({ format, durationMs, seed: 'verify' });
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

async function verify(delivery: Delivery) {
  const delivered = await house.deliver(delivery);
  const outcome = await house.run(house.verify, delivered.wish);
  const candidate = await database.db
    .selectFrom('candidates')
    .select(['outcome', 'outcome_reason'])
    .where('id', '=', delivered.candidateId)
    .executeTakeFirstOrThrow();
  const download = await database.db
    .selectFrom('downloads')
    .select(['state', 'reason_code', 'last_error'])
    .where('id', '=', delivered.downloadId)
    .executeTakeFirstOrThrow();
  const there = await stat(delivered.path).then(
    () => true,
    () => false,
  );
  return {
    ...delivered,
    outcome,
    candidate,
    download,
    there,
    sentence: 'cause' in outcome ? outcome.cause?.sentence : null,
  };
}

describe('a good file', () => {
  it.each(['flac', 'mp3', 'mp3-vbr', 'm4a', 'alac', 'ogg', 'opus', 'wav'] as const)(
    '%s goes on and stays where it is',
    async (format) => {
      const track = makeTrack({ durationMs: 62_000 });
      const result = await verify({ track, bytes: sound(format, 60_000), name: `a.${extensionOf[format]}` });
      expect(result.outcome.kind).toBe('next');
      expect(result.there).toBe(true);
      expect(result.candidate).toEqual({ outcome: 'delivered', outcome_reason: null });
      expect(result.download.state).toBe('completed');
    },
  );

  it('of unknown wanted length goes on', async () => {
    expect((await verify({ bytes: sound('mp3', 5000), name: 'a.mp3' })).outcome.kind).toBe('next');
  });
});

describe('a bad file goes back to the next best peer with a reason that people understand', () => {
  it.each<[string, Partial<Delivery>, string | RegExp]>([
    ['is shorter than promised', { sizeBytes: 99_000_000 }, /^The file is incomplete: \d\.\d MB of 99\.0 MB/],
    ['is empty', { bytes: Buffer.alloc(0), sizeBytes: 5 }, 'The file is empty.'],
    ['ends too early', { bytes: half(sound()) }, /^The file ends after \d:\d\d of 4:05\.$/],
    ['is a web page', { bytes: Buffer.from('<html>'.repeat(99)) }, 'The file holds no music.'],
    ['is MP3 under the name of FLAC', { bytes: sound('mp3'), name: 'a.flac' }, 'named .flac, but holds MP3 audio'],
    [
      'is another version',
      { bytes: sound('flac', 300_000) },
      '0:55 longer than the wanted recording: 5:00 instead of 4:05',
    ],
    ['is a preview', { bytes: sound('flac', 30_000) }, '3:35 shorter than the wanted recording: 0:30 instead of 4:05'],
    [
      'is damaged',
      {
        bytes: makeAudio({ format: 'flac', durationMs: 245_000, bitrateKbps: 200, fault: { kind: 'corrupt-middle' } }),
      },
      /^The file is damaged at [12]:\d\d: /,
    ],
  ])('a file that %s', async (_what, delivery, sentence) => {
    const track = makeTrack({ durationMs: 245_000 });
    const result = await verify({ track, bytes: sound(), name: 'a.flac', ...delivery });
    expect(result.outcome).toMatchObject({ kind: 'back', to: 'match' });
    expect(result.sentence).toMatch(sentence);
    expect(result.candidate).toEqual({ outcome: 'failed', outcome_reason: result.sentence });
    expect(result.download).toMatchObject({ state: 'failed', last_error: result.sentence });
    expect(result.there).toBe(false);
    expect(await readdir(house.downloadsDir)).not.toContain(result.path.split('/').at(-2));
  });

  it('says when the file ends as minutes and seconds of the whole', async () => {
    const bytes = sound('alac', 245_000);
    const result = await verify({ bytes: bytes.subarray(0, Math.floor(bytes.length * 0.62)), name: 'a.m4a' });
    expect(result.sentence).toMatch(/^The file ends after 2:\d\d of 4:05\.$/);
  });

  it('leaves a bad file alone that does not lie in a folder made for it', async () => {
    const result = await verify({ bytes: Buffer.from('rubbish'), name: 'mine.flac', ownFolder: false });
    expect(result.outcome.kind).toBe('back');
    expect(result.there).toBe(true);
  });
});

describe('a file chosen by hand', () => {
  async function chosen(bytes: Buffer) {
    const track = makeTrack({ durationMs: 245_000 });
    const { wish, candidateId } = await house.deliver({ track, bytes, name: 'a.flac' });
    await database.db.updateTable('candidates').set({ pinned: true }).where('id', '=', candidateId).execute();
    return house.run(house.verify, wish);
  }

  it('may have any length, but must be whole', async () => {
    expect((await chosen(sound('flac', 300_000))).kind).toBe('next');
    expect(await chosen(half(sound('flac', 300_000)))).toMatchObject({
      cause: { code: 'file_truncated' },
    });
  });
});

describe('running again and faults', () => {
  it('gives the same answer twice for a good file', async () => {
    const { wish } = await house.deliver({ bytes: sound(), name: 'a.flac' });
    expect((await house.run(house.verify, wish)).kind).toBe('next');
    expect((await house.run(house.verify, wish)).kind).toBe('next');
  });

  it('sends a wish back whose finished file is gone', async () => {
    const { wish, path } = await house.deliver({ bytes: sound(), name: 'a.flac' });
    await rm(path);
    expect(await house.run(house.verify, wish)).toMatchObject({ kind: 'back', cause: { code: 'file_missing' } });
  });

  it('waits when the whole downloads folder is gone: then a disk is missing, not a file', async () => {
    const own = await createFileHouse({ db: database.db });
    const { wish } = await own.deliver({ bytes: sound(), name: 'a.flac' });
    await rm(own.downloadsDir, { recursive: true });
    await expect(own.run(own.verify, wish)).rejects.toMatchObject({
      code: 'folder_missing',
      patience: { at: expect.any(Date) as unknown },
    });
    await own.close();
  });
});

describe('decoding', () => {
  it('believes the decoder about what the structure does not show', async () => {
    const decoder = {
      decode: () => Promise.resolve({ kind: 'flawed', what: 'aac: channel element missing' } as const),
      close: () => Promise.resolve(),
    };
    const own = await createFileHouse({ db: database.db, decoder });
    const { wish } = await own.deliver({ bytes: sound('m4a', 5000), name: 'a.m4a' });
    const outcome = await own.run(own.verify, wish);
    expect(outcome).toMatchObject({ kind: 'back', cause: { code: 'file_undecodable' } });
    await own.close();
  });

  it.runIf(hasFfmpeg)('finds flaws with ffmpeg, and none in good files of any format', async () => {
    const decoder = createFfmpegDecoder();
    const path = join(house.root, '-v:file.bin');
    for (const format of ['flac', 'mp3', 'mp3-vbr', 'm4a', 'alac', 'ogg', 'opus', 'wav'] as const) {
      await writeFile(path, sound(format, 20_000));
      expect(await decoder.decode(path, false, AbortSignal.timeout(20_000)), format).toMatchObject({ kind: 'sound' });
    }
    await writeFile(path, makeAudio({ format: 'm4a', durationMs: 20_000, fault: { kind: 'corrupt-middle' } }));
    expect((await decoder.decode(path, false, AbortSignal.timeout(20_000))).kind).toBe('flawed');
  });

  it('says that there is no decoder where there is none', async () => {
    expect(await createFfmpegDecoder('no-such-program').decode('a', false, AbortSignal.timeout(5000))).toEqual({
      kind: 'unavailable',
    });
  });

  it('ends a decoder that hangs when it is told to stop', async () => {
    const program = join(house.root, 'slow.mjs');
    await writeFile(program, `#!${process.execPath}\nsetInterval(() => {}, 1000);\n`);
    await chmod(program, 0o755);
    const stop = new AbortController();
    const decoding = createFfmpegDecoder(program).decode('a', false, stop.signal);
    stop.abort(new Error('enough'));
    await expect(decoding).rejects.toThrow('enough');
    expect(await readFile(program, 'utf8')).toContain('setInterval');
  });
});

describe('the decisions', () => {
  it('allows five seconds or three per cent, whichever is more, unless told otherwise', () => {
    expect(checkDuration(185_000, 180_000, null)).toBeNull();
    expect(checkDuration(186_000, 180_000, null)).not.toBeNull();
    expect(checkDuration(618_000, 600_000, null)).toBeNull();
    expect(checkDuration(619_000, 600_000, null)).not.toBeNull();
    expect(checkDuration(182_000, 180_000, 1000)).not.toBeNull();
    expect(checkDuration(null, 180_000, 0)).toBeNull();
    expect(checkDuration(180_000, null, 0)).toBeNull();
  });

  it('takes an unknown size as it is', () => {
    expect(checkSize(5, null)).toBeNull();
    expect(checkSize(0, null)).toMatchObject({ code: 'file_empty' });
  });

  it('writes lengths as people do', () => {
    expect([0, 59_499, 61_000, 3_599_600, 3_723_000].map(clock)).toEqual([
      '0:00',
      '0:59',
      '1:01',
      '1:00:00',
      '1:02:03',
    ]);
  });
});
