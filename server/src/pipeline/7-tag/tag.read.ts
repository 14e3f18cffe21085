import { createHash } from 'node:crypto';
import { parseFile } from 'music-metadata';
import type { Tags } from './tags.ts';

/** Reads the fields of `Tags` with music-metadata, a reader that shares no code with the writer. Throws when it does not understand the file. */
export async function readTags(path: string): Promise<Partial<Tags>> {
  const { common } = await parseFile(path, { skipCovers: true, duration: false });
  const found: Record<string, unknown> = {
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
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== null));
}

/** Fields that we never write and that must survive; covers as checksums. */
const keptFields = [
  'genre',
  'composer',
  'comment',
  'lyrics',
  'copyright',
  'label',
  'bpm',
  'conductor',
  'remixer',
] as const;

/**
 * What a file says beyond the fields of `Tags`, in comparable form: two files are alike in it when the texts are equal. Throws when the file is not
 * understood.
 */
export async function readKept(path: string): Promise<string> {
  const { common } = await parseFile(path, { duration: false });
  const pictures = (common.picture ?? []).map((picture) => [
    picture.type,
    createHash('sha256').update(picture.data).digest('hex'),
  ]);
  return JSON.stringify([pictures, ...keptFields.map((name) => common[name] ?? null)]);
}
