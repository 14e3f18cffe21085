import { afterAll, beforeAll, expect, test } from 'vitest';
import { createActivity, createLiveFeed } from '#activity';
import { eventOfActivity } from '#notifications';
import { createSettingsStore } from '#settings';
import { musicSection, openPlexStack, type PlexStack } from '#test/plex-stack';
import { plexSeen, serviceEvents } from '../../house/service-events.ts';

let stack: PlexStack;
beforeAll(async () => {
  stack = await openPlexStack({ world: { sections: [musicSection()] } });
});
afterAll(() => stack.close());

test('a Plex that stops answering and comes back is told once each; a restart in between is no news', async () => {
  const { db, standIn, plex } = stack;
  const make = () =>
    serviceEvents({
      services: [plexSeen(() => plex.status())],
      store: createSettingsStore(db),
      activity: createActivity(db, createLiveFeed(5)),
    });
  const timer = make();
  // another process over the same database
  const beside = make();
  const look = async (by = timer) => await by.work(new AbortController().signal);
  const told = async () =>
    (await db.selectFrom('activity_events').selectAll().where('type', '=', 'service').orderBy('id').execute()).map(
      ({ type, status, details }) => [eventOfActivity(type, status, undefined), (details as { name: string }).name],
    );
  await look();
  await standIn.goDown();
  await look();
  await standIn.comeUp();
  await look();
  expect(await told()).toEqual([]);
  await standIn.goDown();
  await look();
  await look(beside);
  await look();
  expect(await told()).toEqual([['service.down', 'plex']]);
  await standIn.comeUp();
  await look(beside);
  await look();
  expect(await told()).toEqual([
    ['service.down', 'plex'],
    ['service.back', 'plex'],
  ]);
  standIn.setToken('another');
  await look();
  await look();
  expect((await told()).at(-1)).toEqual(['service.down', 'plex']);
});
