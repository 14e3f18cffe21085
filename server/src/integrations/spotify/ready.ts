import type { Spotify } from './adapter.ts';

/** Whether somebody is signed in with an app of one's own, so that catalogue questions can be asked. */
export async function isReady(spotify: Spotify): Promise<boolean> {
  const { mode, clientId, link } = await spotify.state();
  return mode !== 'FREE' && clientId !== null && link?.state === 'linked';
}
