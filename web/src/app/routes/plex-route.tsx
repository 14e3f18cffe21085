import { PlexPage } from '../../features/plex/index.ts';
import { useFeed } from '../feed.ts';

/** Plex under its address. */
export function PlexRoute() {
  return <PlexPage feed={useFeed()} />;
}
