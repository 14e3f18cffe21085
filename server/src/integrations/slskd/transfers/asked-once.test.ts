import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { peer, soulseekHouses } from '#test/soulseek-house';

const house = soulseekHouses();
type House = Awaited<ReturnType<typeof house>>;
const signal = new AbortController().signal;

const questions = (it: House): number =>
  it.standIn.control.requests.filter(({ method, path }) => method === 'POST' && path.includes('/transfers/downloads/'))
    .length;

/** A wish whose download waits for its turn, as one by hand does, with its job still to run. */
async function waiting(it: House): Promise<void> {
  await it.want();
  await it.until(async () => (await it.wish()).stage === 'download', { watch: false });
  await sql`insert into downloads (wish_id, candidate_id, username, filename, size_bytes, batch_id, transfer_state)
    select wish_id, id, username, path, size_bytes, gen_random_uuid(), 'waiting' from candidates`.execute(it.db);
}

describe('a peer is asked once', () => {
  test('although the monitor calls the next job of a wish while the one before has only begun', async () => {
    const it = await house([peer('bob', 900)]);
    await waiting(it);
    const before = await it.wish();
    const begun = await it.store.claim(before, 'download', 'begun');
    if (begun === null || typeof begun === 'string') throw new Error('The wish must be free.');
    await it.monitor.tick();
    expect((await it.wish()).revision).toBe(before.revision + 1);
    expect(await it.download.run(begun, { jobId: 'begun', signal })).toMatchObject({ kind: 'parked' });
    expect(questions(it)).toBe(0);
    await it.until(it.fetched, { atOnce: 2 });
    expect(questions(it)).toBe(1);
    expect(await it.downloads()).toMatchObject([{ state: 'completed' }]);
  });

  test('although two jobs of one step run at once', async () => {
    const it = await house([peer('bob', 900)]);
    await waiting(it);
    await it.monitor.tick();
    const last = it.jobs.filter((job) => job.type === 'download').at(-1);
    if (last === undefined) throw new Error('The monitor must have called a job.');
    it.jobs.push({ ...last }, { ...last }, { ...last });
    await it.until(it.fetched, { atOnce: 5 });
    expect(questions(it)).toBe(1);
    expect(await it.downloads()).toMatchObject([{ state: 'completed' }]);
  });

  test('and a batch that slskd knows already is taken over, even when its file has come in the meantime', async () => {
    const it = await house([peer('bob', 900)]);
    const [file] = peer('bob', 900).files;
    const request = {
      batchId: crypto.randomUUID(),
      username: 'bob',
      path: file?.path ?? '',
      sizeBytes: 60_000,
      signal,
    };
    const first = await it.slskd.transfers.enqueue(request);
    if (first.kind !== 'accepted') throw new Error('The peer must be asked.');
    await it.until(async () => (await it.slskd.transfers.list(signal)).every((each) => each.phase === 'succeeded'), {
      watch: false,
    });
    const again = { kind: 'already-active', transferId: first.transferId };
    expect(await it.slskd.transfers.enqueue(request)).toEqual(again);
    // hidden in the list of slskd, which a person may do, it is still known
    await it.slskd.transfers.forget('bob', first.transferId ?? '', signal);
    expect(await it.slskd.transfers.enqueue(request)).toEqual(again);
  });
});
