export { SpotifyPage } from './spotify-page.tsx';
