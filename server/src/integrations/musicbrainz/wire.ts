import { ServiceFault } from '#platform/outbound';
import type { MbArtist, MbContribution, MbCredit, MbRecording, MbRelease, MbReleaseGroup, MbTrack } from './types.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string' && each !== '') : [];
const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const countOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
const date = (value: unknown): string | null =>
  typeof value === 'string' && /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(value) ? value : null;

/** The fault of an answer that is JSON but not what was asked for. */
export function unexpectedShape(what: string): ServiceFault {
  return new ServiceFault({
    service: 'musicbrainz',
    code: 'unexpected_shape',
    sentence: `MusicBrainz answered ${what} with something that has another shape.`,
    remedy: 'Check MUSICBRAINZ_BASE_URL: it must be the address of the web service, with /ws/2.',
  });
}

/** The object itself; throws when it is none or lacks `id`. */
function entity(value: unknown, what: string): Json {
  if (!isObject(value) || typeof value.id !== 'string') throw unexpectedShape(what);
  return value;
}

/** Names by votes, most first. */
const voted = (value: unknown): readonly string[] =>
  objects(value)
    .toSorted((a, b) => count(b.count) - count(a.count))
    .map((each) => text(each.name))
    .filter((name) => name !== '');

/** A credit; people without an id are left out. */
function readCredit(value: unknown): MbCredit[] {
  return objects(value).flatMap((each) => {
    const artist = isObject(each.artist) ? each.artist : {};
    const name = text(each.name) || text(artist.name);
    return name === '' ? [] : [{ artistId: text(artist.id), name, joined: text(each.joinphrase) }];
  });
}

/** Reads an artist. */
export function readArtist(value: unknown): MbArtist {
  const row = entity(value, 'the question for an artist');
  return {
    id: text(row.id),
    name: text(row.name),
    sortName: text(row['sort-name']) || text(row.name),
    disambiguation: textOrNull(row.disambiguation),
    type: textOrNull(row.type),
    country: textOrNull(row.country),
    aliases: [...new Set(objects(row.aliases).map((each) => text(each.name)))].filter((name) => name !== ''),
    genres: voted(row.genres ?? row.tags),
    links: objects(row.relations).flatMap((each) => (isObject(each.url) ? texts([each.url.resource]) : [])),
    score: countOrNull(row.score),
  };
}

/** Reads a release group. */
export function readGroup(value: unknown): MbReleaseGroup {
  const row = entity(value, 'the question for a release group');
  return {
    id: text(row.id),
    title: text(row.title),
    primaryType: textOrNull(row['primary-type']),
    secondaryTypes: texts(row['secondary-types']),
    firstReleaseDate: date(row['first-release-date']),
    artists: readCredit(row['artist-credit']),
    genres: voted(row.genres),
  };
}

function readTrack(row: Json): MbTrack {
  const recording = isObject(row.recording) ? row.recording : {};
  const credit = readCredit(row['artist-credit']);
  return {
    position: count(row.position),
    title: text(row.title) || text(recording.title),
    lengthMs: countOrNull(row.length) ?? countOrNull(recording.length),
    recordingId: textOrNull(recording.id),
    artists: credit.length > 0 ? credit : readCredit(recording['artist-credit']),
    isrcs: texts(recording.isrcs),
    isVideo: recording.video === true,
  };
}

/** Reads a release with whatever of it came along. */
export function readRelease(value: unknown): MbRelease {
  const row = entity(value, 'the question for a release');
  const art = isObject(row['cover-art-archive']) ? row['cover-art-archive'] : {};
  return {
    id: text(row.id),
    title: text(row.title),
    status: textOrNull(row.status),
    date: date(row.date),
    country: textOrNull(row.country),
    barcode: textOrNull(row.barcode),
    disambiguation: textOrNull(row.disambiguation),
    group: isObject(row['release-group']) ? readGroup(row['release-group']) : null,
    artists: readCredit(row['artist-credit']),
    labels: objects(row['label-info']).flatMap((each) => {
      const name = isObject(each.label) ? text(each.label.name) : '';
      return name === '' ? [] : [{ name, catalogueNumber: textOrNull(each['catalog-number']) }];
    }),
    cover: { front: art.front === true, count: count(art.count) },
    media: objects(row.media).map((medium, at) => ({
      position: count(medium.position) || at + 1,
      format: textOrNull(medium.format),
      trackCount: count(medium['track-count']),
      tracks: objects(medium.tracks).map(readTrack),
    })),
  };
}

/** Reads a recording with the people behind it. */
export function readRecording(value: unknown): MbRecording {
  const row = entity(value, 'the question for a recording');
  const relations = objects(row.relations);
  const works = relations.flatMap((each) => (isObject(each.work) ? [each.work] : []));
  return {
    id: text(row.id),
    title: text(row.title),
    lengthMs: countOrNull(row.length),
    disambiguation: textOrNull(row.disambiguation),
    isVideo: row.video === true,
    firstReleaseDate: date(row['first-release-date']),
    artists: readCredit(row['artist-credit']),
    isrcs: texts(row.isrcs),
    genres: voted(row.genres),
    tags: voted(row.tags),
    releases: objects(row.releases)
      .filter((each) => typeof each.id === 'string')
      .map(readRelease),
    contributions: [
      ...people(relations, 'recording'),
      ...works.flatMap((work) => people(objects(work.relations), 'work')),
    ],
    works: works.map((work) => ({ id: text(work.id), title: text(work.title), iswcs: texts(work.iswcs) })),
    score: countOrNull(row.score),
  };
}

function people(relations: readonly Json[], of: MbContribution['of']): MbContribution[] {
  return relations.flatMap((each) => {
    const artist = isObject(each.artist) ? each.artist : {};
    const name = text(each['target-credit']) || text(artist.name);
    return name === '' ? [] : [{ role: text(each.type), artistId: text(artist.id), name, of }];
  });
}

/** A list with its total; `name` is the service's word for one item (`release-group`). Browsing and searching count differently. */
export function readPage<T>(
  value: unknown,
  name: string,
  read: (row: unknown) => T,
): { readonly items: readonly T[]; readonly total: number; readonly offset: number } {
  if (!isObject(value) || !Array.isArray(value[`${name}s`])) throw unexpectedShape(`the question for ${name}s`);
  return {
    items: objects(value[`${name}s`]).map(read),
    total: count(value[`${name}-count`] ?? value.count),
    offset: count(value[`${name}-offset`] ?? value.offset),
  };
}

/** The artists that an address is linked to. */
export function readLinkedArtists(value: unknown): readonly string[] {
  if (!isObject(value)) throw unexpectedShape('the question for a link');
  return objects(value.relations).flatMap((each) => (isObject(each.artist) ? texts([each.artist.id]) : []));
}
