import { afterEach, expect, test } from 'vitest';
import { type IngestHouse, openIngestHouse } from '#test/ingest-house';
import { generateWorld } from '../../../../../stand-ins/spotify/index.ts';

let house: IngestHouse;
afterEach(() => house.close());

/** Imports the lines, looks them up at Spotify, and answers how many questions that took. */
async function lookUp(lines: readonly string[]): Promise<{ searches: number; requested: number }> {
  const before = house.standIn.calls.of('GET /search');
  expect([202, 207]).toContain((await house.ask('POST', '/spotify/import/free', { tracks: lines })).status);
  await house.work();
  const begun = await house.ask('POST', '/spotify/backfill/run', {});
  await house.work();
  const run = (await house.ask('GET', `/spotify/backfill/jobs/${begun.body.job_id}`)).body;
  return { searches: house.standIn.calls.of('GET /search') - before, requested: run.counts.requested ?? 0 };
}

test('one run looks up BACKFILL_MAX_ITEMS lines at the most', async () => {
  house = await openIngestHouse({ world: generateWorld({ artists: 4 }), env: { BACKFILL_MAX_ITEMS: '3' } });
  const lines = Array.from({ length: 8 }, (_, n) => `Nobody ${n} - Nothing ${n}`);
  expect((await lookUp(lines)).requested).toBe(3);
});

test('what was not found is asked for again after BACKFILL_CACHE_TTL_SEC, not before', async () => {
  house = await openIngestHouse({
    world: generateWorld({ artists: 4 }),
    // so that Spotify's own client keeps nothing
    env: { BACKFILL_CACHE_TTL_SEC: '3600', SPOTIFY_CACHE_TTL_S: '0' },
  });
  const line = ['Nobody At All - A song that does not exist'];
  expect((await lookUp(line)).searches).toBeGreaterThan(0);
  house.standIn.strings.clock.advance(3_500_000);
  expect((await lookUp(line)).searches).toBe(0);
  house.standIn.strings.clock.advance(200_000);
  expect((await lookUp(line)).searches).toBeGreaterThan(0);
});
