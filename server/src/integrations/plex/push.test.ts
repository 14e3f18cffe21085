import { afterEach, describe, expect, test } from 'vitest';
import { createPlexStandIn } from '../../../../stand-ins/plex/index.ts';
import { createPlex, type LineNews, type PlexNotification, plexSettings } from './index.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const settings = Object.fromEntries(
  Object.entries(plexSettings).map(([key, setting]) => [key, setting.fallback]),
) as Parameters<typeof createPlex>[0]['settings'];

/** A client that listens to a stand-in, with short waits. */
async function listening(push?: Parameters<typeof createPlexStandIn>[0]['push']) {
  const standIn = createPlexStandIn({ world: { sections: [] }, ...(push && { push }) });
  await standIn.start();
  open.push(() => standIn.stop());
  const token = standIn.token;
  const plex = createPlex({
    settings: { ...settings, retries: 0 },
    version: '0',
    connection: async () => ({ baseUrl: standIn.url, token, clientIdentifier: 'me', library: null }),
    push: { pausesMs: [20], pingMs: 60 },
  });
  const heard: PlexNotification[] = [];
  const lines: LineNews[] = [];
  const end = new AbortController();
  const ended = plex.listen({
    signal: end.signal,
    onNotification: (each) => heard.push(each),
    onLine: (news) => lines.push(news),
  });
  open.push(async () => {
    end.abort();
    await ended;
    await plex.close();
  });
  const connected = () => lines.at(-1)?.connected ?? false;
  return { standIn, heard, lines, connected };
}

describe('the line of notifications', () => {
  test.each([[['websockets']], [['websocket']], [['eventsource']]] as const)(
    'is found where the server has only %s, and says the same',
    async (push) => {
      const { standIn, heard, connected } = await listening(push);
      await expect.poll(connected).toBe(true);
      standIn.notify('playing', 'PlaySessionStateNotification', [{ state: 'paused' }]);
      await expect
        .poll(() => heard)
        .toEqual([
          {
            type: 'playing',
            entries: [{ state: 'paused' }],
            container: { type: 'playing', size: 1, PlaySessionStateNotification: [{ state: 'paused' }] },
          },
        ]);
    },
  );

  test('comes back after every break, one connection at a time', async () => {
    const { standIn, lines, connected } = await listening();
    for (let round = 1; round <= 3; round += 1) {
      await expect.poll(() => lines.filter((news) => news.connected).length).toBe(round);
      expect(standIn.pushListeners()).toBe(1);
      standIn.dropPush();
      await expect.poll(() => lines.filter((news) => !news.connected).length).toBe(round);
    }
    await expect.poll(connected).toBe(true);
  });

  test('that is half-open is noticed by the missing answer to a ping', async () => {
    const { standIn, lines, connected } = await listening(['websockets']);
    await expect.poll(connected).toBe(true);
    standIn.freezePush();
    await expect.poll(() => lines.some((news) => !news.connected)).toBe(true);
  });

  test('says why there is none: a wrong token, no way at all', async () => {
    const { standIn, lines, connected } = await listening();
    await expect.poll(connected).toBe(true);
    standIn.setToken('another');
    await expect.poll(() => lines.at(-1)?.fault?.code).toBe('unauthorised');
    const none = await listening([]);
    await expect.poll(() => none.lines.at(-1)?.fault?.message).toContain('lets nobody listen');
  });
});
