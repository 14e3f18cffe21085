import { spawn } from 'node:child_process';
import { errorCode } from '#platform/files';
import { letOthersFirst } from '#platform/process';
import { createListener, type Heard } from './listener.ts';
import { pngOf } from './picture.ts';
import { findEdge } from './spectrum.ts';
import { findGrid } from './traces.ts';
import type { Analysis } from './types.ts';

/** What decoding a file to its end gave: what was heard, or the decoder's own words about what is wrong. */
export type Decoded =
  | { readonly kind: 'sound'; readonly analysis: Analysis | null }
  | { readonly kind: 'flawed'; readonly what: string }
  | { readonly kind: 'unavailable' };

/** Words of ffmpeg about files that play well all the same. */
const harmless = [
  /Estimating duration from bitrate/i,
  /non.monoton\w* (increasing )?dts/i,
  /Could not update timestamps for skipped samples/i,
  /Could not update timestamps for discarded samples/i,
  /Skipping \d+ bytes of junk/i,
  /Incorrect BOM value/i,
  /Error reading (comment|lyrics|frame) /i,
];
/** Rubbish between frames and a broken last frame; a few of these nobody hears. The structure of the file was followed before. */
const stumbles = [/Header missing/i, /Error while decoding stream #\d+:\d+: Invalid data/i];
const mostStumbles = 8;
const repeated = /Last message repeated (\d+) times/i;
const keptBytes = 8192;

/**
 * Decodes a file with ffmpeg and listens to it on the way. The samples come as Sun audio, whose header is simple and knows no limit of size.
 * @param started is told the process id, so that somebody else can end a decoder that hangs
 */
export function decode(
  program: string,
  path: string,
  lossless: boolean,
  started: (pid: number) => void,
): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    // "file:" keeps a name that looks like an address or an option from being taken for one
    const input = ['-nostdin', '-hide_banner', '-v', 'error', '-i', `file:${path}`, '-map', '0:a:0'];
    const output = ['-c:a', 'pcm_s32be', '-f', 'au', 'pipe:1'];
    const child = spawn(program, [...input, ...output], { stdio: ['ignore', 'pipe', 'pipe'] });
    letOthersFirst(child.pid);
    if (child.pid !== undefined) started(child.pid);
    const reader = createReader();
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => reader.take(bytes));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < keptBytes) said += text.slice(0, keptBytes - said.length);
    });
    child.on('error', (error) => {
      if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(errorCode(error) ?? '')) resolve({ kind: 'unavailable' });
      else reject(error);
    });
    child.on('close', (code, killedBy) => {
      const complaints = complaintsOf(said);
      if (killedBy !== null) reject(new Error(`ffmpeg was stopped by ${killedBy}.`));
      else if (code !== 0 || complaints.length > 0)
        resolve({ kind: 'flawed', what: withoutAddresses(complaints[0] ?? `exit code ${code}`) });
      else {
        const heard = reader.end();
        resolve({ kind: 'sound', analysis: heard === null ? null : analysisOf(heard, lossless) });
      }
    });
  });
}

/** The lines that speak of a flaw. */
function complaintsOf(said: string): string[] {
  let stumbled = 0;
  let last = '';
  const complaints: string[] = [];
  for (const line of said.split('\n').filter((each) => each.trim() !== '')) {
    const times = Number(repeated.exec(line)?.[1] ?? 0);
    if (times === 0) last = line;
    if (harmless.some((word) => word.test(last))) continue;
    if (stumbles.some((word) => word.test(last))) {
      stumbled += Math.max(1, times);
      if (stumbled <= mostStumbles) continue;
    }
    complaints.push(last);
  }
  return complaints;
}

/** Takes the stream apart: a header of at least 24 bytes (size at 4, rate at 16, channels at 20), then samples. */
function createReader() {
  let head = Buffer.alloc(0);
  let listener: ReturnType<typeof createListener> | null = null;
  let frameBytes = 0;
  let rest = Buffer.alloc(0);
  function hear(bytes: Buffer): void {
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const whole = all.length - (all.length % frameBytes);
    // a copy of its own, because numbers of 32 bits must begin at a multiple of four
    const pcm = Buffer.from(new ArrayBuffer(whole));
    all.copy(pcm, 0, 0, whole);
    pcm.swap32();
    listener?.hear(new Int32Array(pcm.buffer, 0, whole / 4));
    rest = Buffer.from(all.subarray(whole));
  }
  return {
    take(bytes: Buffer): void {
      if (listener !== null) return hear(bytes);
      head = Buffer.concat([head, bytes]);
      if (head.length < 24 || head.length < head.readUInt32BE(4)) return;
      const channels = head.readUInt32BE(20);
      frameBytes = channels * 4;
      listener = createListener(head.readUInt32BE(16), channels);
      hear(head.subarray(head.readUInt32BE(4)));
    },
    end: (): Heard | null => listener?.end() ?? null,
  };
}

function analysisOf(heard: Heard, lossless: boolean): Analysis {
  const { rate, samples, usedBits, peak, rmsDb } = heard;
  const edge = findEdge(heard.spectrum, rate, usedBits);
  // the noise of rounding, below which a coefficient counts as nothing
  const floor = Math.max(1e-4, 4 ** (16 - Math.min(usedBits, 24)) / 12);
  const grid = lossless && usedBits > 0 ? findGrid(heard.segments, floor) : null;
  return {
    rateHz: rate,
    channels: heard.channels,
    durationMs: Math.round((samples * 1000) / rate),
    peakDb: peak === 0 ? null : Math.round(200 * Math.log10(peak)) / 10,
    rmsDb: Number.isFinite(rmsDb) ? Math.round(rmsDb * 10) / 10 : null,
    usedBits,
    leadingSilenceMs: heard.leadingSilenceMs,
    trailingSilenceMs: heard.trailingSilenceMs,
    longestSilenceMs: heard.longestSilenceMs,
    ...edge,
    grid: grid === null ? null : { family: grid.family, z: Math.round(grid.z * 10) / 10 },
    spectrogram: pngOf(heard.picture),
  };
}

/** `[mp3float @ 0x5581…] Header missing` → `mp3float: Header missing`. */
function withoutAddresses(line: string): string {
  return line
    .replace(/^\[([^@\]]+?)\s*@[^\]]*\]\s*/, '$1: ')
    .slice(0, 200)
    .trim();
}
