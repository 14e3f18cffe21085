export { PlexPage } from './plex-page.tsx';
