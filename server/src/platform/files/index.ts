export { isInside, isReallyInside, makeFolderInside } from './contain.ts';
export { syncFile, syncFolder } from './durable.ts';
export { createFolderGuard, diskSpace, type FolderGuard, type FolderMemory, type FolderPlace } from './guard.ts';
export { createKeyedLock } from './keyed-lock.ts';
export { nearestFolder } from './nearest.ts';
export { copyDurably, placeFile, sameContent } from './place.ts';
export { asFileProblem, errorCode, FileProblem } from './problems.ts';
export { createThread, endHungThreads, type Thread, ThreadTimeout } from './thread.ts';
export { serveThread } from './thread-side.ts';
