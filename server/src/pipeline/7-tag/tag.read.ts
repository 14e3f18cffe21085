import { createHash } from 'node:crypto';
import { type IAudioMetadata, parseFile } from 'music-metadata';
import type { TagField, Tags } from './tags.ts';

/** What a file says, as music-metadata, which shares no code with the writer, understands it. */
export interface FoundTags {
  readonly tags: Tags;
  /** What it says beyond the fields that are about to be written, in comparable form: two files are alike in it when the texts are equal. */
  readonly kept: string;
  /** SHA-256 of each picture and its kind. */
  readonly pictures: readonly { readonly kind: string; readonly sha256: string }[];
}

/** Reads what a file says. `writing`: fields that are about to change and are left out of `kept`. Throws when it does not understand the file. */
export async function readTags(path: string, writing: readonly TagField[] = []): Promise<FoundTags> {
  const metadata = await parseFile(path, { duration: false });
  const pictures = (metadata.common.picture ?? []).map((picture) => ({
    kind: picture.type ?? 'Other',
    sha256: createHash('sha256').update(picture.data).digest('hex'),
  }));
  return { tags: tagsFrom(metadata), kept: keptFrom(metadata, writing), pictures };
}

function tagsFrom(metadata: IAudioMetadata): Tags {
  const { common } = metadata;
  const found: Record<TagField, unknown> = {
    title: common.title,
    artists: common.artists,
    album: common.album,
    albumArtist: common.albumartist,
    trackNumber: common.track.no,
    trackTotal: common.track.of,
    discNumber: common.disk.no,
    discTotal: common.disk.of,
    date: common.date ?? (common.year === undefined ? undefined : String(common.year)),
    isrc: common.isrc?.[0],
    genres: common.genre,
    composers: common.composer,
    producers: producersOf(metadata),
    copyright: common.copyright,
    recordingId: common.musicbrainz_recordingid,
    releaseId: common.musicbrainz_albumid,
    releaseGroupId: common.musicbrainz_releasegroupid,
    artistIds: common.musicbrainz_artistid,
    albumArtistIds: common.musicbrainz_albumartistid,
    lyrics: common.lyrics?.[0]?.text,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== null));
}

/** The reader's general view leaves out the producers of ID3v2 (frame TIPL, or IPLS before version 2.4), its list of frames has them. */
function producersOf({ common, native }: IAudioMetadata): readonly string[] | undefined {
  const general = common.producer;
  if (general !== undefined && general.length > 0) return general;
  const listed = Object.values(native)
    .flat()
    .filter((tag) => tag.id === 'TIPL' || tag.id === 'IPLS')
    .flatMap((tag) => (tag.value as { producer?: string[] } | null)?.producer ?? []);
  return listed.length > 0 ? listed : undefined;
}

/** Fields that must survive when they are not written. */
const keptFields = {
  genres: 'genre',
  composers: 'composer',
  copyright: 'copyright',
  lyrics: 'lyrics',
  comment: 'comment',
  label: 'label',
  bpm: 'bpm',
  conductor: 'conductor',
  remixer: 'remixer',
  lyricist: 'lyricist',
} as const;

function keptFrom({ common }: IAudioMetadata, writing: readonly TagField[]): string {
  const fields = Object.entries(keptFields).filter(([name]) => !(writing as readonly string[]).includes(name));
  return JSON.stringify(fields.map(([, theirs]) => common[theirs] ?? null));
}
