export { LibraryPage } from './library-page.tsx';
export { TrashPage } from './trash-page.tsx';
