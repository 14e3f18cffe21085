import { afterEach, beforeEach, expect, test } from 'vitest';
import { createActivity, createLiveFeed } from '#activity';
import { eventOfActivity } from '#notifications';
import { createSettingsStore } from '#settings';
import { openNotificationHouse } from '#test/notification-house';
import { musicSection, openPlexStack, type PlexStack } from '#test/plex-stack';
import { plexSeen, serviceEvents } from '../../house/service-events.ts';

let stack: PlexStack;
beforeEach(async () => {
  stack = await openPlexStack({ world: { sections: [musicSection()] } });
});
afterEach(() => stack.close());

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

test('a Plex that stops answering and comes back reaches every kind of target, in its language', async () => {
  const notified = await openNotificationHouse();
  const { standIn } = stack;
  try {
    for (const kind of ['webhook', 'ntfy', 'discord', 'apprise'] as const)
      await notified.target(kind, {
        events: ['service.down', 'service.back'],
        ...(kind === 'ntfy' ? { language: 'de' } : {}),
      });
    const timer = serviceEvents({
      services: [plexSeen(() => stack.plex.status())],
      store: createSettingsStore(notified.db),
      activity: notified.activity,
    });
    const looks = async (): Promise<void> => {
      for (let n = 0; n < 2; n += 1) await timer.work(new AbortController().signal);
      await notified.gather();
      expect(await notified.work()).toEqual([]);
    };
    const titles = (): unknown[] =>
      notified.standIn.received
        .slice(-4)
        .map(({ service, body, headers }) => [
          service,
          (body['embeds'] as { title: string }[] | undefined)?.[0]?.title ??
            body['title'] ??
            headers['x-harmony-event'],
        ])
        .toSorted((a, b) => JSON.stringify(a[0]).localeCompare(JSON.stringify(b[0])));
    await standIn.goDown();
    await looks();
    expect(titles()).toEqual([
      ['apprise', 'A service does not answer'],
      ['discord', 'A service does not answer'],
      ['ntfy', 'Ein Dienst antwortet nicht'],
      ['webhook', 'service.down'],
    ]);
    await standIn.comeUp();
    await looks();
    expect(titles()).toEqual([
      ['apprise', 'A service answers again'],
      ['discord', 'A service answers again'],
      ['ntfy', 'Ein Dienst antwortet wieder'],
      ['webhook', 'service.back'],
    ]);
  } finally {
    await notified.close();
  }
});
