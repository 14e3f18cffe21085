export { type AudioInspector, createAudioInspector } from './audio/inspector.ts';
export type { AudioFacts, Depth, Inspection, Walk } from './audio/types.ts';
export { lyricsPathOf, moveCompanions } from './files/companions.ts';
export { filesInUse, holdingFiles } from './files/holding.ts';
export { createFileJournal, type FileJournal, partOf } from './files/journal.ts';
export { libraryPath, type RecoverDeps, type Recovered, recoverFileOperations } from './files/recover.ts';
export { type Settled, settlePlace, settleRewrite } from './files/settle.ts';
export { createWishLocks, type WishLocks } from './files/wish-locks.ts';
export { createFollowing, type FollowDeps, type Following, type ReadTrack, type WhereIs } from './follow/index.ts';
export { type OwnedAlbum, ownedAlbums } from './library.albums.ts';
export { libraryKeys } from './library.keys.ts';
export {
  createLibraryLookup,
  fillLibraryKeys,
  type LibraryLookup,
  type Owned,
  type OwnedRecording,
} from './library.lookup.ts';
export { type LibraryTrack, libraryPaths, libraryTracks } from './library.paths.ts';
export { libraryRoutes } from './library.routes.ts';
export { searchLibrary } from './library.search.ts';
export { createLibraryStore, type LibraryStore } from './library.store.ts';
export { trashRoutes } from './trash/trash.routes.ts';
export { createTrash, type Trash, type TrashDeps } from './trash/trash.ts';
export type { FileOperation, FileOperationKind, LibraryFile, NewLibraryFile, TellMoved } from './types.ts';
