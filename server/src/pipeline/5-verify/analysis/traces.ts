import { granule, granuleAt, splitBands } from './hybrid.ts';
import { createMdct, kaiserBesselWindow, type Mdct, sineWindow, vorbisWindow } from './mdct.ts';

/** A piece of the music, in units of the sixteenth bit. */
export interface Segment {
  /** Index of its first sample in the file. */
  readonly at: number;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Samples of a segment. */
export const segmentLength = 8192;

/** How much a frame grid stands out. */
interface Grid {
  readonly family: Family;
  readonly offset: number;
  /** Depth of the dip at this offset in standard deviations of all offsets. */
  readonly z: number;
  /** The same as natural logarithm of power. */
  readonly depth: number;
}

/** So deep a dip at one offset no genuine recording has; a real grid reaches several times as much. */
const sureDepth = 0.25;
const sureZ = 18;
/** A codec's own window shows far more than a strange one. Clicks at the edges of blocks, as computers make them, look the same through all. */
const windowShare = 0.5;
const clip = 40;

/** Coding families that leave a grid. */
export type Family = 'MP3' | 'AAC' | 'Vorbis';

/** Scores every offset of one segment's channel: the mean logarithm of the coefficients' power; coefficients that a codec dropped pull it down. */
type Scan = (signal: Float64Array, floor: number, scores: Float64Array) => void;

function scanWith(mdct: Mdct): Scan {
  const hop = mdct.size;
  const frames = 4;
  const coefficients = new Float64Array(hop);
  const from = Math.floor(hop / 8);
  const to = Math.floor(hop * 0.95);
  return (signal, floor, scores) => {
    for (let offset = 0; offset < hop; offset += 1) {
      let sum = 0;
      for (let frame = 0; frame < frames; frame += 1) {
        mdct.run(signal, offset + frame * hop, coefficients);
        sum += meanLog(coefficients, from, to, floor);
      }
      scores[offset] = sum / frames;
    }
  };
}

/** Mean logarithm by products of many, which costs one logarithm for some eight of them. */
function meanLog(values: Float64Array, from: number, to: number, floor: number): number {
  let sum = 0;
  let product = 1;
  for (let k = from; k < to; k += 1) {
    const value = values[k] as number;
    product *= value * value + floor;
    if ((k & 7) === 7) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return (sum + Math.log(product)) / (to - from);
}

function scanHybrid(): Scan {
  const granules = 4;
  const steps = 18 * (granules + 2);
  const split = new Float64Array(steps * 32);
  const coefficients = new Float64Array(granule);
  const from = 4;
  const to = 30;
  return (signal, floor, scores) => {
    scores.fill(0);
    for (let phase = 0; phase < 32; phase += 1) {
      splitBands(signal, phase, steps, split);
      for (let slot = 0; slot < 18; slot += 1) {
        let sum = 0;
        for (let count = 0; count < granules; count += 1) {
          granuleAt(split, slot + count * 18, from, to, coefficients);
          sum += meanLog(coefficients, from * 18 + 9, to * 18 - 9, floor);
        }
        scores[phase + 32 * slot] = sum / granules;
      }
    }
  };
}

interface Coding {
  readonly family: Family;
  readonly hop: number;
  /** Frames of one stream begin at the same place modulo this; Vorbis mixes long and short blocks, which moves its frames by steps of 64. */
  readonly raster: number;
  readonly scan: Scan;
}

/** Both windows of AAC are in use; two forms of the same family compete as two. */
const codings: readonly Coding[] = [
  { family: 'MP3', hop: granule, raster: granule, scan: scanHybrid() },
  { family: 'AAC', hop: 1024, raster: 1024, scan: scanWith(createMdct(1024, kaiserBesselWindow(2048, 4))) },
  { family: 'AAC', hop: 1024, raster: 1024, scan: scanWith(createMdct(1024, sineWindow(2048))) },
  { family: 'Vorbis', hop: 1024, raster: 64, scan: scanWith(createMdct(1024, vorbisWindow(2048))) },
];

/**
 * Looks for the frame grid of a lossy codec. Whoever encodes in blocks rounds most high coefficients to zero; transformed again with the same window at the same
 * place, they are zero again, and one sample beside it they are not. So one offset among all stands out, by far and in piece after piece. `floor` is the power of
 * rounding to the file's bits, in units of the sixteenth bit.
 * @returns the clearest grid, or `null`; also null when the file was resampled or mixed after decoding, because then there is none any more
 */
export function findGrid(segments: readonly Segment[], floor: number): Grid | null {
  if (segments.length === 0) return null;
  const grids = codings.map((coding) => clearestOffset(segments, floor, coding));
  const windows = grids.filter((grid) => grid.family !== 'MP3');
  const least = Math.min(...windows.map((grid) => grid.depth));
  const clear = grids.filter(
    ({ family, z, depth }) => z >= sureZ && depth >= sureDepth && (family === 'MP3' || least < depth * windowShare),
  );
  return clear.reduce<Grid | null>((best, grid) => (best === null || grid.depth > best.depth ? grid : best), null);
}

/** The offset that stands out most for one coding; stops early when there is no doubt. */
function clearestOffset(segments: readonly Segment[], floor: number, coding: Coding): Grid {
  const scores = new Float64Array(coding.hop);
  const votes = new Float64Array(coding.raster);
  const depths = new Float64Array(coding.raster);
  let found: Grid = { family: coding.family, offset: 0, z: 0, depth: 0 };
  for (const [index, segment] of segments.entries()) {
    coding.scan(segment.left, floor, scores);
    addDips(scores, segment.at, votes, depths);
    const count = index + 1;
    const offset = argmax(votes);
    const z = (votes[offset] as number) / Math.sqrt(count);
    found = { family: coding.family, offset, z, depth: (depths[offset] as number) / count };
    if (count >= 3 && z >= 2 * sureZ && found.depth >= sureDepth) return found;
  }
  return found;
}

/** Adds how far each offset lies below its neighbours, in standard deviations (limited, so that one odd piece decides nothing). */
function addDips(scores: Float64Array, at: number, votes: Float64Array, depths: Float64Array): void {
  const hop = scores.length;
  const raster = votes.length;
  const dips = new Float64Array(hop);
  for (let offset = 0; offset < hop; offset += 1) {
    // no wrapping round: the last offset and the first lie a whole block apart
    const from = Math.max(0, Math.min(hop - 5, offset - 2));
    let near = 0;
    for (let other = from; other < from + 5; other += 1) if (other !== offset) near += scores[other] as number;
    dips[offset] = near / 4 - (scores[offset] as number);
  }
  const spread = (dips.map(Math.abs).sort()[hop >> 1] as number) * 1.4826 + 1e-9;
  const deepest = new Float64Array(raster).fill(Number.NEGATIVE_INFINITY);
  for (let offset = 0; offset < hop; offset += 1) {
    const place = (offset + at) % raster;
    deepest[place] = Math.max(deepest[place] as number, dips[offset] as number);
  }
  for (let place = 0; place < raster; place += 1) {
    const dip = deepest[place] as number;
    votes[place] = (votes[place] as number) + Math.max(-clip, Math.min(clip, dip / spread));
    depths[place] = (depths[place] as number) + dip;
  }
}

function argmax(values: Float64Array): number {
  let best = 0;
  for (let at = 1; at < values.length; at += 1) if ((values[at] as number) > (values[best] as number)) best = at;
  return best;
}
