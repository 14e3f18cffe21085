export { type TreeRouteDeps, treeRoutes } from './tree.routes.ts';
export { createLibraryTree, type LibraryTree } from './tree.store.ts';
