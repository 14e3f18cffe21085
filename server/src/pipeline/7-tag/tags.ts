import type { WantedTrack } from '#music';

/** What is written into a file. Absent means unknown: whatever the file says about it stays. */
export interface Tags {
  readonly title?: string;
  /** In order, main artist first. */
  readonly artists?: readonly string[];
  readonly album?: string;
  readonly albumArtist?: string;
  readonly trackNumber?: number;
  readonly trackTotal?: number;
  readonly discNumber?: number;
  readonly discTotal?: number;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string;
  readonly isrc?: string;
  readonly genres?: readonly string[];
  readonly composers?: readonly string[];
  readonly producers?: readonly string[];
  readonly copyright?: string;
  /** MusicBrainz ids (UUID, lower case). */
  readonly recordingId?: string;
  readonly releaseId?: string;
  readonly releaseGroupId?: string;
  readonly artistIds?: readonly string[];
  readonly albumArtistIds?: readonly string[];
  /** Words without times, lines separated by line feeds. */
  readonly lyrics?: string;
}

/** A name of a field of `Tags`. */
export type TagField = keyof Tags;

/** What was found out about a recording beyond what its wish says. */
export type Credits = Pick<
  Tags,
  | 'isrc'
  | 'genres'
  | 'composers'
  | 'producers'
  | 'copyright'
  | 'recordingId'
  | 'releaseId'
  | 'releaseGroupId'
  | 'artistIds'
  | 'albumArtistIds'
>;

/** What is known of a track, as tags. Control characters (NUL separates values in ID3v2.4) become spaces, text is NFC. */
export function tagsOf(track: WantedTrack, credits: Credits = {}): Tags {
  return {
    ...text('title', track.title),
    ...list('artists', track.artists),
    ...text('album', track.album),
    ...text('albumArtist', track.albumArtist),
    ...number('trackNumber', track.trackNumber),
    ...number('trackTotal', track.trackNumber === null ? null : track.trackTotal),
    ...number('discNumber', track.discNumber),
    ...number('discTotal', track.discNumber === null ? null : track.discTotal),
    ...text('date', track.releaseDate),
    ...text('isrc', track.isrc ?? credits.isrc),
    ...list('genres', credits.genres),
    ...list('composers', credits.composers),
    ...list('producers', credits.producers),
    ...text('copyright', credits.copyright),
    ...text('recordingId', credits.recordingId),
    ...text('releaseId', credits.releaseId),
    ...text('releaseGroupId', credits.releaseGroupId),
    ...list('artistIds', credits.artistIds),
    ...list('albumArtistIds', credits.albumArtistIds),
  };
}

/** Words of a song as a tag holds them: line feeds, no other control characters, NFC. */
export function lyricsTag(words: string): Pick<Tags, 'lyrics'> {
  const lines = words.split(/\r\n|\r|\n/).map((line) => clean(line));
  const lyrics = lines.join('\n').trim();
  return lyrics === '' ? {} : { lyrics };
}

/** `replace`: what is known is written. `fill`: only what the file does not say yet, or says with a placeholder. */
export type WriteRule = 'replace' | 'fill';

/** Words that programs write when they know nothing. */
const placeholders =
  /^(?:unknown(?: (?:artist|album|title|genre))?|<unknown>|untitled|no (?:artist|title|album)|track ?\d*|various|other|n\/a|-+|\?+|0+)$/i;

/** What of `wanted` is to be written into a file that says `found`. */
export function changesBy(rule: WriteRule, wanted: Tags, found: Tags): Tags {
  if (rule === 'replace') return wanted;
  const entries = Object.entries(wanted).filter(([name]) => !saysSomething(found[name as TagField]));
  const left = Object.fromEntries(entries) as Tags;
  // a number keeps the total that belongs to it
  const { trackTotal: _track, discTotal: _disc, ...rest } = left;
  return {
    ...rest,
    ...(totalFits(wanted.trackNumber, found.trackNumber) ? pick(left, 'trackTotal') : {}),
    ...(totalFits(wanted.discNumber, found.discNumber) ? pick(left, 'discTotal') : {}),
  };
}

function totalFits(wanted: number | undefined, found: number | undefined): boolean {
  return found === undefined || found === wanted;
}

function pick(tags: Tags, name: TagField): Tags {
  return tags[name] === undefined ? {} : { [name]: tags[name] };
}

function saysSomething(value: Tags[TagField]): boolean {
  if (value === undefined) return false;
  if (typeof value === 'number') return value > 0;
  const texts = typeof value === 'string' ? [value] : value;
  return texts.some((each) => each.trim() !== '' && !placeholders.test(each.trim()));
}

/** Names of the fields whose value, read back by another reader, is not what was to be written. */
export function differences(wanted: Tags, found: Tags): TagField[] {
  return (Object.entries(wanted) as [TagField, unknown][])
    .filter(([name, value]) => comparable(name, found[name]) !== comparable(name, value))
    .map(([name]) => name);
}

function comparable(name: TagField, value: unknown): string | undefined {
  // the reader takes names of an ID3v2 list of people apart at commas
  if (name === 'producers' && Array.isArray(value))
    return JSON.stringify(value.flatMap((each: string) => each.split(',').map((part) => part.trim())));
  return JSON.stringify(value);
}

type TextField = {
  [K in TagField]-?: string extends Tags[K] ? K : never;
}[TagField];
type ListField = {
  [K in TagField]-?: readonly string[] extends Tags[K] ? K : never;
}[TagField];
type NumberField = {
  [K in TagField]-?: number extends Tags[K] ? K : never;
}[TagField];

function text(name: TextField, value: string | null | undefined): Tags {
  const cleaned = clean(value ?? '');
  return cleaned === '' ? {} : { [name]: cleaned };
}

function list(name: ListField, values: readonly string[] | undefined): Tags {
  const cleaned = [...new Set((values ?? []).map(clean))].filter((value) => value !== '');
  return cleaned.length === 0 ? {} : { [name]: cleaned };
}

/** 16 bits are what MP4 has room for. */
function number(name: NumberField, value: number | null): Tags {
  return value === null || value < 1 || value > 65_535 ? {} : { [name]: value };
}

function clean(value: string): string {
  return value
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
