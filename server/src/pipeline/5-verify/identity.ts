import {
  builtInAliases,
  compact,
  compareVersions,
  isBeyondLatin,
  nearlySame,
  nearlySameWords,
  parseTitle,
  type VersionKind,
  type WantedTrack,
} from '#music';
import type { Cause } from '#wishes';
import type { Recognised, SoundAlike } from './ports.ts';

/** Which recording a file holds by its sound. */
export interface Identity {
  /** `same`: the wanted one; `other`: surely another one; `unknown`: it cannot be told; `not_asked`: nobody could be asked. */
  readonly verdict: 'same' | 'other' | 'unknown' | 'not_asked';
  /** 0 to 1; 0 where nothing is said. */
  readonly confidence: number;
  readonly sentence: string;
  /** What it is taken for. */
  readonly recording: Pick<SoundAlike, 'id' | 'title' | 'artists'> | null;
}

/** Below it sounds are alike, not the same. */
const sure = 0.9;
/** One person may err; a contradiction needs a second one who says the same. */
const fewestSources = 2;
/** Versions that are audibly another take; an edit or a longer version shares its sound with the whole. */
const otherTakes: ReadonlySet<VersionKind> = new Set<VersionKind>([
  'live',
  'remix',
  'dub',
  'acoustic',
  'instrumental',
  'acappella',
  'demo',
  'rerecording',
  'language',
  'cover',
]);

/**
 * Compares what a file sounds like with what was wanted. A contradiction needs a sure match whose recordings are all another song, another artist or another
 * take, and whose best known one two people vouch for. Names in another script, or an unsure match, contradict nothing.
 */
export function judgeIdentity(track: WantedTrack, heard: Recognised): Identity {
  const nothing = { confidence: 0, recording: null };
  if (heard.kind === 'not_asked') return { verdict: 'not_asked', sentence: heard.why, ...nothing };
  const matches = heard.matches.filter((match) => match.score >= sure);
  const known = matches.flatMap(({ score, recordings }) => recordings.map((recording) => ({ score, recording })));
  if (known.length === 0)
    return { verdict: 'unknown', sentence: 'AcoustID does not know this sound surely enough.', ...nothing };
  const compared = known
    .toSorted((a, b) => (b.recording.sources ?? 0) - (a.recording.sources ?? 0))
    .map((each) => ({ ...each, likeness: compare(track, each.recording) }));
  const [first] = compared;
  const { confidence, recording, likeness } = pick(compared.find((each) => each.likeness === 'same') ?? first);
  const named = `“${recording.title}” by ${recording.artists.join(', ')}`;
  if (likeness === 'same')
    return { verdict: 'same', confidence, recording, sentence: `It sounds like ${named}, which is wanted.` };
  const vouched = first?.recording.sources ?? fewestSources;
  const sentence = `It sounds like ${named}, not like the wanted recording.`;
  if (compared.every((each) => each.likeness === 'other') && vouched >= fewestSources)
    return { verdict: 'other', confidence, recording, sentence };
  return {
    verdict: 'unknown',
    sentence: `It sounds like ${named}; whether that is the wanted recording cannot be told.`,
    ...nothing,
  };
}

function pick(
  each: { readonly score: number; readonly recording: SoundAlike; readonly likeness: Likeness } | undefined,
): { confidence: number; recording: NonNullable<Identity['recording']>; likeness: Likeness } {
  if (each === undefined) throw new Error('There is a recording to speak of.');
  const { id, title, artists } = each.recording;
  return { confidence: each.score, recording: { id, title, artists }, likeness: each.likeness };
}

type Likeness = 'same' | 'other' | 'unsure';

function compare(track: WantedTrack, recording: SoundAlike): Likeness {
  const [wanted, theirs] = [parseTitle(track.title), parseTitle(recording.title)];
  const artist = sameArtist(track.artists, recording.artists);
  const song = nearlySameWords(wanted.base, theirs.base);
  if (song && artist) {
    const versions = compareVersions(wanted.versions, theirs.versions);
    const marks = [...versions.extra, ...versions.missing, ...versions.conflict];
    if (marks.length === 0) return 'same';
    return marks.some((mark) => otherTakes.has(mark.kind)) ? 'other' : 'unsure';
  }
  const scripts = [track.title, ...track.artists].some(isBeyondLatin);
  if (scripts !== [recording.title, ...recording.artists].some(isBeyondLatin)) return 'unsure';
  // the same song under a longer or translated title shares words or is by the same people
  const shared = wanted.base.some((word) => word.length > 2 && theirs.base.includes(word));
  return artist && (shared || wanted.base.length === 0 || theirs.base.length === 0) ? 'unsure' : 'other';
}

/** Whether any of the artists is the same, under whichever of the names that ship with the program. */
function sameArtist(wanted: readonly string[], theirs: readonly string[]): boolean {
  const names = wanted.flatMap((name) => [name, ...builtInAliases(name)]).map(bare);
  return theirs.some((name) =>
    names.some((each) => {
      const other = bare(name);
      return each !== '' && (nearlySame(each, other) || other.includes(each) || (other !== '' && each.includes(other)));
    }),
  );
}

function bare(name: string): string {
  return compact(name.replace(/^the\s+/i, ''));
}

/** Why a file that is surely another recording is asked about; `null` when it is not. */
export function checkIdentity({ verdict, sentence }: Identity): Cause | null {
  return verdict === 'other' ? { code: 'file_other_recording', sentence } : null;
}
