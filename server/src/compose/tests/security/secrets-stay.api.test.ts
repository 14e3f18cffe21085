import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

/** Everything that must stay where it is; each is found again if it turns up anywhere. */
const secrets = {
  environmentKey: 'k-environment-5f1d0c7e9a',
  wrongKey: 'k-wrong-0a9b8c7d6e5f',
  slskdKey: 'k-slskd-77aa66bb55cc44dd',
  clientSecret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  typedSecret: 'ffeeddccbbaa99887766554433221100',
  musixmatch: 'k-musixmatch-1234567890abcdef',
  sealing: 'k-sealing-0123456789-0123456789-0123456789',
  inQuery: 'k-in-the-query-998877',
  inBody: 'k-in-a-broken-body-445566',
  cookie: 'hms_cookie-of-somebody-else-112233',
};

let house: ApiHouse;
const lines: string[] = [];
const answers: string[] = [];
beforeAll(async () => {
  house = await openApiHouse({
    peers: [],
    onLine: (line) => lines.push(line),
    env: {
      FEATURE_REQUIRE_AUTH: 'true',
      HARMONY_API_KEYS: secrets.environmentKey,
      SLSKD_API_KEY: secrets.slskdKey,
      SPOTIFY_CLIENT_ID: '0123456789abcdef0123456789abcdef',
      SPOTIFY_CLIENT_SECRET: secrets.clientSecret,
      SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:1',
      SPOTIFY_API_URL: 'http://127.0.0.1:1',
      MUSIXMATCH_API_KEY: secrets.musixmatch,
      SECRETS_KEY: secrets.sealing,
    },
  });
});
afterAll(() => house.close());

/** Asks and keeps what was answered, headers included; answers the body. */
async function ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<string> {
  const init = {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
  };
  const answer = await fetch(house.base + path, { ...init, redirect: 'manual' });
  const text = await answer.text();
  // the cookie of a session and a key just made are the two things that must be given out, once
  const told = [...answer.headers].filter(([name]) => name !== 'set-cookie');
  answers.push(JSON.stringify(told), path === '/keys' && method === 'POST' ? '' : text);
  return text;
}

test('no secret leaves the house: not in the log, not in an answer, not in the clear in the database', async () => {
  const key = { 'x-api-key': secrets.environmentKey };
  const json = JSON.stringify;
  const made = JSON.parse(await ask('POST', '/keys', key, json({ name: 'n', scope: 'admin' }))) as { key: string };
  const signedIn = await fetch(`${house.base}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: json({ key: made.key }),
  });
  const session = /harmony_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '';
  expect(session).toMatch(/^hms_/);

  await ask('GET', '/wishes', { 'x-api-key': secrets.wrongKey });
  await ask('GET', '/wishes', { authorization: `Bearer ${secrets.wrongKey}` });
  await ask('GET', '/wishes', { cookie: `harmony_session=${secrets.cookie}` });
  await ask('GET', '/wishes', { cookie: `harmony_session=${session}` });
  await ask('POST', '/session', {}, json({ key: secrets.wrongKey }));
  await ask('GET', `/wishes?api_key=${secrets.inQuery}`, key);
  await ask('GET', `/nothing?token=${secrets.inQuery}`, key);
  await ask('GET', `/oauth/callback?code=${secrets.inQuery}&state=${secrets.inQuery}`, {});
  await ask('GET', `/calendar/releases.ics?token=${secrets.inQuery}`, {});
  await ask('POST', '/settings', key, json({ key: 'SLSKD_API_KEY', value: secrets.inBody }));
  await ask('POST', '/settings', key, `{"key":"x","value":"${secrets.inBody}`);
  await ask(
    'PUT',
    '/spotify/credentials',
    key,
    json({ client_id: 'abcdefabcdefabcdefabcdefabcdefab', client_secret: secrets.typedSecret }),
  );
  await ask('POST', '/spotify/pro/oauth/start', key, json({}));
  for (const path of [
    '/settings',
    '/settings/history',
    '/spotify/status',
    '/status',
    '/keys',
    '/session',
    '/openapi.json',
    '/activity',
  ])
    await ask('GET', path, key);
  await ask('POST', '/soulseek/search', key, json({ query: 'a b' }));
  await house.standIn.stop();
  await ask('POST', '/soulseek/search', key, json({ query: 'c d' }));
  await ask('GET', '/soulseek/uploads', key);
  await ask('GET', '/soulseek/status', key);

  const { rows } = await sql<{ name: string }>`select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(house.db);
  expect(rows.length).toBeGreaterThan(20);
  const dump: string[] = [];
  for (const { name } of rows) {
    const whole = await sql<{
      text: string | null;
    }>`select string_agg(t::text, ' ') as text from ${sql.raw(name)} t`.execute(house.db);
    dump.push(whole.rows[0]?.text ?? '');
  }
  const places = { log: lines.join('\n'), answers: answers.join('\n'), database: dump.join('\n') };
  // it was looked at all three, and they speak of what happened
  expect(places.log).toContain('auth.invalid');
  expect(places.log).toContain('api.request');
  expect(places.answers).toContain('AUTH_REQUIRED');
  expect(places.database).toContain('spotify');
  const found = Object.entries({ ...secrets, madeKey: made.key, session }).flatMap(([name, secret]) =>
    Object.entries(places).flatMap(([place, text]) => {
      const forms = [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('hex'),
      ];
      return forms.some((form) => text.includes(form)) ? [`${name} in the ${place}`] : [];
    }),
  );
  expect(found).toEqual([]);
});
