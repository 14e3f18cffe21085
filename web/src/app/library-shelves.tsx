import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withTexts } from '../i18n/index.ts';
import { root } from './root.ts';
import { querySearch, textParam } from './search-params.ts';

type Raw = Record<string, unknown>;
const load = () => withTexts(import('./routes/shelves-routes.tsx'));

/** The ways to look at the library behind its place. */
export const shelfRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/library/albums',
    validateSearch: querySearch,
    component: lazyRouteComponent(load, 'LibraryAlbumsRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/library/files',
    validateSearch: querySearch,
    component: lazyRouteComponent(load, 'LibraryFilesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/library/artist',
    validateSearch: (search: Raw): { name?: string | undefined } => ({ name: textParam(search['name']) }),
    component: lazyRouteComponent(load, 'LibraryArtistRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/library/album',
    validateSearch: (search: Raw): { artist?: string | undefined; album?: string | undefined } => ({
      artist: textParam(search['artist']),
      album: textParam(search['album']),
    }),
    component: lazyRouteComponent(load, 'LibraryAlbumRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/library/duplicates',
    component: lazyRouteComponent(load, 'DuplicatesRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/library/missing',
    component: lazyRouteComponent(load, 'MissingRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/library/trash',
    component: lazyRouteComponent(load, 'TrashRoute'),
  }),
] as const;
