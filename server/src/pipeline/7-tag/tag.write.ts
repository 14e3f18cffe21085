import {
  type ApeTag,
  ByteVector,
  File,
  Mpeg4AppleDataBoxFlagType as Flag,
  Id3v2FrameIdentifiers,
  Id3v2Settings,
  type Id3v2Tag,
  type Mpeg4AppleTag,
  Mpeg4BoxType,
  StringType,
  type Tag,
  TagTypes,
  type XiphComment,
} from 'node-taglib-sharp';
import { tagHomeOf } from './formats.ts';
import type { Tags } from './tags.ts';

const typeOfHome = { id3v2: TagTypes.Id3v2, xiph: TagTypes.Xiph, apple: TagTypes.Apple, ape: TagTypes.Ape } as const;

/**
 * Writes tags into the file at `path`, in place: work on a copy. Known fields are set, all others stay. Blocks while it works.
 * Throws when the library does not understand the file; the file may then be half written.
 */
export function writeTags(path: string, format: string, tags: Tags): void {
  const entry = tagHomeOf(format);
  if (!entry) throw new Error(`Files of the format ${format} are not written.`);
  Id3v2Settings.defaultVersion = 4;
  Id3v2Settings.defaultEncoding = StringType.UTF8;
  // Never force the version: covers are read late, and then sizes written by v2.3 would be taken for those of v2.4, which cuts them.
  Id3v2Settings.forceDefaultVersion = false;
  const file = File.createFromPath(path, entry.type);
  try {
    const homeType = typeOfHome[entry.home];
    const home = file.getTag(homeType, true);
    if (homeType === TagTypes.Id3v2 && home) {
      // v2.3 knows neither several artists nor full dates
      (home as Id3v2Tag).version = 4;
    }
    if (!home) throw new Error(`The file has no room for tags of its format ${format}.`);
    // the library adds kinds of its own accord (ID3v1 to MP3, three more to WAV), filled from the old values
    file.removeTags(file.tagTypes & ~file.tagTypesOnDisk & ~homeType);
    // other tags that the file already has would contradict ours, and some players believe them first
    const others = [TagTypes.Id3v1, TagTypes.Id3v2, TagTypes.Ape, TagTypes.RiffInfo].filter(
      (type) => type !== homeType,
    );
    for (const type of others) {
      const tag = (file.tagTypesOnDisk & type) === 0 ? undefined : file.getTag(type, false);
      if (tag) setCommon(tag, tags);
    }
    setCommon(home, tags);
    setSpecial(home, homeType, tags);
    file.save();
  } finally {
    file.dispose();
  }
}

function setCommon(tag: Tag, tags: Tags): void {
  tag.title = tags.title;
  tag.performers = [...tags.artists];
  if (tags.album !== undefined) tag.album = tags.album;
  if (tags.albumArtist !== undefined) tag.albumArtists = [tags.albumArtist];
  if (tags.trackNumber !== undefined) {
    // a total that belonged to another number belonged to another album
    const total = tags.trackTotal ?? (tag.track === tags.trackNumber ? tag.trackCount : 0);
    tag.track = tags.trackNumber;
    tag.trackCount = total;
  }
  if (tags.discNumber !== undefined) {
    const total = tags.discTotal ?? (tag.disc === tags.discNumber ? tag.discCount : 0);
    tag.disc = tags.discNumber;
    tag.discCount = total;
  }
  if (tags.date !== undefined) tag.year = Number(tags.date.slice(0, 4));
  if (tags.isrc !== undefined) tag.isrc = tags.isrc;
}

/** What the general interface loses: full dates everywhere, several artists in MP4, the ISRC in APE. */
function setSpecial(tag: Tag, home: TagTypes, tags: Tags): void {
  const recorded = Id3v2FrameIdentifiers['TDRC'];
  if (home === TagTypes.Id3v2 && tags.date !== undefined && recorded)
    (tag as Id3v2Tag).setTextFrame(recorded, tags.date);
  if (home === TagTypes.Xiph && tags.date !== undefined) (tag as XiphComment).setFieldAsStrings('DATE', tags.date);
  if (home === TagTypes.Apple) {
    const apple = tag as Mpeg4AppleTag;
    const artists = tags.artists.map((artist) => ByteVector.fromString(artist, StringType.UTF8));
    apple.setQuickTimeData(Mpeg4BoxType.ART, artists, Flag.ContainsText);
    if (tags.date !== undefined) apple.setQuickTimeString(Mpeg4BoxType.DAY, tags.date);
  }
  if (home === TagTypes.Ape) {
    const ape = tag as ApeTag;
    if (tags.date !== undefined) ape.setStringValue('Year', tags.date);
    if (tags.isrc !== undefined) ape.setStringValue('ISRC', tags.isrc);
  }
}
