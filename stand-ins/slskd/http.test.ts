import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, peer, startBench, track } from './testing.ts';

let bench: Bench;
afterEach(() => bench.close());
const start = async (options = {}): Promise<Bench> => {
  bench = await startBench([peer('alice', [track('Music\\Band\\Song.opus')])], options);
  return bench;
};

describe('the HTTP shell', () => {
  it('answers 401 with an empty body without a key, with a wrong key, and with a key as bearer token', async () => {
    const { call, standIn } = await start();
    for (const headers of [
      { 'X-API-Key': '' },
      { 'X-API-Key': 'x'.repeat(20) },
      { 'X-API-Key': '', authorization: `Bearer ${standIn.apiKey}` },
    ]) {
      const reply = await call('GET', 'session', undefined, headers);
      expect([reply.status, reply.text]).toEqual([401, '']);
    }
    expect((await call('GET', 'session')).status).toBe(200);
    expect((await call('GET', 'session/enabled', undefined, { 'X-API-Key': '' })).text).toBe('true');
  });

  it('gives a token for the web user that opens the rest, and 400 or 401 for others', async () => {
    const { call } = await start();
    const anonymous = { 'X-API-Key': '' };
    const reply = await call('POST', 'session', { username: 'slskd', password: 'slskd' }, anonymous);
    const { token, tokenType } = reply.json as { token: string; tokenType: string };
    expect(tokenType).toBe('Bearer');
    expect((await call('GET', 'session', undefined, { ...anonymous, authorization: `Bearer ${token}` })).status).toBe(
      200,
    );
    expect((await call('POST', 'session', { username: 'slskd', password: 'no' }, anonymous)).status).toBe(401);
    expect((await call('POST', 'session', { username: '' }, anonymous)).status).toBe(400);
  });

  it('answers an unknown API route with a bare 404, a wrong method with 405, and any other path with 200 and a web page', async () => {
    const { call, standIn } = await start();
    const unknown = await call('GET', 'nothing-here');
    expect([unknown.status, unknown.text, unknown.headers.get('content-type')]).toEqual([404, '', null]);
    const method = await call('PATCH', 'searches');
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, POST']);
    const wrongBase = await fetch(`${standIn.url}/slskd/api/v0/application`);
    expect([wrongBase.status, wrongBase.headers.get('content-type')]).toEqual([200, 'text/html']);
    expect((await fetch(`${standIn.url}/missing.js`)).status).toBe(404);
  });

  it('serves prefixed and plain paths when it has a URL base, and routes ignoring case', async () => {
    const { call, standIn } = await start({ urlBase: '/slskd' });
    expect(standIn.url.endsWith('/slskd')).toBe(true);
    expect((await call('GET', 'application')).status).toBe(200);
    const plain = standIn.url.replace('/slskd', '');
    const headers = { 'X-API-Key': standIn.apiKey };
    expect((await fetch(`${plain}/API/V0/Application`, { headers })).status).toBe(200);
    expect(await (await fetch(`${standIn.url}/health`)).text()).toBe('Healthy');
  });

  it('refuses another content type with 415 and text that is no JSON with a 400 and a JSON string', async () => {
    const { call } = await start();
    const raw = { 'x-raw': '1' };
    expect((await call('POST', 'searches', 'searchText=x', { ...raw, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await call('POST', 'searches')).status).toBe(415);
    const html = { 'content-type': 'text/plain' };
    expect((await call('GET', 'searches', undefined, html)).status).toBe(415);
    // The type is looked at before the key.
    expect((await call('GET', 'searches', undefined, { ...html, 'X-API-Key': '' })).status).toBe(415);
    expect((await call('POST', 'searches', '', raw)).status).toBe(400);
    const malformed = await call('POST', 'searches', '{"searchText":', raw);
    expect(malformed.status).toBe(400);
    expect(typeof malformed.json).toBe('string');
  });

  it('leaves out null properties and prints enums as joined names', async () => {
    const { call, standIn } = await start();
    const before = (await call('GET', 'server')).json as Record<string, unknown>;
    expect(before).toMatchObject({ state: 'Connected, LoggedIn', isLoggedIn: true });
    standIn.control.disconnect();
    const after = (await call('GET', 'server')).json as Record<string, unknown>;
    expect(after).toMatchObject({ state: 'Disconnected', isConnected: false, isLoggedIn: false });
    expect('ipEndPoint' in after).toBe(false);
    expect((await call('PUT', 'server')).status).toBe(200);
    expect((await call('PUT', 'server')).status).toBe(205);
    await bench.until(
      async () => (await call('GET', 'server')).json as { isLoggedIn: boolean },
      (server) => server.isLoggedIn,
    );
  });

  it('stops the link on DELETE /server, whatever JSON the reason is, but not without a content type', async () => {
    const { call } = await start();
    expect((await call('DELETE', 'server')).status).toBe(415);
    expect((await call('GET', 'application')).json).toMatchObject({ server: { isLoggedIn: true } });
    expect((await call('DELETE', 'server', 'maintenance')).status).toBe(204);
    expect((await call('GET', 'application')).json).toMatchObject({ server: { isLoggedIn: false } });
  });

  it('tells its version and paths; older ones print four numbers and another layout of options', async () => {
    const { call, standIn } = await start();
    expect((await call('GET', 'application')).json).toMatchObject({ version: { current: '0.26.0' } });
    expect((await call('GET', 'options')).json).toMatchObject({
      directories: { downloads: standIn.downloads },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the daemon's own placeholder
      transfers: {
        download: { retry: { attempts: 3 }, destination: { subdirectory: '${SOURCE_DIRECTORY}', exists: 'rename' } },
      },
      soulseek: { password: '*****' },
    });
    await bench.close();
    const old = await start({ version: '0.24.5' });
    expect((await old.call('GET', 'application')).json).toMatchObject({ version: { current: '0.24.5.0' } });
    const options = (await old.call('GET', 'options')).json as Record<string, unknown>;
    expect('transfers' in options).toBe(false);
    expect('global' in options).toBe(true);
  });

  it('lets only a signed-in administrator restart the daemon', async () => {
    const { call } = await start();
    expect((await call('PUT', 'application')).status).toBe(403);
    expect((await call('DELETE', 'application')).status).toBe(403);
    expect((await call('GET', 'options/yaml')).status).toBe(403);
  });

  it('needs no key when authentication is off: everybody is administrator', async () => {
    const { call, standIn } = await start({ authentication: 'none' });
    expect((await call('GET', 'session/enabled')).json).toBe(false);
    expect((await call('GET', 'session', undefined, { 'X-API-Key': '' })).status).toBe(200);
    expect((await call('PUT', 'application')).status).toBe(204);
    await bench.until(
      () =>
        fetch(`${standIn.url}/health`)
          .then((reply) => reply.ok)
          .catch(() => false),
      (up) => up,
    );
  });

  it('answers 403 for everything of the network as a relay agent', async () => {
    const { call } = await start({ relayAgent: true });
    for (const path of ['searches', 'transfers/downloads', 'users/alice/status', 'conversations']) {
      const reply = await call('GET', path);
      expect([reply.status, reply.text]).toEqual([403, '']);
    }
    expect((await call('PUT', 'server')).status).toBe(403);
    expect((await call('GET', 'application')).status).toBe(200);
  });

  it('does the faults that it is told, as many as it is told', async () => {
    const { call, standIn } = await start();
    const { control } = standIn;
    control.fault({ path: '/application', times: 2, fault: { kind: 'status', status: 429, body: 'Busy' } });
    expect((await call('GET', 'application')).status).toBe(429);
    expect((await call('GET', 'session')).status).toBe(200);
    expect((await call('GET', 'application')).json).toBe('Busy');
    expect((await call('GET', 'application')).status).toBe(200);
    control.fault({ fault: { kind: 'html' } });
    expect((await call('GET', 'application')).headers.get('content-type')).toBe('text/html');
    control.fault({ fault: { kind: 'truncated-json' } });
    await expect(call('GET', 'application')).rejects.toThrow(SyntaxError);
    control.fault({ fault: { kind: 'reset' } });
    await expect(call('GET', 'application')).rejects.toThrow('fetch failed');
    control.fault({ fault: { kind: 'hang' } });
    await expect(fetch(`${standIn.url}/api/v0/application`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
      'timeout',
    );
    control.fault({ fault: { kind: 'stall' } });
    const half = await fetch(`${standIn.url}/api/v0/application`, {
      headers: { 'X-API-Key': standIn.apiKey },
      signal: AbortSignal.timeout(100),
    });
    expect(half.status).toBe(200);
    await expect(half.text()).rejects.toThrow('timeout');
    await control.goDown();
    await expect(call('GET', 'application')).rejects.toThrow('fetch failed');
    await control.comeUp();
    expect((await call('GET', 'application')).status).toBe(200);
  });

  it('can do what was asked and lose the answer', async () => {
    const { call, standIn } = await start();
    const id = '6f2c3a52-6a51-4f10-9d8a-4a61a3d6f001';
    standIn.control.fault({ method: 'POST', path: '/searches', fault: { kind: 'answer-lost' } });
    await expect(call('POST', 'searches', { id, searchText: 'band song' })).rejects.toThrow('fetch failed');
    expect((await call('GET', `searches/${id}`)).status).toBe(200);
  });
});
