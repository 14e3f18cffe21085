import type { Cause } from '#wishes';
import type { Authenticity } from './analysis/authenticity.ts';
import type { Analysis } from './analysis/types.ts';
import { clock } from './verify.ts';

/** What may become of a file that is not what it claims to be. */
export type AuthenticityPolicy = 'accept' | 'review' | 'next_peer';

/** Pauses, run-outs and the gap before a hidden track are less than this, of the file and in all. */
const usualSilenceShare = 0.4;
const usualSilenceMs = 2000;

/**
 * Why the sound is not a whole recording: silent altogether, or much silence where music ought to be (a download whose rest is zeros has its full size and length).
 * `null` when it is, and when the wanted length is unknown and there is any sound.
 */
export function checkSilence(heard: Analysis, wantedMs: number | null): Cause | null {
  const silent = heard.leadingSilenceMs + heard.trailingSilenceMs;
  if (heard.peakDb === null || heard.leadingSilenceMs >= heard.durationMs)
    return { code: 'file_silent', sentence: 'The file holds nothing but silence.' };
  if (wantedMs === null || silent < Math.max(usualSilenceMs, heard.durationMs * usualSilenceShare)) return null;
  const sounding = heard.durationMs - silent;
  if (sounding >= wantedMs * 0.85) return null;
  const end = heard.durationMs - heard.trailingSilenceMs;
  return heard.trailingSilenceMs >= heard.leadingSilenceMs
    ? { code: 'file_padded', sentence: `The file falls silent after ${clock(end)} of ${clock(heard.durationMs)}.` }
    : { code: 'file_padded', sentence: `The first ${clock(heard.leadingSilenceMs)} of the file are silent.` };
}

/** Which policy a verdict falls under, with the sentence for people; `null` when there is nothing to decide. */
export function checkAuthenticity(
  { verdict, findings }: Authenticity,
  policies: { readonly transcoded: string; readonly upsampled: string },
): { readonly policy: string; readonly cause: Cause } | null {
  const why = findings.map((finding) => finding.sentence).join(' ');
  switch (verdict) {
    case 'transcoded':
      return {
        policy: policies.transcoded,
        cause: { code: 'file_transcoded', sentence: `Not lossless in truth. ${why}` },
      };
    case 'upsampled':
    case 'padded':
      return {
        policy: policies.upsampled,
        cause: { code: verdict === 'padded' ? 'file_padded_bits' : 'file_upsampled', sentence: why },
      };
    case 'suspect':
      // a guess is no ground to send a file away, but for a person to look where people want to look
      return policies.transcoded === 'review'
        ? { policy: 'review', cause: { code: 'file_suspect', sentence: `Maybe not what it claims to be. ${why}` } }
        : null;
    case 'genuine':
    case 'lossy':
    case 'unknown':
      return null;
  }
}
