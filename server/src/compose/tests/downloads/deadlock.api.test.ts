import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const path = 'Shared\\Busy Band - Busy Song.mp3';
const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Busy Song', artist: 'Busy Band' } } as const;
const behaviour = { queue: { positions: 40, msPerPosition: 600_000 } };

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse({ peers: [{ username: 'queuer', speedBps: 1e6, files: [{ path, audio, behaviour }] }] });
});
afterAll(() => house.close());

test('who waits for somebody that waits for them asks once more, and is not told of a fault', async () => {
  const made = await house.post('/download', { username: 'queuer', files: [{ filename: path }] });
  const id = made.body.download_id;
  await house.until(`/soulseek/download/${id}/queue`, (each) => typeof each.queue_position === 'number');
  const { body } = await house.get(`/download/${id}`);
  expect((await house.delete(`/download/${id}`)).status).toBe(200);
  const { asked } = await house.db.transaction().execute(async (trx) => {
    // the other one always waits shorter, so that it is who gives way
    await sql`set local deadlock_timeout = '20s'`.execute(trx);
    await sql`select from downloads where id = ${id} for update`.execute(trx);
    const answer = house.post(`/download/${id}/requeue`);
    // outside of the transaction, within which these figures stand still
    const waiting = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like 'update "downloads" set "retry_count"%'`.execute(
        house.db,
      );
      return rows[0]?.n;
    };
    await expect.poll(waiting).toBe(1);
    await sql`select from wishes where id = ${body.wish_id} for update`.execute(trx);
    return { asked: answer };
  });
  const requeued = await asked;
  expect([requeued.status, requeued.body.error ?? null]).toEqual([202, null]);
});

test('who chooses a file anew waits for whoever has the wish before it holds a file of it', async () => {
  const made = await house.post('/download', { username: 'queuer', files: [{ filename: path }] });
  const id = made.body.download_id;
  await house.until(`/soulseek/download/${id}/queue`, (each) => typeof each.queue_position === 'number');
  const { body } = await house.get(`/download/${id}`);
  expect((await house.delete(`/download/${id}`)).status).toBe(200);
  const { asked } = await house.db.transaction().execute(async (trx) => {
    await sql`set local deadlock_timeout = '20s'`.execute(trx);
    await sql`select from wishes where id = ${body.wish_id} for update`.execute(trx);
    const answer = house.post(`/download/${id}/retry`);
    const waiting = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'select "id" from "wishes"%'`.execute(
        house.db,
      );
      return rows[0]?.n;
    };
    await expect.poll(waiting).toBe(1);
    await sql`select from candidates where wish_id = ${body.wish_id} for update`.execute(trx);
    return { asked: answer };
  });
  const retried = await asked;
  expect([retried.status, retried.body.error ?? null]).toEqual([202, null]);
});
