export { BeetsPage } from './beets-page.tsx';
