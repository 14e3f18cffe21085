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
