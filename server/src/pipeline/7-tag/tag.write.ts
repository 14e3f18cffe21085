import { readFileSync } from 'node:fs';
import {
  ByteVector,
  File,
  Id3v2Settings,
  type Id3v2Tag,
  type IPicture,
  PictureType,
  StringType,
  type Tag,
  TagTypes,
} from 'node-taglib-sharp';
import { tagHomeOf } from './formats.ts';
import { setSpecial, typeOfHome } from './tag.special.ts';
import type { CoverFile } from './tagger.ts';
import type { Tags } from './tags.ts';

/**
 * Writes tags, and the cover if one is given, into the file at `path`, in place: work on a copy. Known fields are set, all others stay. Blocks
 * while it works. Throws when the library does not understand the file; the file may then be half written.
 */
export function writeTags(path: string, format: string, tags: Tags, cover?: CoverFile): void {
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
    if (cover !== undefined) setCover(file.tag, cover);
    file.save();
  } finally {
    file.dispose();
  }
}

function setCommon(tag: Tag, tags: Tags): void {
  if (tags.title !== undefined) tag.title = tags.title;
  if (tags.artists !== undefined) tag.performers = [...tags.artists];
  if (tags.album !== undefined) tag.album = tags.album;
  if (tags.albumArtist !== undefined) tag.albumArtists = [tags.albumArtist];
  if (tags.trackNumber !== undefined) {
    // a total that belonged to another number belonged to another album
    const total = tags.trackTotal ?? (tag.track === tags.trackNumber ? tag.trackCount : 0);
    tag.track = tags.trackNumber;
    tag.trackCount = total;
  } else if (tags.trackTotal !== undefined) tag.trackCount = tags.trackTotal;
  if (tags.discNumber !== undefined) {
    const total = tags.discTotal ?? (tag.disc === tags.discNumber ? tag.discCount : 0);
    tag.disc = tags.discNumber;
    tag.discCount = total;
  } else if (tags.discTotal !== undefined) tag.discCount = tags.discTotal;
  if (tags.date !== undefined) tag.year = Number(tags.date.slice(0, 4));
  if (tags.isrc !== undefined) tag.isrc = tags.isrc;
  if (tags.genres !== undefined) tag.genres = [...tags.genres];
  if (tags.composers !== undefined) tag.composers = [...tags.composers];
  if (tags.copyright !== undefined) tag.copyright = tags.copyright;
  if (tags.lyrics !== undefined) tag.lyrics = tags.lyrics;
}

/** The new front cover stands first; pictures of other kinds (back, artist …) stay behind it. */
function setCover(tag: Tag, cover: CoverFile): void {
  const kept = tag.pictures.filter(
    (picture) => picture.type !== PictureType.FrontCover && picture.type !== PictureType.Other,
  );
  const front: IPicture = {
    data: ByteVector.fromByteArray(readFileSync(cover.path)),
    mimeType: cover.mime,
    type: PictureType.FrontCover,
    // APEv2 names the picture by this, and some readers tell its kind from the name
    filename: cover.mime === 'image/png' ? 'cover.png' : 'cover.jpg',
    description: '',
  };
  tag.pictures = [front, ...kept];
}
