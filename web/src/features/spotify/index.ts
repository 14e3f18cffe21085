export { SpotifyPage } from './spotify-page.tsx';
export { SpotifySetup } from './spotify-setup.tsx';
