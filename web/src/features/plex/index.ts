export { PlexPage } from './plex-page.tsx';
export { PlexSetup } from './plex-setup.tsx';
