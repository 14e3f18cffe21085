import type { Analysis, Claim } from './types.ts';

/**
 * `genuine`: nothing speaks against it · `transcoded`: was lossy once · `upsampled`, `padded`: finer on paper than in truth · `suspect`: odd, but no proof ·
 * `unknown`: too little sound to tell · `lossy`: claims nothing else.
 */
export type AuthenticityVerdict = 'genuine' | 'transcoded' | 'upsampled' | 'padded' | 'suspect' | 'unknown' | 'lossy';

/** One thing that was noticed, with a sentence for people. */
export interface Finding {
  readonly code: 'codec_grid' | 'spectral_wall' | 'upsampled' | 'padded_bits' | 'low_cutoff' | 'little_treble';
  readonly sentence: string;
}

/** Whether a file is what it claims to be. */
export interface Authenticity {
  readonly verdict: AuthenticityVerdict;
  /** How sure the verdict is, 0 … 1. */
  readonly confidence: number;
  readonly findings: readonly Finding[];
}

/** Walls as high as a lossy codec's own; lower ones are usual in old and restored recordings. */
const codecWallFromHz = 14_800;
/** From here on, at the rates of CDs, the filter of an honest converter may be the wall. */
const honestWallFromHz = 19_700;
const steepDb = 18;
/** Walls of encoders alone are at least so high; tones without any noise around them may end by less. */
const encoderDb = 26;
const opusDb = 22;
/** Opus ends at 20 kHz at its rate of 48 kHz, where an honest converter goes on to 22 kHz and more. */
const opusWall = [19_800, 20_600] as const;
/** A computed half of the spectrum ends at 22 or 24 kHz; soft filters let some images through above it. */
const highestImageHz = 29_000;
/** Without sound above this there is too little to judge by. */
const enoughHz = 4000;

/** Judges what was measured against what is claimed; pure. */
export function judgeAuthenticity(heard: Analysis, claim: Claim): Authenticity {
  if (!claim.lossless) return judgeLossy(heard, claim);
  const findings: Finding[] = [];
  const lossy = lossySign(heard, findings);
  const upsampled = upsampledSign(heard, findings);
  const padded = paddedSign(heard, claim, findings);
  if (lossy >= 0.8) return { verdict: 'transcoded', confidence: lossy, findings };
  if (upsampled > 0) return { verdict: 'upsampled', confidence: upsampled, findings };
  if (padded > 0) return { verdict: 'padded', confidence: padded, findings };
  if (lossy > 0) return { verdict: 'suspect', confidence: lossy, findings };
  if (heard.usedBits === 0 || heard.cutoffHz < enoughHz) {
    findings.push({ code: 'little_treble', sentence: 'There is too little sound above 4 kHz to tell.' });
    return { verdict: 'unknown', confidence: 0.5, findings };
  }
  return { verdict: 'genuine', confidence: heard.cutoffHz > 16_000 ? 0.95 : 0.8, findings };
}

/** How surely the sound was lossy once, 0 … 1. */
function lossySign({ grid, rateHz, wallHz, wallDb }: Analysis, findings: Finding[]): number {
  let sure = 0;
  if (grid !== null) {
    sure = grid.z >= 30 ? 0.99 : 0.95;
    findings.push({
      code: 'codec_grid',
      sentence: `The sound carries the frame grid of ${grid.family}: it was encoded with it once.`,
    });
  }
  if (wallDb < steepDb || wallHz < codecWallFromHz) return sure;
  const opus = rateHz >= 48_000 && wallHz >= opusWall[0] && wallHz <= opusWall[1];
  const inside = wallHz < honestWallFromHz;
  if (!opus && !inside) {
    // at 44.1 kHz some converters cut as low as 20 kHz
    if (wallHz >= 20_600 || sure > 0) return sure;
    findings.push(wallFinding(wallHz, wallDb, 'which few converters do and some encoders'));
    return 0.5;
  }
  findings.push(wallFinding(wallHz, wallDb, opus ? 'as Opus does' : 'as lossy encoders do'));
  return Math.max(sure, wallDb >= (opus ? opusDb : encoderDb) ? 0.92 : 0.6);
}

function wallFinding(hz: number, db: number, how: string): Finding {
  return {
    code: 'spectral_wall',
    sentence: `The sound breaks off at ${kilohertz(hz)} (by ${Math.round(db)} dB), ${how}.`,
  };
}

/** Nothing above half of a lower usual rate, behind a steep edge: the samples in between were computed. */
function upsampledSign({ rateHz, wallHz, wallDb }: Analysis, findings: Finding[]): number {
  if (wallDb < steepDb || rateHz < 48_000) return 0;
  const from = rateHz >= 88_200 ? wallHz <= highestImageHz : wallHz >= 20_900 && wallHz <= 22_400;
  if (!from) return 0;
  findings.push({
    code: 'upsampled',
    sentence: `${kilohertz(rateHz)} were computed from a lower rate: nothing lies above ${kilohertz(wallHz)}.`,
  });
  return wallDb >= 28 ? 0.9 : 0.7;
}

function paddedSign({ usedBits }: Analysis, { bitDepth }: Claim, findings: Finding[]): number {
  if (bitDepth === null || bitDepth <= 16 || usedBits === 0 || usedBits > 16) return 0;
  findings.push({
    code: 'padded_bits',
    sentence: `Of ${bitDepth} bits per sample only ${usedBits} are used, the others are always zero.`,
  });
  return 0.99;
}

/** A lossy file of high bitrate without the treble that this bitrate would hold was made from a worse one. */
function judgeLossy({ wallHz, wallDb }: Analysis, { bitrateKbps }: Claim): Authenticity {
  if (bitrateKbps === null || wallDb < 28 || wallHz < codecWallFromHz)
    return { verdict: 'lossy', confidence: 1, findings: [] };
  const least = bitrateKbps >= 300 ? 18_000 : bitrateKbps >= 240 ? 17_200 : 0;
  if (wallHz >= least) return { verdict: 'lossy', confidence: 1, findings: [] };
  const sentence = `At ${bitrateKbps} kbit/s the sound should go higher than ${kilohertz(wallHz)}: probably encoded from a worse file.`;
  return { verdict: 'suspect', confidence: 0.7, findings: [{ code: 'low_cutoff', sentence }] };
}

function kilohertz(hz: number): string {
  return `${(hz / 1000).toFixed(1).replace(/\.0$/, '')} kHz`;
}
