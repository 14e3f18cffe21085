import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { answered, file, searchStages } from './cases/stage.ts';
import type { NetworkAnswer } from './ports.ts';
import { beginAnew } from './rounds.ts';

const stage = searchStages();

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
