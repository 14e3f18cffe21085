export { isInside, isReallyInside, makeFolderInside } from './contain.ts';
export { syncFile, syncFolder } from './durable.ts';
export { createFolderGuard, type ExpectedContent, type FolderGuard, freeBytes } from './guard.ts';
export { createKeyedLock, type KeyedLock } from './keyed-lock.ts';
export { copyDurably, type Placed, placeFile, sameContent } from './place.ts';
export { asFileProblem, errorCode, FileProblem, type FileProblemCode } from './problems.ts';
export { createThread, type Thread, ThreadTimeout } from './thread.ts';
export { serveThread } from './thread-side.ts';
