import { SpotifyPage } from '../../features/spotify/index.ts';
import { useFeed } from '../feed.ts';

/** Spotify under its address. */
export function SpotifyRoute() {
  return <SpotifyPage feed={useFeed()} />;
}
