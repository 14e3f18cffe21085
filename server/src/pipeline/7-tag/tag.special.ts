import {
  type ApeTag,
  ByteVector,
  Mpeg4AppleDataBoxFlagType as Flag,
  Id3v2FrameClassType,
  Id3v2FrameIdentifiers,
  type Id3v2Tag,
  type Id3v2TextInformationFrame,
  Id3v2UserTextInformationFrame,
  type Mpeg4AppleTag,
  Mpeg4BoxType,
  StringType,
  type Tag,
  TagTypes,
  type XiphComment,
} from 'node-taglib-sharp';
import type { TagHome } from './formats.ts';
import type { Tags } from './tags.ts';

/** What the writer calls the places where tags live. */
export const typeOfHome: Readonly<Record<TagHome['home'], TagTypes>> = {
  id3v2: TagTypes.Id3v2,
  xiph: TagTypes.Xiph,
  apple: TagTypes.Apple,
  ape: TagTypes.Ape,
};

/**
 * What the general interface loses: full dates, producers and several MusicBrainz ids everywhere, several values in MP4, the ISRC in APE. Names
 * are those of MusicBrainz Picard (https://picard-docs.musicbrainz.org/en/appendices/tag_mapping.html), which other programs follow.
 */
export function setSpecial(tag: Tag, home: TagTypes, tags: Tags): void {
  if (tags.recordingId !== undefined) tag.musicBrainzTrackId = tags.recordingId;
  if (tags.releaseId !== undefined) tag.musicBrainzReleaseId = tags.releaseId;
  if (tags.releaseGroupId !== undefined) tag.musicBrainzReleaseGroupId = tags.releaseGroupId;
  if (home === TagTypes.Id3v2) setId3(tag as Id3v2Tag, tags);
  if (home === TagTypes.Xiph) setXiph(tag as XiphComment, tags);
  if (home === TagTypes.Apple) setApple(tag as Mpeg4AppleTag, tags);
  if (home === TagTypes.Ape) setApe(tag as ApeTag, tags);
}

function setId3(tag: Id3v2Tag, tags: Tags): void {
  const { TDRC: recorded, TIPL: people } = Id3v2FrameIdentifiers;
  if (tags.date !== undefined && recorded) tag.setTextFrame(recorded, tags.date);
  if (tags.producers !== undefined && people) {
    // pairs of function and name (ID3v2.4 §4.2.2); other functions stay
    const old = tag
      .getFramesByIdentifier<Id3v2TextInformationFrame>(Id3v2FrameClassType.TextInformationFrame, people)
      .flatMap((frame) => frame.text);
    const pairs = old.flatMap((_, at) => (at % 2 === 0 ? [[old[at] ?? '', old[at + 1] ?? ''] as const] : []));
    const others = pairs.filter(([role]) => role.toLowerCase() !== 'producer');
    const ours = tags.producers.map((name) => ['producer', name] as const);
    tag.setTextFrame(people, ...[...others, ...ours].flat());
  }
  setUserText(tag, 'MusicBrainz Artist Id', tags.artistIds);
  setUserText(tag, 'MusicBrainz Album Artist Id', tags.albumArtistIds);
}

function setUserText(tag: Id3v2Tag, description: string, values: readonly string[] | undefined): void {
  if (values === undefined) return;
  for (const frame of tag.frames.slice())
    if (frame instanceof Id3v2UserTextInformationFrame && frame.description.toLowerCase() === description.toLowerCase())
      tag.removeFrame(frame);
  const frame = Id3v2UserTextInformationFrame.fromDescription(description, StringType.UTF8);
  frame.text = [...values];
  tag.addFrame(frame);
}

function setXiph(tag: XiphComment, tags: Tags): void {
  if (tags.date !== undefined) tag.setFieldAsStrings('DATE', tags.date);
  if (tags.producers !== undefined) tag.setFieldAsStrings('PRODUCER', ...tags.producers);
  if (tags.artistIds !== undefined) tag.setFieldAsStrings('MUSICBRAINZ_ARTISTID', ...tags.artistIds);
  if (tags.albumArtistIds !== undefined) tag.setFieldAsStrings('MUSICBRAINZ_ALBUMARTISTID', ...tags.albumArtistIds);
}

const apple = 'com.apple.iTunes';

function setApple(tag: Mpeg4AppleTag, tags: Tags): void {
  const texts = (box: ByteVector, values: readonly string[] | undefined): void => {
    if (values === undefined) return;
    const data = values.map((value) => ByteVector.fromString(value, StringType.UTF8));
    tag.setQuickTimeData(box, data, Flag.ContainsText);
  };
  texts(Mpeg4BoxType.ART, tags.artists);
  texts(Mpeg4BoxType.WRT, tags.composers);
  if (tags.genres !== undefined) {
    // the old numbered genre would stand beside the new one
    tag.setQuickTimeData(Mpeg4BoxType.GNRE, []);
    texts(Mpeg4BoxType.GEN, tags.genres);
  }
  if (tags.date !== undefined) tag.setQuickTimeString(Mpeg4BoxType.DAY, tags.date);
  if (tags.producers !== undefined) tag.setItunesStrings(apple, 'PRODUCER', ...tags.producers);
  if (tags.artistIds !== undefined) tag.setItunesStrings(apple, 'MusicBrainz Artist Id', ...tags.artistIds);
  if (tags.albumArtistIds !== undefined)
    tag.setItunesStrings(apple, 'MusicBrainz Album Artist Id', ...tags.albumArtistIds);
}

function setApe(tag: ApeTag, tags: Tags): void {
  if (tags.date !== undefined) tag.setStringValue('Year', tags.date);
  if (tags.isrc !== undefined) tag.setStringValue('ISRC', tags.isrc);
  if (tags.producers !== undefined) tag.setStringValues('Producer', [...tags.producers]);
  if (tags.artistIds !== undefined) tag.setStringValues('MUSICBRAINZ_ARTISTID', [...tags.artistIds]);
  if (tags.albumArtistIds !== undefined) tag.setStringValues('MUSICBRAINZ_ALBUMARTISTID', [...tags.albumArtistIds]);
}
