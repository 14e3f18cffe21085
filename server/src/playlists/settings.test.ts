import { afterEach, expect, test } from 'vitest';
import { type IngestHouse, openIngestHouse } from '#test/ingest-house';
import { generateWorld } from '../../../stand-ins/spotify/index.ts';

let house: IngestHouse;
afterEach(() => house.close());

test('the playlists of the account are compared again after PLAYLIST_SYNC_INTERVAL_SEC, not before', async () => {
  house = await openIngestHouse({
    world: generateWorld({ playlists: [3] }),
    env: { PLAYLIST_SYNC_INTERVAL_SEC: '1800' },
  });
  const look = async (): Promise<number> => {
    const before = house.standIn.calls.total();
    await house.tick('playlist_sync');
    await house.work();
    return house.standIn.calls.total() - before;
  };
  expect(await look()).toBeGreaterThan(0);
  house.standIn.strings.clock.advance(1_700_000);
  expect(await look()).toBe(0);
  house.standIn.strings.clock.advance(200_000);
  expect(await look()).toBeGreaterThan(0);
});

test('PLAYLIST_MIRROR_BATCH_SIZE tracks of a mirrored playlist become wishes at a time', async () => {
  house = await openIngestHouse({
    world: generateWorld({ playlists: [12] }),
    env: { PLAYLIST_MIRROR_BATCH_SIZE: '5' },
  });
  await house.ask('POST', '/sync');
  await house.work();
  const [list] = house.standIn.world.playlists.keys();
  await house.ask('PUT', `/spotify/playlists/${list}/mirror`, { mirror: true });
  await house.work();
  expect(await house.db.selectFrom('wishes').select('id').execute()).toHaveLength(12);
  // what one transaction wrote has one moment, to the microsecond
  expect(await house.db.selectFrom('wishes').select('created_at').distinct().execute()).toHaveLength(3);
});
