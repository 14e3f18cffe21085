import { setImmediate as turn } from 'node:timers/promises';
import { isLosslessExtension, type Judgement, type OfferedFile, type WantedQuality, type WantedTrack } from '#music';
import { judge, type PeerMemory } from '../match.ts';
import { defaultQualityProfile, type QualityProfile } from '../quality.ts';
import type { MatchSettings } from '../settings.ts';
import { preferEdition } from './edition.ts';

/** Everything that a person can set about judging. */
export interface Taste {
  readonly profile: QualityProfile;
  readonly editionAware: boolean;
}

/** People's formats first, then the rest of the shipped order, lossless before lossy. */
function formatsFrom(preferred: readonly string[]): readonly string[] {
  const listed = preferred.map((format) => format.trim().toLowerCase().replace(/^\./, '')).filter((f) => f !== '');
  const rest = defaultQualityProfile.formats.filter((format) => !listed.includes(format));
  const isLossless = (format: string): boolean => isLosslessExtension(format) || format === 'alac';
  return [...new Set([...listed, ...rest.filter(isLossless), ...rest.filter((format) => !isLossless(format))])];
}

/** The taste that the settings describe. */
export function tasteOf(
  settings: Pick<
    MatchSettings,
    'preferredFormats' | 'onlyPreferredFormats' | 'minBitrateKbps' | 'minBitDepth' | 'maxSampleRateHz' | 'editionAware'
  >,
): Taste {
  const formats = formatsFrom(settings.preferredFormats);
  return {
    editionAware: settings.editionAware,
    profile: {
      formats: settings.onlyPreferredFormats ? formats.slice(0, settings.preferredFormats.length) : formats,
      onlyListedFormats: settings.onlyPreferredFormats,
      minBitrateKbps: settings.minBitrateKbps,
      minBitDepth: settings.minBitDepth,
      maxSampleRateHz: settings.maxSampleRateHz === 0 ? null : settings.maxSampleRateHz,
    },
  };
}

/** The profile of a wish that has rules of its own: its formats first (or alone), its bitrate; the rest is the house's. */
function profileOf(quality: WantedQuality | undefined, profile: QualityProfile): QualityProfile {
  if (quality === undefined) return profile;
  const { minBitrateKbps, onlyFormats } = quality;
  const rest = onlyFormats ? [] : profile.formats.filter((format) => !quality.formats.includes(format));
  return { ...profile, formats: [...quality.formats, ...rest], onlyListedFormats: onlyFormats, minBitrateKbps };
}

/** Judges by the engine, then by the edition where that is wanted. Pure; best first. */
export function judgeByTaste(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  taste: Taste,
  memory: PeerMemory | null = null,
): readonly Judgement[] {
  const judgements = judge(wanted, files, profileOf(wanted.quality, taste.profile), memory);
  return taste.editionAware ? preferEdition(wanted, files, judgements) : judgements;
}

/** Files that are judged before others get their turn: some milliseconds of work. */
const filesPerTurn = 60;

/**
 * Judges any number of files without holding up the process. Each file's judgement depends on that file alone, so the best of each portion meet in a final;
 * answers the best judgement first, then the others as they came. `null` files: no judgement.
 */
export async function judgeInTurns(
  wanted: WantedTrack,
  files: readonly OfferedFile[],
  judgeSome: (wanted: WantedTrack, files: readonly OfferedFile[]) => readonly Judgement[],
): Promise<{ readonly best: Judgement | null; readonly all: ReadonlyMap<string, Judgement> }> {
  const all = new Map<string, Judgement>();
  const finalists: OfferedFile[] = [];
  for (let from = 0; from < files.length; from += filesPerTurn) {
    const some = files.slice(from, from + filesPerTurn);
    const judgements = judgeSome(wanted, some);
    for (const judgement of judgements) all.set(judgement.fileId, judgement);
    const first = some.find((file) => file.id === judgements[0]?.fileId);
    if (first !== undefined) finalists.push(first);
    await turn();
  }
  const best = finalists.length < 2 ? finalists[0]?.id : judgeSome(wanted, finalists)[0]?.fileId;
  return { best: best === undefined ? null : (all.get(best) ?? null), all };
}
