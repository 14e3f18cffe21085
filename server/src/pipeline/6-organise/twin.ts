import type { AudioFacts } from '#library';
import type { Twin, Twins } from './ports.ts';

/** What becomes of a file that arrives while the library has its recording: it replaces the present one, or is refused; both with a sentence. */
export type TwinDecision =
  | { readonly kind: 'replace'; readonly reason: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/** Decides between a fresh file and the one that the library has. A person's choice always wins. */
export function decideBetween(
  fresh: AudioFacts,
  present: Twin,
  rules: { readonly byHand: boolean; readonly replaceBetter: boolean; readonly isBetter: Twins['isBetter'] },
): TwinDecision {
  const [newer, older] = [describe(fresh), describe(present.facts)];
  if (rules.byHand) return { kind: 'replace', reason: `Replaced by the file that was chosen by hand (${newer}).` };
  if (!rules.isBetter(fresh, present.facts)) {
    const reason = `The library already has this recording as ${present.file.path} (${older}); what arrived (${newer}) is not better.`;
    return { kind: 'refuse', reason };
  }
  if (rules.replaceBetter)
    return { kind: 'replace', reason: `Replaced by the same recording in better quality (${newer}).` };
  const reason = `The library already has this recording as ${present.file.path} (${older}), and REPLACE_WITH_BETTER is off.`;
  return { kind: 'refuse', reason };
}

function describe(facts: AudioFacts): string {
  const rate = facts.sampleRateHz === null ? null : `${facts.sampleRateHz / 1000} kHz`;
  const depth = facts.bitDepth === null ? null : `${facts.bitDepth} bit`;
  const bitrate = facts.lossless === true || facts.bitrateKbps === null ? null : `${facts.bitrateKbps} kbit/s`;
  return [facts.codec ?? facts.format.toUpperCase(), depth, rate, bitrate].filter((fact) => fact !== null).join(', ');
}
