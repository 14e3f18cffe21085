import FFT from 'fft.js';
import { createPicture, type Picture } from './picture.ts';
import { type Segment, segmentLength } from './traces.ts';

/** What was heard of a whole file; levels are relative to full scale. */
export interface Heard {
  readonly rate: number;
  readonly channels: number;
  /** Samples per channel. */
  readonly samples: number;
  /** 0 … 1. */
  readonly peak: number;
  /** Root of the mean square in dB below full scale; `-Infinity` for digital silence. */
  readonly rmsDb: number;
  /** Bits that are not zero in every sample, counted from the top of 32. */
  readonly usedBits: number;
  readonly leadingSilenceMs: number;
  readonly trailingSilenceMs: number;
  /** Longest silence in between. */
  readonly longestSilenceMs: number;
  /** Mean power per FFT bin of `spectrumSize`, both channels together, in dB re full scale; from 0 Hz to half the rate. */
  readonly spectrum: Float64Array;
  /** Up to `keptSegments` pieces with the most treble, spread over the file, best first. */
  readonly segments: readonly Segment[];
  readonly picture: Picture;
}

/** Length of the Fourier transform. */
export const spectrumSize = 4096;
const keptSegments = 8;
/** Slots of time that each keep their best piece; twice as long whenever there are too many. */
const maxSlots = 32;
/** Quieter than −72 dB is silence: noise of an empty vinyl groove is louder, dither is not. */
const silence = 2 ** 31 * 10 ** (-72 / 20);

/**
 * Listens to PCM (interleaved, 32 bit) of any length in memory of fixed size: levels, silences, used bits, the mean spectrum, a picture, and some pieces for closer study.
 * More than two channels are heard by their first two.
 */
export function createListener(rate: number, channels: number) {
  const right = channels > 1 ? 1 : 0;
  const block = { left: new Float64Array(segmentLength), right: new Float64Array(segmentLength), filled: 0 };
  const fft = new FFT(spectrumSize);
  const input = fft.createComplexArray();
  const output = fft.createComplexArray();
  const hann = Float64Array.from(
    { length: spectrumSize },
    (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / spectrumSize),
  );
  const bins = spectrumSize / 2;
  const power = new Float64Array(bins);
  const total = new Float64Array(bins);
  const picture = createPicture(bins);
  let windows = 0;
  let samples = 0;
  let peak = 0;
  let energy = 0;
  let bits = 0;
  let firstSound = -1;
  let lastSound = -1;
  let longest = 0;
  let slots: { segment: Segment; score: number }[] = [];
  let perSlot = 1;
  let blocks = 0;

  function transform(from: number): void {
    for (let n = 0; n < spectrumSize; n += 1) {
      const weight = hann[n] as number;
      input[2 * n] = (block.left[from + n] as number) * weight;
      input[2 * n + 1] = (block.right[from + n] as number) * weight;
    }
    fft.transform(output, input);
    for (let k = 0; k < bins; k += 1) {
      const other = (spectrumSize - k) % spectrumSize;
      const re = output[2 * k] as number;
      const im = output[2 * k + 1] as number;
      const re2 = output[2 * other] as number;
      const im2 = output[2 * other + 1] as number;
      // left went in as the real part and right as the imaginary one; this is the sum of their powers
      const value = (re * re + im * im + re2 * re2 + im2 * im2) / 2;
      power[k] = value;
      total[k] = (total[k] as number) + value;
    }
    windows += 1;
    picture.add(power);
  }

  function keep(): void {
    const slot = Math.floor(blocks / perSlot);
    const score = treble(block.left, block.right);
    const best = slots[slot];
    if (score > 0 && (best === undefined || score > best.score)) {
      const segment = { at: blocks * segmentLength, left: block.left.slice(), right: block.right.slice() };
      slots[slot] = { segment, score };
    }
    blocks += 1;
    if (blocks < maxSlots * perSlot) return;
    slots = Array.from({ length: maxSlots / 2 }, (_, at) => {
      const [a, b] = [slots[2 * at], slots[2 * at + 1]];
      return b === undefined || (a !== undefined && a.score >= b.score) ? a : b;
    }) as typeof slots;
    perSlot *= 2;
  }

  return {
    /** Takes whole frames of `channels` values each. */
    hear(pcm: Int32Array): void {
      for (let at = 0; at + channels <= pcm.length; at += channels) {
        const l = pcm[at] as number;
        const r = pcm[at + right] as number;
        bits |= l | r;
        const loud = Math.max(Math.abs(l), Math.abs(r));
        if (loud > peak) peak = loud;
        if (loud > silence) {
          if (firstSound < 0) firstSound = samples;
          else if (samples - lastSound > longest) longest = samples - lastSound;
          lastSound = samples;
        }
        // in units of the sixteenth bit
        const left = l / 65_536;
        const other = r / 65_536;
        energy += left * left + other * other;
        block.left[block.filled] = left;
        block.right[block.filled] = other;
        block.filled += 1;
        samples += 1;
        if (block.filled < segmentLength) continue;
        block.filled = 0;
        transform(0);
        transform(spectrumSize);
        keep();
      }
    },
    /** What was heard; call it once, at the end. */
    end(): Heard {
      const ms = (count: number) => Math.round((count * 1000) / rate);
      // 2¹⁵ is full scale; a full-scale sine has half the power of its peak, a Hann window a quarter of the amplitude
      const full = (32_768 * (spectrumSize / 4)) ** 2;
      const found = slots.filter((slot) => slot !== undefined).sort((a, b) => b.score - a.score);
      return {
        rate,
        channels,
        samples,
        peak: Math.min(1, peak / 2 ** 31),
        rmsDb: samples === 0 ? Number.NEGATIVE_INFINITY : 10 * Math.log10(energy / 2 / samples / 2 ** 30),
        usedBits: bits === 0 ? 0 : 32 - (31 - Math.clz32(bits & -bits)),
        leadingSilenceMs: ms(firstSound < 0 ? samples : firstSound),
        trailingSilenceMs: ms(firstSound < 0 ? samples : samples - 1 - lastSound),
        longestSilenceMs: ms(longest),
        spectrum: total.map((value) => 10 * Math.log10(value / Math.max(1, windows) / 2 / full + 1e-20)),
        segments: found.slice(0, keptSegments).map(({ segment }) => segment),
        picture: picture.end(),
      };
    },
  };
}

/** Treble that lasts through a piece: the least of its eighths, so that a single click does not count for much. */
function treble(left: Float64Array, right: Float64Array): number {
  const part = segmentLength / 8;
  let least = Number.POSITIVE_INFINITY;
  for (let from = 0; from < segmentLength; from += part) {
    let sum = 0;
    for (let n = from + 2; n < from + part; n += 1) {
      const l = (left[n] as number) - 2 * (left[n - 1] as number) + (left[n - 2] as number);
      const r = (right[n] as number) - 2 * (right[n - 1] as number) + (right[n - 2] as number);
      sum += l * l + r * r;
    }
    least = Math.min(least, sum);
  }
  return least;
}
