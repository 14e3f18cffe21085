export { LibraryPage } from './library-page.tsx';
export { NewestAlbums } from './newest-albums.tsx';
export { TrashPage } from './trash-page.tsx';
