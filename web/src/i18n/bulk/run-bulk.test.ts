import { expect, it } from 'vitest';
import { type BulkPart, runBulk, type Which } from './run-bulk.ts';

const answer = (parts: Partial<BulkPart>): BulkPart => ({ taken_ids: [], refused: [], next: null, ...parts });
const signal = new AbortController().signal;

it('named wishes are sent in portions that the server takes, and refusals are added up by their reason', async () => {
  const sizes: number[] = [];
  const refusal = { code: 'already_filed', sentence: 'It is filed already.', count: 2 };
  const outcome = await runBulk({
    portion: 200,
    which: { ids: Array.from({ length: 450 }, (_, at) => at + 1) },
    signal,
    async ask(part) {
      const ids = 'ids' in part ? part.ids : [];
      sizes.push(ids.length);
      return answer({ taken_ids: ids.slice(2), refused: [refusal] });
    },
  });
  expect(sizes).toEqual([200, 200, 50]);
  expect(outcome.taken).toHaveLength(444);
  expect([...outcome.refused]).toEqual([['already_filed', { sentence: 'It is filed already.', count: 6 }]]);
});

it('a filter is asked again from where the server stopped, until nothing is left', async () => {
  const bodies: [Which<{ state: string }>, number | null][] = [];
  const progress: number[] = [];
  const answers = [answer({ taken_ids: [1, 2], next: 2 }), answer({ taken_ids: [5], anew: 1, next: 5 }), answer({})];
  const outcome = await runBulk({
    portion: 200,
    which: { filter: { state: 'waiting' } },
    signal,
    ask: async (part, from) => {
      bodies.push([part, from]);
      return answers.shift() ?? answer({});
    },
    onProgress: (done) => progress.push(done),
  });
  expect(bodies).toEqual([null, 2, 5].map((from) => [{ filter: { state: 'waiting' } }, from]));
  expect(outcome).toMatchObject({ taken: [1, 2, 5], anew: 1, stopped: false });
  expect(progress).toEqual([2, 3, 3]);
});

it('stopped in between, it tells what was done until then', async () => {
  const stop = new AbortController();
  const outcome = await runBulk({
    portion: 200,
    which: { filter: {} },
    signal: stop.signal,
    async ask() {
      stop.abort();
      return answer({ taken_ids: [1], next: 1 });
    },
  });
  expect(outcome).toMatchObject({ taken: [1], stopped: true });
});
