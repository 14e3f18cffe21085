import { spawn } from 'node:child_process';
import { errorCode } from '#platform/files';
import type { AudioDecoder } from './ports.ts';

/** Words of ffmpeg about files that play well all the same. */
const harmless = [
  /Estimating duration from bitrate/i,
  /non.monoton\w* (increasing )?dts/i,
  /Could not update timestamps for skipped samples/i,
  /Could not update timestamps for discarded samples/i,
  /Skipping \d+ bytes of junk/i,
  /Last message repeated/i,
  /Incorrect BOM value/i,
  /Error reading (comment|lyrics|frame) /i,
];
const keptBytes = 8192;
const timeoutMs = 5 * 60_000;

/**
 * The decoder of the machine's ffmpeg, when there is one on PATH; without it the answer is `unavailable`, each time at the cost of one failed
 * start. `program` is for tests.
 */
export function createFfmpegDecoder(program = 'ffmpeg'): AudioDecoder {
  return {
    decode: (path, signal) =>
      new Promise((resolve, reject) => {
        // "file:" keeps a name that looks like an address or an option from being taken for one
        const options = [
          '-nostdin',
          '-hide_banner',
          '-v',
          'error',
          '-i',
          `file:${path}`,
          '-map',
          '0:a:0',
          '-f',
          'null',
          '-',
        ];
        const child = spawn(program, options, {
          stdio: ['ignore', 'ignore', 'pipe'],
          signal,
          killSignal: 'SIGKILL',
          timeout: timeoutMs,
        });
        let said = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          if (said.length < keptBytes) said += text.slice(0, keptBytes - said.length);
        });
        child.on('error', (error) => {
          if (signal.aborted) reject(signal.reason);
          else if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(errorCode(error) ?? '')) resolve({ kind: 'unavailable' });
          else reject(error);
        });
        child.on('close', (code, killedBy) => {
          const complaints = said
            .split('\n')
            .filter((line) => line.trim() !== '' && !harmless.some((word) => word.test(line)));
          if (signal.aborted) reject(signal.reason);
          else if (killedBy !== null) reject(new Error(`ffmpeg was stopped by ${killedBy}.`));
          else if (code !== 0 || complaints.length > 0)
            resolve({ kind: 'flawed', what: withoutAddresses(complaints[0] ?? `exit code ${code}`) });
          else resolve({ kind: 'sound' });
        });
      }),
  };
}

/** `[mp3float @ 0x5581…] Header missing` → `mp3float: Header missing`. */
function withoutAddresses(line: string): string {
  return line
    .replace(/^\[([^@\]]+?)\s*@[^\]]*\]\s*/, '$1: ')
    .slice(0, 200)
    .trim();
}
