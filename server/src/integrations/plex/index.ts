export { createPlex, type Plex, type PlexStatus } from './adapter.ts';
export {
  isNotFound,
  type PageOf,
  type PlexClient,
  type PlexKind,
  type PlexPage,
  pageQuery,
  plexKinds,
  sectionsIn,
} from './client.ts';
export { createPathMap, faultOfPair, isBelow, type PathMap } from './path-map.ts';
export type { PlexPlaylist, PlexPlaylistItem, PlexPlaylists } from './playlists.ts';
export type { PlexPin, PlexServer } from './plex-tv.ts';
export type { LineNews, PlexNotification } from './push.ts';
export { type PlexSettings, plexSettings } from './settings.ts';
export { type PlexTrial, tryPlexConnection } from './try-connection.ts';
export type { PlexConnection } from './way.ts';
export { type Container as PlexContainer, numberOf, type PlexItem, type PlexSection } from './wire.ts';
