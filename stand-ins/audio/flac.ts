import { createHash } from 'node:crypto';
import { BitWriter, crc8, crc16, crc16Shift, createRandom, pick } from './bytes.ts';
import { draftOf } from './draft.ts';
import { vorbisComment } from './tags.ts';
import type { AudioRecipe, Draft } from './types.ts';

const blockSize = 4096;
const channels = 2;
const rateCodes: Readonly<Record<number, number>> = { 44100: 9, 48000: 10, 88200: 1, 96000: 11, 192000: 3 };

/** One block of sound: its encoded subframes (whole bytes) and, on demand, the samples that they decode to. */
interface Block {
  readonly body: Buffer;
  readonly bodyCrc: number;
  readonly shift: (crc: number) => number;
  readonly pcm: () => Buffer;
}

function interleave(signals: readonly Int32Array[], bytesPerSample: number): Buffer {
  const count = signals[0]?.length ?? 0;
  const out = Buffer.alloc(count * signals.length * bytesPerSample);
  let at = 0;
  for (let n = 0; n < count; n++) {
    for (const signal of signals) {
      out.writeIntLE(signal[n] as number, at, bytesPerSample);
      at += bytesPerSample;
    }
  }
  return out;
}

function toBlock(body: Buffer, signals: () => readonly Int32Array[], bytesPerSample: number): Block {
  let pcm: Buffer | undefined;
  return {
    body,
    bodyCrc: crc16(body),
    shift: crc16Shift(body.length),
    pcm: () => (pcm ??= interleave(signals(), bytesPerSample)),
  };
}

const coefficientShift = 13;

/**
 * A sine wave that costs next to nothing: a linear predictor of order two whose coefficients are those of an undamped oscillator and
 * whose residual is zero throughout. The wave makes whole turns per block, so that blocks join without a click.
 */
function toneBlock(turns: readonly number[], amplitude: number, depth: number, count: number): Block {
  const bits = new BitWriter();
  const waves = turns.map((cycles) => {
    const step = (2 * Math.PI * cycles) / blockSize;
    return {
      coefficient: Math.min(16383, Math.round(2 * Math.cos(step) * 2 ** coefficientShift)),
      warmUp: [0, Math.round(amplitude * Math.sin(step))] as const,
    };
  });
  for (const wave of waves) {
    bits.write(0x42, 8); // linear predictor of order 2, no wasted bits
    for (const sample of wave.warmUp) bits.write(sample, depth);
    bits.write(14, 4); // 15-bit coefficients
    bits.write(coefficientShift, 5);
    bits.write(wave.coefficient, 15);
    bits.write(-(2 ** coefficientShift), 15);
    bits.write(0, 2);
    bits.write(0, 4); // one partition …
    bits.write(15, 4); // … of unencoded residuals …
    bits.write(0, 5); // … of zero bits each
  }
  const signals = (): Int32Array[] =>
    waves.map((wave) => {
      const signal = new Int32Array(count);
      signal.set(wave.warmUp);
      for (let n = 2; n < count; n++) {
        const sum = wave.coefficient * (signal[n - 1] as number) - 2 ** coefficientShift * (signal[n - 2] as number);
        signal[n] = Math.floor(sum / 2 ** coefficientShift);
      }
      return signal;
    });
  return toBlock(bits.finish(), signals, depth / 8);
}

/** Windowed-sinc low-pass over a periodic signal. */
function lowpass(signal: Float64Array, cutoff: number): Float64Array {
  const half = 64;
  const taps = Array.from({ length: 2 * half + 1 }, (_, i) => {
    const n = i - half;
    const window = 0.42 + 0.5 * Math.cos((Math.PI * n) / half) + 0.08 * Math.cos((2 * Math.PI * n) / half);
    return window * (n === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * n) / (Math.PI * n));
  });
  return Float64Array.from(signal, (_, at) => {
    let sum = 0;
    for (let i = 0; i < taps.length; i++) {
      sum += (taps[i] as number) * (signal[(at + i - half + signal.length) % signal.length] as number);
    }
    return sum;
  });
}

/** Noise, faded in and out, as Rice-coded samples: real content for people and programs that look at the spectrum. */
function noiseBlock(random: () => number, amplitude: number, depth: number, cutoff: number | undefined): Block {
  const signals = Array.from({ length: channels }, () => {
    const raw = Float64Array.from({ length: blockSize }, () => (random() + random() + random() - 1.5) * amplitude);
    const shaped = cutoff === undefined ? raw : lowpass(raw, cutoff);
    return Int32Array.from(shaped, (value, n) => {
      const edge = Math.min(n, blockSize - 1 - n) / 256;
      return Math.round(value * (edge >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge)));
    });
  });
  const parameter = Math.min(14, Math.max(0, Math.round(Math.log2(amplitude * 0.42))));
  const bits = new BitWriter();
  for (const signal of signals) {
    bits.write(0x10, 8); // fixed predictor of order 0
    bits.write(0, 2);
    bits.write(0, 4);
    bits.write(parameter, 4);
    for (const sample of signal) {
      const folded = sample >= 0 ? sample * 2 : -sample * 2 - 1;
      for (let left = folded >>> parameter; left > 0; left -= 16) bits.write(0, Math.min(left, 16));
      bits.write(1, 1);
      bits.write(folded, parameter);
    }
  }
  return toBlock(bits.finish(), () => signals, depth / 8);
}

