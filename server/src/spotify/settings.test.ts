import { afterEach, describe, expect, test } from 'vitest';
import { openSpotifyWingHouse, type SpotifyWingHouse } from '#test/spotify-wing-house';
import { agreeAsPerson } from '../../../stand-ins/spotify/index.ts';

let house: SpotifyWingHouse;
afterEach(() => house.close());

const open = async (env: Record<string, string>) => {
  house = await openSpotifyWingHouse({ env });
};
const begin = async () => (await house.ask('GET', '/oauth/start')).body;
const minutesLeft = async (): Promise<number> =>
  Math.round((Date.parse(String((await begin())['expires_at'])) - house.standIn.strings.clock.now()) / 60_000);

describe('a sign-in', () => {
  test('asks for SPOTIFY_SCOPE and comes back to SPOTIFY_REDIRECT_URI', async () => {
    await open({
      SPOTIFY_REDIRECT_URI: 'http://127.0.0.1:4711/callback',
      SPOTIFY_SCOPE: 'user-library-read playlist-read-private',
    });
    const body = await begin();
    const { searchParams } = new URL(String(body['authorization_url']));
    expect([searchParams.get('redirect_uri'), searchParams.get('scope'), body['redirect_uri']]).toEqual([
      'http://127.0.0.1:4711/callback',
      'user-library-read playlist-read-private',
      'http://127.0.0.1:4711/callback',
    ]);
  });

  test('may be finished for OAUTH_STATE_TTL_SEC, or for OAUTH_SESSION_TTL_MIN when that is set', async () => {
    await open({ OAUTH_STATE_TTL_SEC: '1200' });
    expect(await minutesLeft()).toBe(20);
    await house.close();
    await open({ OAUTH_STATE_TTL_SEC: '1200', OAUTH_SESSION_TTL_MIN: '3' });
    expect(await minutesLeft()).toBe(3);
  });

  test('is not finished by a pasted address with OAUTH_MANUAL_CALLBACK_ENABLE=false', async () => {
    await open({ OAUTH_MANUAL_CALLBACK_ENABLE: 'false' });
    const body = await begin();
    expect(body['manual_completion_available']).toBe(false);
    const back = await agreeAsPerson(String(body['authorization_url']));
    const refused = await house.ask('POST', '/oauth/manual', { redirect_url: back.toString() });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'FEATURE_DISABLED']);
    expect((await fetch(back)).status).toBe(200);
  });

  test('tells where to paste under OAUTH_PUBLIC_BASE, and on its help page OAUTH_PUBLIC_HOST_HINT', async () => {
    await open({ OAUTH_PUBLIC_BASE: 'https://music.example/oauth/', OAUTH_PUBLIC_HOST_HINT: 'nas.example' });
    expect((await begin())['manual_completion_url']).toBe('https://music.example/oauth/manual');
    expect(await (await fetch(house.callback)).text()).toContain('nas.example');
  });
});
