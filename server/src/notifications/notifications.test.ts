import { afterEach, describe, expect, test } from 'vitest';
import { type NotificationHouse, openNotificationHouse } from '#test/notification-house';
import type { ReceivedMessage } from '../../../stand-ins/notifications/index.ts';

/*
 * The house asks below `/notifications`:
 * @calls GET /notifications/targets
 * @calls POST /notifications/targets
 * @calls GET /notifications/deliveries
 * @calls POST /notifications/deliveries/{id}/retry
 */
let house: NotificationHouse;
afterEach(() => house.close());

const all = ['webhook', 'ntfy', 'discord', 'apprise'] as const;
const received = (service: ReceivedMessage['service']): ReceivedMessage[] =>
  house.standIn.received.filter((message) => message.service === service);
const deliveries = async (query = '') => (await house.ask('GET', `/deliveries${query}`)).body.items;
const dataOf = (message: ReceivedMessage | undefined) =>
  (message?.body['data'] ?? { events: [], message: '' }) as { events: readonly unknown[]; message: string };
const embed = (message: ReceivedMessage | undefined) =>
  (message?.body['embeds'] as readonly { title: string; description: string }[] | undefined)?.[0];

describe('messages', () => {
  test('a hundred finished tracks are one message at each service, in the language of the target', async () => {
    house = await openNotificationHouse();
    house.standIn.webhookKey = 'signing-key';
    for (const kind of all)
      await house.target(kind, {
        ...(kind === 'webhook' ? { secret: 'signing-key', method: 'PUT', headers: { 'X-Mine': 'yes' } } : {}),
        ...(kind === 'apprise' ? { tag: 'phone' } : {}),
        ...(kind === 'ntfy' ? { language: 'de' } : {}),
      });
    for (let n = 1; n <= 100; n += 1) await house.finished(n);
    await house.gather(10_000);
    expect(house.waiting()).toEqual([]);
    await house.gather(21_000, 2);
    expect(await house.work()).toEqual([]);
    await house.gather();
    expect(await house.work()).toEqual([]);

    expect(house.standIn.received).toHaveLength(4);
    const [hook] = received('webhook');
    expect(hook).toMatchObject({ method: 'PUT', headers: { 'x-mine': 'yes', 'x-harmony-event': 'track.finished' } });
    expect(hook?.body).toMatchObject({ version: 1, event: 'track.finished', data: { count: 100, tone: 'success' } });
    expect(dataOf(hook).events).toHaveLength(100);
    expect(received('ntfy')[0]?.body).toMatchObject({ topic: 'harmony-topic', title: '100 Titel fertig', priority: 3 });
    expect(String(received('ntfy')[0]?.body['message'])).toContain('Mira Vantour – Song 1\n');
    expect(String(received('ntfy')[0]?.body['message'])).toContain('… und 80 weitere');
    expect(embed(received('discord')[0])?.title).toBe('100 tracks finished');
    expect(received('apprise')[0]?.body).toMatchObject({ title: '100 tracks finished', type: 'success', tag: 'phone' });
    expect(await deliveries()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state: 'delivered', event_count: 100, kind: 'track.finished' }),
      ]),
    );
  });

  test('gather what happens within NOTIFICATIONS_BATCH_SEC', async () => {
    house = await openNotificationHouse({ NOTIFICATIONS_BATCH_SEC: '120' });
    await house.target('webhook');
    await house.finished(1);
    await house.gather(100_000);
    await house.finished(2);
    expect(house.waiting()).toEqual([]);
    await house.gather(30_000);
    await house.work();
    expect(received('webhook').map((message) => dataOf(message).events.length)).toEqual([2]);
  });

  test('name several kinds apart, tell targets only what they want, and nothing while they are switched off', async () => {
    house = await openNotificationHouse();
    await house.target('webhook');
    await house.target('discord', { events: ['service.down'] });
    const off = await house.target('apprise');
    await house.ask('PATCH', `/targets/${off.id}`, { enabled: false });
    await house.finished(1);
    await house.activity.record('service', 'down', { name: 'slskd', sentence: 'slskd cannot be reached.' });
    await house.activity.record('sync', 'completed', { job: 'autosync', counters: { wished: 7 }, reason: null });
    await house.activity.record('sync', 'sync_completed', {});
    await house.activity.record('wish', 'waiting', { title: 'Nobody wants to know', artists: [] });
    await house.gather();
    await house.work();
    const [hook] = received('webhook');
    expect(hook?.body).toMatchObject({
      event: 'batch',
      data: { count: 3, tone: 'failure', title: 'Harmony: 3 events' },
    });
    expect(dataOf(hook).message).toBe(
      [
        'Track finished:',
        '• Mira Vantour – Song 1',
        'A service does not answer:',
        '• slskd: slskd cannot be reached.',
        'Auto-sync finished:',
        '• 7 new wishes · everything compared',
      ].join('\n'),
    );
    expect(embed(received('discord')[0])?.description).toBe('slskd: slskd cannot be reached.');
    expect(received('apprise')).toEqual([]);
  });

  test('call nobody, show no Markdown, hide nothing and keep to the lengths, whatever songs are called', async () => {
    house = await openNotificationHouse();
    for (const kind of all) await house.target(kind);
    const names = [
      '@everyone <@123> @here',
      '**bold** [link](http://evil.example) `code` ||spoiler|| # heading',
      'abc\u202Edcba\u0000\u0007\nnew line',
      '🎵'.repeat(500),
      'x'.repeat(5000),
    ];
    for (const [at, name] of names.entries()) await house.finished(at, name);
    for (let n = 0; n < 40; n += 1) await house.finished(100 + n, 'y'.repeat(299));
    await house.gather();
    expect(await house.work()).toEqual([]);
    expect(house.standIn.received).toHaveLength(4);
    const text = embed(received('discord')[0])?.description ?? '';
    expect(received('discord')[0]?.body['allowed_mentions']).toEqual({ parse: [] });
    expect(text).not.toMatch(/@(?:everyone|here)|(?<!\\)<@|(?<!\\)\*\*|(?<!\\)\[link|(?<!\\)`/);
    expect(String(received('apprise')[0]?.body['body'])).not.toMatch(/@(?:everyone|here)/);
    // a webhook gets the names as they are, in its data only
    const shown = house.standIn.received.map((message) =>
      message.service === 'webhook' ? dataOf(message).message : message.raw,
    );
    for (const each of shown) expect(each).not.toMatch(/\u202e|\\u202e|\\u0007/i);
  });

  test('are part of the transaction of what happened', async () => {
    house = await openNotificationHouse();
    await house.target('webhook');
    await house.db
      .transaction()
      .execute(async (trx) => {
        await house.activity.record('wish', 'done', { title: 'Never', artists: [] }, trx);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await house.gather();
    expect(house.waiting()).toEqual([]);
  });
});

describe('a target that is not well', () => {
  test('that wants fewer messages rests as long as it says, then gets everything in one message', async () => {
    house = await openNotificationHouse();
    const target = await house.target('ntfy');
    house.standIn.fault({ service: 'ntfy', fault: { kind: 'status', status: 429, headers: { 'retry-after': '120' } } });
    await house.finished(1);
    await house.gather();
    const [failure] = await house.work();
    expect(failure?.patience).toEqual({ at: new Date(house.clock.now() + 120_000) });
    // a job that comes too early does not ask
    expect((await house.work())[0]?.code).toBe('target_rests');
    expect(house.standIn.asked('ntfy')).toBe(1);
    expect((await house.ask('GET', `/targets/${target.id}`)).body).toMatchObject({
      problem: { code: 'rate_limited' },
      last_delivery: { state: 'pending', http_status: 429 },
    });
    expect(await house.ask('POST', `/targets/${target.id}/test`)).toMatchObject({ status: 429 });
    for (let n = 2; n <= 9; n += 1) await house.finished(n);
    await house.gather(121_000);
    expect(await house.work()).toEqual([]);
    await house.gather(1000);
    expect(await house.work()).toEqual([]);
    expect(received('ntfy').map((message) => message.body['title'])).toEqual(['Track finished', '8 tracks finished']);
    expect((await house.ask('GET', `/targets/${target.id}`)).body).toMatchObject({ problem: null, paused_until: null });
  });

  test('Discord says in its body how long', async () => {
    house = await openNotificationHouse();
    await house.target('discord');
    const body = { message: 'You are being rate limited.', retry_after: 64.57, global: false };
    house.standIn.fault({ service: 'discord', fault: { kind: 'status', status: 429, body } });
    await house.finished(1);
    await house.gather();
    expect((await house.work())[0]?.patience).toEqual({ at: new Date(house.clock.now() + 64_570) });
  });

  test('with faults is tried again until it gets better; a message is given up after eight tries, and can be sent again by hand', async () => {
    house = await openNotificationHouse();
    await house.target('webhook');
    house.standIn.fault({ service: 'webhook', times: 2, fault: { kind: 'status', status: 503 } });
    house.standIn.fault({ service: 'webhook', times: 1, fault: { kind: 'reset' } });
    house.standIn.fault({ service: 'webhook', times: 1, fault: { kind: 'hang' } });
    await house.finished(1);
    await house.gather();
    for (const code of ['service_error', 'service_error', 'connection_lost', 'timeout']) {
      const [failure] = await house.work();
      expect([code, failure?.code, failure?.patience]).toEqual([code, code, 'later']);
    }
    expect(await house.work()).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 5 }]);

    house.standIn.fault({ service: 'webhook', times: 8, fault: { kind: 'status', status: 500 } });
    await house.finished(2);
    await house.gather();
    for (let n = 0; n < 8; n += 1) expect(await house.work()).toHaveLength(1);
    const [dead] = await deliveries();
    expect(dead).toMatchObject({ state: 'failed', attempts: 8, http_status: 500 });
    expect((await house.ask('POST', `/deliveries/${dead?.id}/retry`)).status).toBe(202);
    expect((await house.ask('POST', `/deliveries/${dead?.id}/retry`)).status).toBe(409);
    expect(await house.work()).toEqual([]);
    expect((await deliveries())[0]).toMatchObject({ id: dead?.id, state: 'delivered' });
  });

  test('is waited for as long as NOTIFICATIONS_TIMEOUT_MS says', async () => {
    const codes: (string | undefined)[] = [];
    for (const limit of ['300', '60000']) {
      house = await openNotificationHouse({ NOTIFICATIONS_TIMEOUT_MS: limit });
      await house.target('webhook');
      house.standIn.fault({ service: 'webhook', fault: { kind: 'slow', ms: 900 } });
      await house.finished(1);
      await house.gather();
      codes.push((await house.work())[0]?.code);
      if (limit === '300') await house.close();
    }
    expect(codes).toEqual(['timeout', undefined]);
  });

  test('what became of messages is forgotten after NOTIFICATIONS_KEEP_DAYS', async () => {
    house = await openNotificationHouse({ NOTIFICATIONS_KEEP_DAYS: '3' });
    await house.target('webhook');
    await house.finished(1);
    await house.gather();
    await house.work();
    house.clock.advance(2 * 86_400_000);
    await house.prune();
    expect(await deliveries()).toHaveLength(1);
    house.clock.advance(2 * 86_400_000);
    await house.prune();
    expect(await deliveries()).toEqual([]);
  });

  test('a lost answer means the same id once more; a lost job is made anew', async () => {
    house = await openNotificationHouse();
    await house.target('webhook');
    house.standIn.fault({ service: 'webhook', fault: { kind: 'answer-lost' } });
    await house.finished(1);
    await house.gather();
    await house.work();
    house.loseJobs();
    await house.gather();
    await house.work();
    const ids = received('webhook').map((message) => message.headers['x-harmony-delivery']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('that refuses is not asked again, and says why; one that is gone is switched off', async () => {
    house = await openNotificationHouse();
    const discord = await house.target('discord');
    const ntfy = await house.target('ntfy', { secret: 'tk_wrong' });
    const apprise = await house.target('apprise', { tag: 'nobody' });
    house.standIn.gone.add('discord');
    await house.finished(1);
    await house.gather();
    expect(await house.work()).toEqual([]);
    const at = async (id: number) => (await house.ask('GET', `/targets/${id}`)).body;
    expect(await at(discord.id)).toMatchObject({ enabled: false, problem: { code: 'webhook_deleted' } });
    expect(await at(ntfy.id)).toMatchObject({ enabled: true, problem: { code: 'unauthorised' } });
    expect(await at(apprise.id)).toMatchObject({ enabled: true, problem: { code: 'partly_failed' } });
    house.standIn.gone.add('apprise');
    expect((await house.ask('POST', `/targets/${apprise.id}/test`)).body).toMatchObject({
      ok: false,
      delivery: { error_code: 'nothing_configured', http_status: 204 },
    });
    expect((await deliveries(`?target_id=${ntfy.id}`)).map((each) => each.state)).toEqual(['failed']);
  });

  test('is sent no more messages in an hour than the limit', async () => {
    house = await openNotificationHouse({ NOTIFICATIONS_MAX_PER_HOUR: '3' });
    await house.target('webhook');
    for (let n = 0; n < 10; n += 1) {
      await house.finished(n);
      await house.gather(60_000);
      await house.work();
    }
    expect(received('webhook')).toHaveLength(3);
    await house.gather(3_600_000);
    await house.work();
    expect(received('webhook').at(-1)?.body).toMatchObject({ data: { count: 7 } });
  });
});
