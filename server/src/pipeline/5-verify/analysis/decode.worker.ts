import { serveThread } from '#platform/files';
import type { DecodeTask } from '../ffmpeg.ts';
import { type Decoded, decode } from './decode.ts';

serveThread<DecodeTask, Decoded>(({ program, path, lossless, pid }) =>
  decode(program, path, lossless, (started) => Atomics.store(new Int32Array(pid), 0, started)),
);
