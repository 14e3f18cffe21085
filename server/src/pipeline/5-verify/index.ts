export { createFfmpegDecoder } from './ffmpeg.ts';
export { heldAmong, keepableFile, keepFile, type PassedOver, passOver, releaseHeld, tellOfHeld } from './held.ts';
export type { AudioDecoder, Recogniser } from './ports.ts';
export { verifySettings } from './settings.ts';
export { recognisedRecording, spectrogramOf, verifiedOf } from './verification.store.ts';
export { type VerifyRouteDeps, verifyRoutes } from './verify.routes.ts';
export { createVerifyStage, type VerifyDeps } from './verify.stage.ts';
