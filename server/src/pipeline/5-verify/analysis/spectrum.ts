import { spectrumSize } from './listener.ts';

/** Where the music ends towards high frequencies, and how abruptly. */
export interface Edge {
  /** Highest frequency with sound clearly above the noise of rounding; 0 when there is none. */
  readonly cutoffHz: number;
  /** The steepest fall above `lowestWallHz`: difference of the means half a kilohertz to either side. */
  readonly wallHz: number;
  readonly wallDb: number;
}

/** Below this, steep edges are usual in old and in restored recordings and say nothing. */
export const lowestWallHz = 8000;
/** Power of rounding to 16 bits per bin, in the scale of `Heard.spectrum`: one twelfth of a unit, spread by a Hann window. */
export const roundingDb = 10 * Math.log10(((1 / 12) * (3 / 8) * spectrumSize) / (32_768 * (spectrumSize / 4)) ** 2);

/** Finds the edge in a mean spectrum. `bits` is the real depth of the samples. */
export function findEdge(spectrum: Float64Array, rate: number, bits: number): Edge {
  const binHz = rate / spectrumSize;
  const floor = roundingDb - 6.02 * (Math.min(20, Math.max(8, bits)) - 16);
  const step = Math.max(1, Math.round(100 / binHz));
  const smooth: number[] = [];
  for (let from = 0; from + step <= spectrum.length; from += step) {
    let sum = 0;
    for (let k = from; k < from + step; k += 1) sum += 10 ** ((spectrum[k] as number) / 10);
    smooth.push(Math.max(floor - 3, 10 * Math.log10(sum / step)));
  }
  const stepHz = step * binHz;
  let cutoff = 0;
  for (const [at, db] of smooth.entries()) if (db > floor + 10) cutoff = at + 1;
  // a wall is the same fall however the music varies, so the means are of decibels
  const mean = (from: number, to: number) => {
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += smooth[at] as number;
    return sum / (to - from);
  };
  const reach = Math.max(2, Math.round(500 / stepHz));
  const gap = Math.max(1, Math.round(100 / stepHz));
  let wallDb = 0;
  let wall = 0;
  for (let at = Math.max(reach + gap, Math.ceil(lowestWallHz / stepHz)); at + gap + reach <= smooth.length; at += 1) {
    const drop = mean(at - gap - reach, at - gap) - mean(at + gap, at + gap + reach);
    if (drop > wallDb) {
      wallDb = drop;
      wall = at;
    }
  }
  return {
    cutoffHz: Math.round(cutoff * stepHz),
    wallHz: Math.round(wall * stepHz),
    wallDb: Math.round(wallDb * 10) / 10,
  };
}
