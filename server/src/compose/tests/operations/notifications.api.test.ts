import { mkdir, rename, rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';
import { type NotificationStandIn, startNotifications } from '../../../../../stand-ins/notifications/index.ts';

/** What really happens in the house reaches a person's webhook: no event here is made by the test. */

const good = 'Shared\\Clear Voices - Arriving Song.flac';
const broken = 'Shared\\Broken Band - Broken Song.flac';
const audio = { format: 'flac', durationMs: 60_000, tags: { title: 'Arriving Song', artist: 'Clear Voices' } } as const;
const patience = { timeout: 60_000, interval: 100 };
let house: ApiHouse;
let standIn: NotificationStandIn;

beforeAll(async () => {
  standIn = await startNotifications();
  house = await openApiHouse({
    env: {
      NOTIFICATIONS_BATCH_SEC: '0',
      RETRY_POLICY_RELOAD_S: '0',
      SECRETS_KEY: 'a-key-for-tests-that-is-long-enough-to-be-taken',
    },
    peers: [
      { username: 'giver', speedBps: 2_000_000, files: [{ path: good, audio }] },
      {
        username: 'breaker',
        speedBps: 2_000_000,
        files: [{ path: broken, audio, behaviour: { failAtPercent: 40 } }],
      },
    ],
  });
  await house.setting('RETRY_DOWNLOAD_BASE_SECONDS', '0.3');
  await house.setting('RETRY_DOWNLOAD_MAX_ATTEMPTS', '1');
  const made = await house.post('/notifications/targets', {
    name: 'mine',
    kind: 'webhook',
    url: standIn.webhookUrl,
    allow_private: true,
    events: (await house.get('/notifications/targets')).body['events' as never],
  });
  expect([made.status, made.text]).toEqual([201, expect.any(String)]);
});
afterAll(async () => {
  await house.close();
  await standIn.stop();
});

/** The kinds of all events that have arrived. */
const told = (): string[] =>
  standIn.received.flatMap(({ body }) =>
    (body['data'] as { events: { event: string }[] }).events.map(({ event }) => event),
  );

test('an import, its finished track, a download that has failed for good, and auto-sync that cannot run', {
  timeout: 90_000,
}, async () => {
  await house.post('/spotify/import/free', { tracks: ['Clear Voices - Arriving Song'] });
  await house.post('/download', { username: 'breaker', files: [{ filename: broken }] });
  await house.post('/autosync/run');
  await expect
    .poll(told, patience)
    .toEqual(expect.arrayContaining(['import.finished', 'track.finished', 'download.failed', 'autosync.blocked']));
});

test('a music folder that is away, and is back', async () => {
  const away = `${house.musicDir}-away`;
  const scan = async () => (await house.post('/library/scan', {})).status;
  await rename(house.musicDir, away);
  await mkdir(house.musicDir);
  await expect.poll(scan, patience).toBe(503);
  await rm(house.musicDir, { recursive: true });
  await rename(away, house.musicDir);
  await expect.poll(scan, patience).toBe(202);
  await expect.poll(told, patience).toEqual(expect.arrayContaining(['disk.paused', 'disk.resumed']));
});
