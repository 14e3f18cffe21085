import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { type NotificationHouse, openNotificationHouse } from '#test/notification-house';

/*
 * The house asks below `/notifications`:
 * @calls GET /notifications/targets
 * @calls POST /notifications/targets
 * @calls GET /notifications/targets/{id}
 * @calls PATCH /notifications/targets/{id}
 * @calls DELETE /notifications/targets/{id}
 * @calls POST /notifications/targets/{id}/test
 * @calls POST /notifications/targets/try
 * @calls GET /notifications/deliveries
 */
let house: NotificationHouse;
afterEach(() => house.close());

const deliveries = async (query = '') => (await house.ask('GET', `/deliveries${query}`)).body.items;

describe('targets', () => {
  test('are tested by a button, shown without secrets, changed without losing them, and removed', async () => {
    house = await openNotificationHouse();
    house.standIn.webhookKey = 'signing-key';
    const made = await house.target('webhook', { secret: 'signing-key', headers: { Authorization: 'Bearer of-mine' } });
    expect(made).toMatchObject({
      url: `${house.standIn.origin}/••••••`,
      has_secret: true,
      header_names: ['Authorization'],
    });
    const tested = await house.ask('POST', `/targets/${made.id}/test`);
    expect(tested).toMatchObject({ status: 200, body: { ok: true, delivery: { kind: 'test', state: 'delivered' } } });
    expect((await house.ask('POST', `/targets/${made.id}/test`)).status).toBe(429);
    expect((await house.ask('PATCH', `/targets/${made.id}`, { name: 'Mine', language: 'de' })).body).toMatchObject({
      name: 'Mine',
      has_secret: true,
    });
    house.clock.advance(4000);
    expect((await house.ask('POST', `/targets/${made.id}/test`)).body).toMatchObject({ ok: true });
    const rows = await house.db.selectFrom('notification_targets').selectAll().execute();
    const shown = JSON.stringify([rows, (await house.ask('GET', '/targets')).body, await deliveries()]);
    for (const secret of ['signing-key', 'of-mine', 'secret-path']) expect(shown).not.toContain(secret);
    expect((await house.ask('DELETE', `/targets/${made.id}`)).status).toBe(204);
    expect((await house.ask('GET', `/targets/${made.id}`)).status).toBe(404);
    expect(await deliveries()).toEqual([]);
  });

  test('are tried before they are kept, and nothing is stored of it', async () => {
    house = await openNotificationHouse();
    house.standIn.webhookKey = 'signing-key';
    const draft = { kind: 'webhook', url: house.standIn.webhookUrl, allow_private: true };
    const wrong = await house.ask('POST', '/targets/try', { ...draft, secret: 'another' });
    expect(wrong).toMatchObject({
      status: 200,
      body: { ok: false, http_status: 401, problem: { code: expect.any(String) } },
    });
    expect((await house.ask('POST', '/targets/try', draft)).status).toBe(429);
    house.clock.advance(4000);
    expect((await house.ask('POST', '/targets/try', { ...draft, secret: 'signing-key' })).body).toEqual({
      ok: true,
      http_status: 202,
      problem: null,
    });
    expect((await house.ask('GET', '/targets')).body.items).toEqual([]);
    expect(await deliveries()).toEqual([]);
    const incomplete = await house.ask('POST', '/targets/try', { kind: 'webhook' });
    expect([incomplete.status, JSON.stringify(incomplete.body)]).toEqual([400, expect.stringContaining('url')]);
    expect((await house.ask('POST', '/targets/try', { target_id: 99 })).status).toBe(404);

    const made = await house.target('webhook', { secret: 'signing-key' });
    house.clock.advance(4000);
    const changed = { target_id: made.id, language: 'de' };
    expect((await house.ask('POST', '/targets/try', changed)).body).toMatchObject({ ok: true });
  });

  test('keep their secrets to the host that they were entered for', async () => {
    house = await openNotificationHouse();
    const made = await house.target('webhook', { secret: 'signing-key' });
    const elsewhere = { url: 'https://elsewhere.example/hook' };
    for (const [method, path, body] of [
      ['PATCH', `/targets/${made.id}`, elsewhere],
      ['POST', '/targets/try', { ...elsewhere, target_id: made.id }],
    ] as const) {
      const answer = await house.ask(method, path, body);
      expect([answer.status, JSON.stringify(answer.body.error?.meta.fields)]).toEqual([
        400,
        expect.stringContaining('secret'),
      ]);
    }
    const other = await house.target('webhook', { headers: { Authorization: 'Bearer of-mine' } });
    const refused = await house.ask('PATCH', `/targets/${other.id}`, elsewhere);
    expect([refused.status, JSON.stringify(refused.body.error.meta.fields)]).toEqual([
      400,
      expect.stringContaining('headers'),
    ]);
    expect((await house.ask('PATCH', `/targets/${made.id}`, { ...elsewhere, secret: null })).body).toMatchObject({
      has_secret: false,
    });
  });

  test('that are removed while a test of theirs begins are unknown, which is no fault', async () => {
    house = await openNotificationHouse();
    const { db, ask } = house;
    const made = await house.target('webhook', {});
    const asked = await db.transaction().execute(async (trx) => {
      await trx.deleteFrom('notification_targets').where('id', '=', made.id).execute();
      const answer = ask('POST', `/targets/${made.id}/test`);
      const waiting = async () => {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into "notification_deliveries"%'`.execute(
          db,
        );
        return rows[0]?.n;
      };
      await expect.poll(waiting).toBe(1);
      return { answer };
    });
    expect((await asked.answer).status).toBe(404);
  });

  test('refuse what makes no sense, and name the field', async () => {
    house = await openNotificationHouse();
    const good = { name: 'x', kind: 'webhook', events: [], url: 'https://example.org/hook' };
    const wrong: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ url: 'ftp://example.org/' }, 'url'],
      [{ url: 'no address' }, 'url'],
      [{ url: 'https://user:pass@example.org/' }, 'url'],
      [{ url: 'http://192.168.1.10/hook' }, 'url'],
      [{ url: 'http://[::ffff:10.0.0.1]/hook' }, 'url'],
      [{ url: 'http://169.254.169.254/latest', allow_private: true }, 'url'],
      [{ url: 'http://[fd00:ec2::254]/latest', allow_private: true }, 'url'],
      [{ kind: 'discord' }, 'url'],
      [{ kind: 'apprise' }, 'url'],
      [{ kind: 'ntfy', url: 'https://ntfy.sh/' }, 'url'],
      [{ kind: 'pigeon' }, 'kind'],
      [{ events: ['everything'] }, 'events'],
      [{ name: ' ' }, 'name'],
      [{ name: 'a\u0000b' }, 'name'],
      [{ headers: { 'Content-Length': '3' } }, 'headers'],
      [{ headers: { 'X-Bad': 'a\r\nX-Injected: b' } }, 'headers'],
      [{ secret: 'x'.repeat(501) }, 'secret'],
    ];
    for (const [body, field] of wrong) {
      const answer = await house.ask('POST', '/targets', { ...good, ...body });
      expect([body, answer.status]).toEqual([body, 400]);
      expect(JSON.stringify(answer.body.error.meta.fields)).toContain(field);
    }
    expect((await house.ask('POST', '/targets', good)).status).toBe(201);
    expect((await house.ask('PATCH', '/targets/1', { kind: 'ntfy' })).status).toBe(400);
  });

  test('in the local network are asked only when a person allowed it, whatever their name resolves to, and redirects are not followed', async () => {
    house = await openNotificationHouse();
    // a name that resolves to this machine, as an attacker's would
    const url = house.standIn.webhookUrl.replace('127.0.0.1', 'localhost');
    const named = await house.ask('POST', '/targets', { name: 'x', kind: 'webhook', events: [], url });
    expect(named.status).toBe(201);
    const { id } = named.body;
    expect((await house.ask('POST', `/targets/${id}/test`)).body).toMatchObject({
      ok: false,
      delivery: { error_code: 'address_not_allowed' },
    });
    expect(house.standIn.asked('webhook')).toBe(0);
    await house.ask('PATCH', `/targets/${id}`, { allow_private: true });
    house.clock.advance(4000);
    const headers = { location: `${house.standIn.origin}/notify/harmony` };
    house.standIn.fault({ service: 'webhook', fault: { kind: 'status', status: 307, headers } });
    expect((await house.ask('POST', `/targets/${id}/test`)).body).toMatchObject({
      ok: false,
      delivery: { error_code: 'redirected', http_status: 307 },
    });
    expect(house.standIn.asked('apprise')).toBe(0);
  });
});
