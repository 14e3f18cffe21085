import type { Database, HeldRelease } from './database.ts';
import type { WorldArtist, WorldCredit, WorldRecording, WorldReleaseGroup } from './world.ts';

/** What a request asked to be included, and what belongs to it. */
export type Includes = ReadonlySet<string>;

type Json = Record<string, unknown>;

const sortOf = (artist: WorldArtist): string => artist.sortName ?? artist.name;
const counted = (names: readonly string[] | undefined): Json[] =>
  (names ?? []).map((name, at) => ({ name, count: (names?.length ?? 0) - at, disambiguation: '' }));

function briefArtist(db: Database, id: string): Json {
  const artist = db.artist(id);
  if (artist === undefined) return { id, name: '[unknown]', 'sort-name': '[unknown]', disambiguation: '' };
  return {
    id: artist.id,
    name: artist.name,
    'sort-name': sortOf(artist),
    disambiguation: artist.disambiguation ?? '',
    type: artist.type ?? null,
  };
}

/** A credit as the service writes it. */
export function creditOf(db: Database, credit: readonly WorldCredit[]): Json[] {
  return credit.map((each) => {
    const artist = briefArtist(db, each.artist);
    return { name: each.name ?? artist.name, joinphrase: each.joinphrase ?? '', artist };
  });
}

/** An artist; aliases, genres and links when included. */
export function artistOf(db: Database, artist: WorldArtist, inc: Includes): Json {
  return {
    ...briefArtist(db, artist.id),
    country: artist.country ?? null,
    'life-span': { begin: null, end: null, ended: false },
    ...(inc.has('aliases')
      ? {
          aliases: (artist.aliases ?? []).map((name) => ({
            name,
            'sort-name': name,
            locale: null,
            primary: null,
            type: 'Artist name',
          })),
        }
      : {}),
    ...(inc.has('genres') ? { genres: counted(artist.genres) } : {}),
    ...(inc.has('tags') ? { tags: counted(artist.genres) } : {}),
    ...(inc.has('url-rels')
      ? {
          relations: (artist.urls ?? []).map((resource) => ({
            type: 'free streaming',
            direction: 'forward',
            'target-type': 'url',
            attributes: [],
            url: { id: artist.id, resource },
          })),
        }
      : {}),
  };
}

/** A release group without its releases. */
export function groupOf(db: Database, group: WorldReleaseGroup, inc: Includes): Json {
  return {
    id: group.id,
    title: group.title,
    disambiguation: '',
    'primary-type': group.primaryType,
    'secondary-types': group.secondaryTypes ?? [],
    'first-release-date': group.firstReleaseDate ?? '',
    ...(inc.has('artist-credits') ? { 'artist-credit': creditOf(db, group.credit) } : {}),
    ...(inc.has('genres') ? { genres: counted(group.genres) } : {}),
    ...(inc.has('tags') ? { tags: counted(group.genres) } : {}),
  };
}

/** A release; the parts that `inc` names. */
export function releaseOf(db: Database, { release, group }: HeldRelease, inc: Includes): Json {
  const media = (tracks: boolean): Json[] =>
    release.media.map((medium, at) => ({
      position: at + 1,
      format: medium.format ?? null,
      title: medium.title ?? '',
      'track-count': medium.tracks.length,
      ...(tracks
        ? {
            'track-offset': 0,
            tracks: medium.tracks.map((track, index) => {
              const recording = db.recording(track.recording);
              return {
                id: track.recording,
                position: index + 1,
                number: track.number ?? String(index + 1),
                title: track.title ?? recording?.title ?? '',
                length: recording?.length ?? null,
                ...(inc.has('artist-credits') ? { 'artist-credit': creditOf(db, recording?.credit ?? []) } : {}),
                recording: recording === undefined ? null : recordingOf(db, recording, within(inc)),
              };
            }),
          }
        : {}),
    }));
  return {
    id: release.id,
    title: release.title ?? group.title,
    status: release.status === undefined ? 'Official' : release.status,
    date: release.date ?? '',
    country: release.country ?? null,
    barcode: release.barcode ?? null,
    disambiguation: release.disambiguation ?? '',
    'cover-art-archive': {
      artwork: (release.cover?.count ?? 0) > 0,
      front: release.cover?.front ?? false,
      back: release.cover?.back ?? false,
      count: release.cover?.count ?? 0,
      darkened: false,
    },
    ...(inc.has('artist-credits') ? { 'artist-credit': creditOf(db, group.credit) } : {}),
    ...(inc.has('release-groups') ? { 'release-group': groupOf(db, group, inc) } : {}),
    ...(inc.has('labels')
      ? {
          'label-info': (release.labels ?? []).map((label) => ({
            'catalog-number': label.catalogNumber ?? null,
            label: { name: label.name },
          })),
        }
      : {}),
    ...(inc.has('media') || inc.has('recordings') ? { media: media(inc.has('recordings')) } : {}),
  };
}

/** What of the includes reaches the recordings inside a release: everything but further releases. */
const within = (inc: Includes): Includes => new Set([...inc].filter((each) => each !== 'releases'));

/** The first date of a recording over all its releases, or empty. */
function firstDate(db: Database, recording: WorldRecording): string {
  const dates = db.releasesOf(recording.id).map((held) => held.release.date ?? '');
  return dates.filter((date) => date !== '').sort()[0] ?? '';
}

/** A recording; the parts that `inc` names. */
export function recordingOf(db: Database, recording: WorldRecording, inc: Includes): Json {
  const relations = (recording.relations ?? []).flatMap((relation): Json[] => {
    const base = { type: relation.type, attributes: relation.attributes ?? [] };
    if ('artist' in relation) {
      if (!inc.has('artist-rels')) return [];
      return [{ ...base, direction: 'backward', 'target-type': 'artist', artist: briefArtist(db, relation.artist) }];
    }
    if (!inc.has('work-rels')) return [];
    const people = (relation.work.people ?? []).map((person) => ({
      type: person.type,
      direction: 'backward',
      'target-type': 'artist',
      attributes: [],
      artist: briefArtist(db, person.artist),
    }));
    const work = {
      id: relation.work.id,
      title: relation.work.title,
      iswcs: relation.work.iswcs ?? [],
      ...(inc.has('work-level-rels') && inc.has('artist-rels') ? { relations: people } : {}),
    };
    return [{ ...base, direction: 'forward', 'target-type': 'work', work }];
  });
  return {
    id: recording.id,
    title: recording.title,
    length: recording.length,
    video: recording.video ?? null,
    disambiguation: recording.disambiguation ?? '',
    'first-release-date': firstDate(db, recording),
    ...(inc.has('artist-credits') ? { 'artist-credit': creditOf(db, recording.credit) } : {}),
    ...(inc.has('isrcs') ? { isrcs: recording.isrcs ?? [] } : {}),
    ...(inc.has('genres') ? { genres: counted(recording.genres) } : {}),
    ...(inc.has('tags') ? { tags: counted(recording.tags ?? recording.genres) } : {}),
    ...(inc.has('releases')
      ? { releases: db.releasesOf(recording.id).map((held) => releaseOf(db, held, inner(inc))) }
      : {}),
    ...(inc.has('artist-rels') || inc.has('work-rels') ? { relations } : {}),
  };
}

/** Releases inside a recording carry credits and groups, but no track lists. */
const inner = (inc: Includes): Includes =>
  new Set([...inc].filter((each) => ['artist-credits', 'release-groups', 'media'].includes(each)));
