export { ArtistPage } from './artist-page.tsx';
export { ArtistsPage } from './artists-page.tsx';
export { CalendarPage } from './calendar-page.tsx';
