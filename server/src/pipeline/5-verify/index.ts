export { createFfmpegDecoder } from './ffmpeg.ts';
export type { AudioDecoder } from './ports.ts';
export { verifySettings } from './settings.ts';
export { createVerifyStage, type VerifyDeps } from './verify.stage.ts';
