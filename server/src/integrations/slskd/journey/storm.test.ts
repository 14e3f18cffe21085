import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { soulseekHouses } from '#test/soulseek-house';
import { type HttpFault } from '../../../../../stand-ins/slskd/index.ts';

const house = soulseekHouses();

/** Numbers that look random and are the same in every run. */
function* dice(): Generator<number, never> {
  let seed = 20_260_101;
  for (;;) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield seed / 2_147_483_648;
  }
}

test('thirty wishes through a storm of faults and restarts: each fetched once, none lost, none doubled', async () => {
  const wishes = 30;
  const titles = Array.from({ length: wishes }, (_, index) => `Song ${String(index).padStart(2, '0')}x`);
  const shares = (prefix: string) =>
    titles.map((title) => ({ path: `${prefix}\\Album\\Artist - ${title}.mp3`, bytes: 40_000 }));
  const it = await house(
    ['ann', 'bob', 'cid', 'dan', 'eve', 'fay'].map((username, index) => ({
      username,
      speedBps: 4_000 + index * 500,
      reportedSpeedBps: 1000 - index,
      uploadSlots: 8,
      answersAfterMs: 50,
      files: shares(username),
      ...(username === 'ann' ? { behaviour: { failAtPercent: 60, failTimes: 1 } } : {}),
    })),
    {
      search: { budgetCount: 10_000 },
      slskd: { timeoutMs: 400, retries: 1, retryBaseMs: 5 },
      download: { readoptS: 2, stallS: 5 },
    },
  );
  for (const title of titles) await it.want(title);

  const faults: readonly HttpFault[] = [
    { kind: 'status', status: 500, body: 'Boom' },
    { kind: 'status', status: 429, body: 'Only one concurrent operation is permitted' },
    { kind: 'status', status: 503 },
    { kind: 'html' },
    { kind: 'truncated-json' },
    { kind: 'hang' },
    { kind: 'reset' },
    { kind: 'answer-lost' },
  ];
  const next = dice();
  const roll = (sides: number): number => Math.floor(next.next().value * sides);
  const over = new AbortController();
  const storm = (async () => {
    for (let round = 0; round < 40 && !over.signal.aborted; round += 1) {
      const fault = faults[roll(faults.length)];
      if (fault !== undefined) it.standIn.control.fault({ times: 1 + roll(2), after: roll(6), fault });
      if (round % 13 === 9) await it.standIn.control.restart(roll(100));
      await sleep(60);
    }
    it.standIn.control.clearFaults();
  })();

  const doubled: unknown[] = [];
  const settled = async (): Promise<boolean> => {
    const rows = await it.db.selectFrom('wishes').select('id').where('stage', '=', 'verify').execute();
    const active = await it.db
      .selectFrom('downloads')
      .select((eb) => ['wish_id', eb.fn.countAll<number>().as('count')])
      .where('state', 'in', ['queued', 'downloading'])
      .groupBy('wish_id')
      .having((eb) => eb.fn.countAll(), '>', 1)
      .execute();
    doubled.push(...active);
    return rows.length === wishes;
  };
  // Workers and the monitor's own loop run side by side, as in the house.
  it.monitor.start();
  await it.until(settled, { limitMs: 60_000, watch: false, atOnce: 4 }).finally(() => {
    over.abort();
  });
  await storm;

  expect(doubled).toEqual([]);
  const completed = await it.db
    .selectFrom('downloads')
    .select(['wish_id', 'local_path'])
    .where('state', '=', 'completed')
    .execute();
  expect(new Set(completed.map((row) => row.wish_id)).size).toBe(wishes);
  expect(completed).toHaveLength(wishes);
  expect(new Set(completed.map((row) => row.local_path)).size).toBe(wishes);
  // Nothing of ours is still running at the daemon once the monitor has told it everything.
  await it.until(
    async () => {
      const left = await it.slskd.transfers.list(new AbortController().signal);
      return left.every((transfer) => transfer.final);
    },
    { limitMs: 20_000, watch: false },
  );
  await it.monitor.stop();
  const searches = await it.db.selectFrom('searches').select('state').execute();
  expect(searches.filter((row) => row.state === 'running')).toEqual([]);
});
