import type { AudioFacts, Inspection } from '#library';
import type { Cause } from '#wishes';

/** What was promised of a file before it was fetched. */
export interface Promised {
  /** As the peer announced it. */
  readonly sizeBytes: number | null;
  /** Extension of the remote name, without dot, lower case. */
  readonly extension: string | null;
  /** Length of the wanted recording. */
  readonly durationMs: number | null;
}

/** Formats that may hide behind an extension, beyond the one of the same name. */
const sameFamily: Readonly<Record<string, readonly string[]>> = {
  mp4: ['m4a'],
  m4b: ['m4a'],
  alac: ['m4a'],
  aac: ['m4a'],
  oga: ['ogg', 'opus'],
  ogg: ['oga', 'opus'],
  wave: ['wav'],
  aif: ['aiff'],
  aifc: ['aiff'],
  asf: ['wma'],
  flac: ['oga'],
};

/** Why a file of this size is not what was promised; `null` when it is. */
export function checkSize(actual: number, promised: number | null): Cause | null {
  if (actual === 0) return { code: 'file_empty', sentence: 'The file is empty.' };
  if (promised === null || promised === actual) return null;
  const word = actual < promised ? 'incomplete' : 'larger than promised';
  return {
    code: 'file_size',
    sentence: `The file is ${word}: ${megabytes(actual)} of ${megabytes(promised)} (${actual} of ${promised} bytes).`,
  };
}

/** Why the content is not the promised kind of music, whole and in one piece; `null` when it is. */
export function checkContent(inspection: Inspection, promised: Promised): Cause | null {
  if (inspection.kind === 'not-audio') {
    const what = inspection.what === null ? '' : ` Its content is ${inspection.what}.`;
    return { code: 'file_not_audio', sentence: `The file holds no music.${what}` };
  }
  if (inspection.kind === 'broken') {
    const { walk } = inspection;
    if (walk.kind === 'damaged') return { code: 'file_damaged', sentence: damagedSentence(walk.atMs, walk.what) };
    const of = walk.promisedMs ?? promised.durationMs;
    const at = walk.atMs === null ? 'too early' : `after ${clock(walk.atMs)}`;
    return { code: 'file_truncated', sentence: `The file ends ${at}${of === null ? '' : ` of ${clock(of)}`}.` };
  }
  return checkKind(inspection.facts, promised.extension);
}

function damagedSentence(atMs: number | null, what: string): string {
  return atMs === null || atMs === 0
    ? `The file is damaged: ${what}.`
    : `The file is damaged at ${clock(atMs)}: ${what}.`;
}

function checkKind(facts: AudioFacts, extension: string | null): Cause | null {
  if (extension === null || extension === facts.extension || extension === facts.format) return null;
  if (sameFamily[extension]?.includes(facts.format) === true) return null;
  const codec = facts.codec === null ? facts.format.toUpperCase() : facts.codec;
  return { code: 'file_kind', sentence: `The file is named .${extension}, but holds ${codec} audio.` };
}

/**
 * Why the length is not that of the wanted recording; `null` when it is or when either is unknown. The default tolerance is the larger of five
 * seconds and 3 %: pressings differ by fades and gaps of a few seconds, edits and live takes by more.
 */
export function checkDuration(actual: number | null, wanted: number | null, toleranceMs: number | null): Cause | null {
  if (actual === null || wanted === null) return null;
  const tolerance = toleranceMs ?? Math.max(5000, wanted * 0.03);
  if (Math.abs(actual - wanted) <= tolerance) return null;
  const word = actual < wanted ? 'shorter' : 'longer';
  return {
    code: 'file_duration',
    sentence: `The file is ${clock(Math.abs(actual - wanted))} ${word} than the wanted recording: ${clock(actual)} instead of ${clock(wanted)}.`,
  };
}

/** Milliseconds as people write lengths: `2:31`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