/** Frame and sample numbers are coded as extended UTF-8 (RFC 9639, 9.1.5). */
function codedNumber(value: number): number[] {
  if (value < 0x80) return [value];
  let continuation = 1;
  while (value >= 2 ** (5 * continuation + 6)) continuation++;
  const lead = (0xff00 >> (continuation + 1)) & 0xff;
  const bytes = [lead | Math.floor(value / 64 ** continuation)];
  for (let i = continuation - 1; i >= 0; i--) bytes.push(0x80 | (Math.floor(value / 64 ** i) & 0x3f));
  return bytes;
}

const metadata = (type: number, body: Buffer, last = false): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  head[0] = type | (last ? 0x80 : 0);
  return Buffer.concat([head, body]);
};

const toneCount = 24;
const noiseCount = 4;

/** The blocks that all files of one kind are put together from; which ones and in which order is the file's own. */
interface Stock {
  readonly tones: readonly { readonly turns: readonly number[]; readonly amplitude: number; readonly block: Block }[];
  readonly noises: readonly Block[];
}

const stocks = new Map<string, Stock>();

function stockFor(depth: number, loudness: number, cutoff: number | undefined): Stock {
  const key = `${depth} ${loudness} ${cutoff}`;
  const known = stocks.get(key);
  if (known) return known;
  const random = createRandom(key);
  const scale = depth === 24 ? 256 : 1;
  const stock: Stock = {
    tones: Array.from({ length: toneCount }, () => {
      const turns = [20 + Math.floor(random() * 60), 20 + Math.floor(random() * 60)];
      const amplitude = (900 + random() * 900) * scale;
      return { turns, amplitude, block: toneBlock(turns, amplitude, depth, blockSize) };
    }),
    noises: Array.from({ length: noiseCount }, () => noiseBlock(random, loudness * scale, depth, cutoff)),
  };
  stocks.set(key, stock);
  return stock;
}

/** Plans a valid FLAC stream (RFC 9639) of a quiet melody with bursts of noise. Throws on a sample rate that is not listed in the recipe. */
export function draftFlac(recipe: AudioRecipe): Draft {
  const rate = recipe.sampleRateHz ?? 44100;
  const depth = recipe.bitDepth ?? 16;
  const rateCode = rateCodes[rate];
  if (rateCode === undefined) throw new Error(`FLAC sample rate ${rate} is not supported here`);
  const samples = Math.round((recipe.durationMs / 1000) * rate);
  const random = createRandom(`flac ${recipe.seed ?? 0}`);
  const cutoff = recipe.lowpassHz === undefined ? undefined : recipe.lowpassHz / rate;
  const lean = recipe.bitrateKbps === undefined;
  const { tones, noises } = stockFor(depth, lean ? 40 : 1500, cutoff);

  const noiseBytes = (noises[0] as Block).body.length;
  const wantedPerBlock = ((recipe.bitrateKbps ?? 0) * 125 * blockSize) / rate;
  const share = lean ? 0.008 : Math.min(1, Math.max(0, (wantedPerBlock - 50) / (noiseBytes - 40)));

  const parts: Buffer[] = [];
  const blocks: Block[] = [];
  let tone = pick(random, tones);
  for (let start = 0, frame = 0; start < samples; start += blockSize, frame++) {
    const count = Math.min(blockSize, samples - start);
    if (frame % 5 === 0) tone = pick(random, tones);
    let block = random() < share ? pick(random, noises) : tone.block;
    if (count < blockSize)
      block = count < 3 ? silence(count, depth) : toneBlock(tone.turns, tone.amplitude, depth, count);
    const sizeCode = count === blockSize ? 12 : 7;
    const head = [
      0xff,
      0xf8,
      (sizeCode << 4) | rateCode,
      (1 << 4) | ((depth === 24 ? 6 : 4) << 1),
      ...codedNumber(frame),
    ];
    if (sizeCode === 7) head.push((count - 1) >> 8, (count - 1) & 0xff);
    head.push(crc8(Uint8Array.from(head)));
    const header = Buffer.from(head);
    const crc = block.shift(crc16(header)) ^ block.bodyCrc;
    parts.push(header, block.body, Buffer.from([crc >> 8, crc & 0xff]));
    blocks.push(block);
  }

  const info = Buffer.alloc(34);
  info.writeUInt16BE(blockSize, 0);
  info.writeUInt16BE(blockSize, 2);
  info.writeUInt32BE(rate * 4096 + (channels - 1) * 512 + (depth - 1) * 16 + Math.floor(samples / 2 ** 32), 10);
  info.writeUInt32BE(samples % 2 ** 32, 14);
  const marker = Buffer.from('fLaC', 'latin1');
  const rest = [metadata(4, vorbisComment(recipe.tags ?? {})), metadata(1, Buffer.alloc(1024), true), ...parts];
  return {
    size: draftOf([marker, metadata(0, info), ...rest]).size,
    build() {
      if (recipe.md5 !== false) {
        const digest = createHash('md5');
        for (const block of blocks) digest.update(block.pcm());
        digest.digest().copy(info, 18);
      }
      return Buffer.concat([marker, metadata(0, info), ...rest]);
    },
  };
}

function silence(count: number, depth: number): Block {
  const bits = new BitWriter();
  for (let channel = 0; channel < channels; channel++) bits.write(0, 8 + depth);
  return toBlock(bits.finish(), () => Array.from({ length: channels }, () => new Int32Array(count)), depth / 8);
}
