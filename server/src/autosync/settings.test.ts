import { afterEach, expect, test } from 'vitest';
import { type AutosyncHouse, openAutosyncHouse } from '#test/autosync-house';
import { generateWorld } from '../../../stand-ins/spotify/index.ts';

let house: AutosyncHouse;
afterEach(() => house.close());

test('auto-sync runs at AUTOSYNC_TIME in AUTOSYNC_TIME_ZONE, not before', async () => {
  house = await openAutosyncHouse({
    world: generateWorld({ playlists: [2] }),
    env: { AUTOSYNC_ENABLED: 'true', AUTOSYNC_TIME: '03:30', AUTOSYNC_TIME_ZONE: 'Pacific/Auckland' },
  });
  await house.tick();
  const next = new Date((await house.ask('GET', '/autosync')).body.next_run_at ?? '');
  const there = new Intl.DateTimeFormat('en-GB', { timeZone: 'Pacific/Auckland', timeStyle: 'short' }).format(next);
  expect(there).toBe('03:30');
  const runs = async () => (await house.db.selectFrom('autosync_runs').select('id').execute()).length;
  const before = await runs();
  house.standIn.strings.clock.advance(next.getTime() - house.now().getTime() - 60_000);
  await house.tick();
  expect(await runs()).toBe(before);
  house.standIn.strings.clock.advance(120_000);
  await house.tick();
  expect(await runs()).toBe(before + 1);
});

test.each([
  ['true', true],
  ['false', false],
])(
  'its wishes take AUTOSYNC_PREFERRED_FORMATS, and only those with AUTOSYNC_ONLY_PREFERRED_FORMATS=%s',
  async (text, only) => {
    house = await openAutosyncHouse({
      world: generateWorld({ playlists: [2] }),
      env: { AUTOSYNC_PREFERRED_FORMATS: 'OPUS, flac', AUTOSYNC_ONLY_PREFERRED_FORMATS: text },
    });
    await house.sync();
    const wishes = await house.allWishes();
    expect(wishes.length).toBeGreaterThan(0);
    for (const { quality } of wishes) expect(quality).toMatchObject({ formats: ['opus', 'flac'], onlyFormats: only });
  },
);
