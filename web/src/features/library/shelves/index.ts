export { LibraryAlbumPage } from './album-page.tsx';
export { LibraryAlbumsPage } from './albums-page.tsx';
export { LibraryArtistPage } from './artist-page.tsx';
export { LibraryArtistsPage } from './artists-page.tsx';
export { DuplicatesPage } from './duplicates-page.tsx';
export { MissingPage } from './missing-page.tsx';
export { ShelfNav } from './shelf-nav.tsx';
