import type { Database } from './database.ts';
import { type Document, parseQuery, QueryError } from './lucene.ts';
import { artistOf, groupOf, type Includes, recordingOf, releaseOf } from './wire.ts';

/** What is sent back, always JSON. */
export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

const help = 'For usage, please see: https://musicbrainz.org/development/mmd';
const error = (status: number, message: string): Answer => ({ status, json: { error: message, help } });
const notFound = error(404, 'Not Found');
const badId = error(400, 'Invalid mbid.');

const mbid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const isrc = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

/** Includes that each kind of lookup knows; another one is refused, as the service does. */
const known: Readonly<Record<string, readonly string[]>> = {
  artist: ['aliases', 'genres', 'tags', 'url-rels', 'artist-rels', 'release-groups', 'releases'],
  'release-group': ['artist-credits', 'releases', 'genres', 'tags', 'media', 'url-rels'],
  release:
    'recordings artist-credits labels release-groups media isrcs genres tags url-rels artist-rels recording-level-rels work-rels work-level-rels'.split(
      ' ',
    ),
  recording:
    'artist-credits releases release-groups isrcs genres tags artist-rels work-rels work-level-rels media url-rels'.split(
      ' ',
    ),
  isrc: 'artist-credits releases release-groups isrcs genres tags artist-rels work-rels work-level-rels media'.split(
    ' ',
  ),
  url: ['artist-rels', 'release-rels'],
};

const everything: Includes = new Set(['artist-credits', 'isrcs', 'releases', 'release-groups', 'media', 'tags']);

/** Answers a request below `/ws/2/`; `path` without a leading slash. */
export function answer(db: Database, path: string, query: URLSearchParams): Answer {
  if (query.get('fmt') !== 'json') return error(406, 'Only fmt=json is served by this stand-in.');
  const [entity = '', id, ...rest] = path.split('/');
  if (rest.length > 0 || !(entity in known)) return notFound;
  const inc = new Set((query.get('inc') ?? '').split(/[+ ]/).filter((each) => each !== ''));
  for (const each of inc) {
    if (known[entity]?.includes(each) !== true)
      return error(400, `${each} is not a valid inc parameter for ${entity}.`);
  }
  if (entity === 'url') return urlLookup(db, query.get('resource'));
  if (id !== undefined) return lookup(db, entity, decodeURIComponent(id), inc);
  const page = pageOf(query);
  if ('status' in page) return page;
  if (query.has('query')) return search(db, entity, query.get('query') ?? '', page);
  return browse(db, entity, query, inc, page);
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

function pageOf(query: URLSearchParams): Page | Answer {
  const limit = Number(query.get('limit') ?? 25);
  const offset = Number(query.get('offset') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return error(400, 'limit must be between 1 and 100.');
  if (!Number.isInteger(offset) || offset < 0) return error(400, 'offset must not be negative.');
  return { limit, offset };
}

function urlLookup(db: Database, resource: string | null): Answer {
  if (resource === null) return error(400, 'resource is missing.');
  const artists = db.artists().filter((artist) => artist.urls?.includes(resource) === true);
  if (artists.length === 0) return notFound;
  const relations = artists.map((artist) => ({
    type: 'free streaming',
    direction: 'backward',
    'target-type': 'artist',
    artist: { id: artist.id, name: artist.name, 'sort-name': artist.sortName ?? artist.name },
  }));
  return { status: 200, json: { resource, relations } };
}

function lookup(db: Database, entity: string, id: string, inc: Includes): Answer {
  if (entity === 'isrc') {
    if (!isrc.test(id)) return error(400, 'Invalid isrc.');
    const recordings = db
      .recordings()
      .filter((each) => each.isrcs?.includes(id) === true || each.wrongIsrcs?.includes(id) === true);
    if (recordings.length === 0) return notFound;
    return { status: 200, json: { isrc: id, recordings: recordings.map((each) => recordingOf(db, each, inc)) } };
  }
  if (!mbid.test(id)) return badId;
  const key = id.toLowerCase();
  let json: unknown;
  if (entity === 'artist') {
    const found = db.artist(key);
    json = found && artistOf(db, found, inc);
  } else if (entity === 'recording') {
    const found = db.recording(key);
    json = found && recordingOf(db, found, inc);
  } else if (entity === 'release') {
    const found = db.release(key);
    json = found && releaseOf(db, found, inc);
  } else {
    const group = db.group(key);
    json = group && {
      ...groupOf(db, group, inc),
      ...(inc.has('releases')
        ? { releases: group.releases.map((release) => releaseOf(db, { release, group }, inc)) }
        : {}),
    };
  }
  return json === undefined ? notFound : { status: 200, json };
}

function browse(db: Database, entity: string, query: URLSearchParams, inc: Includes, page: Page): Answer {
  const cut = <T>(rows: readonly T[]): readonly T[] => rows.slice(page.offset, page.offset + page.limit);
  const owner = query.get('artist') ?? query.get('release-group') ?? query.get('recording');
  if (owner === null || !mbid.test(owner)) return badId;
  const counts = (name: string, total: number): Record<string, number> => ({
    [`${name}-count`]: total,
    [`${name}-offset`]: page.offset,
  });
  if (entity === 'release-group' && query.has('artist')) {
    const artist = db.artist(owner);
    if (artist === undefined) return notFound;
    const types = query.get('type')?.toLowerCase().split('|');
    const groups = db
      .groupsOf(artist.id)
      .filter((group) => types === undefined || types.includes(group.primaryType?.toLowerCase() ?? ''))
      // the service gives no useful order either
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return {
      status: 200,
      json: {
        ...counts('release-group', groups.length),
        'release-groups': cut(groups).map((group) => groupOf(db, group, inc)),
      },
    };
  }
  if (entity === 'release') {
    const group = query.get('release-group');
    const status = query.get('status')?.toLowerCase().split('|');
    const releases = (
      group === null
        ? db.releases().filter((held) => held.group.credit.some((credit) => credit.artist === owner))
        : db.releases().filter((held) => held.group.id === group)
    ).filter((held) => status === undefined || status.includes((held.release.status ?? 'Official').toLowerCase()));
    return {
      status: 200,
      json: {
        ...counts('release', releases.length),
        releases: cut(releases).map((held) => releaseOf(db, held, inc)),
      },
    };
  }
  return error(400, 'This stand-in browses release groups of an artist and releases of a group or an artist.');
}

function search(db: Database, entity: string, text: string, page: Page): Answer {
  if (text.trim() === '') return error(400, 'query must not be empty.');
  const rows = documentsOf(db, entity);
  if (rows === null) return notFound;
  try {
    const meets = parseQuery(text, rows.fallback);
    const hits = rows.documents
      .flatMap(({ document, json }) => {
        const score = meets(document);
        return score === null ? [] : [{ score: Math.round(score * 100), json }];
      })
      .toSorted((a, b) => b.score - a.score);
    return {
      status: 200,
      json: {
        created: new Date(0).toISOString(),
        count: hits.length,
        offset: page.offset,
        [`${entity}s`]: hits
          .slice(page.offset, page.offset + page.limit)
          .map(({ score, json }) => ({ ...json(), score })),
      },
    };
  } catch (problem) {
    if (problem instanceof QueryError) return error(400, problem.message);
    throw problem;
  }
}

interface Searchable {
  readonly fallback: readonly string[];
  readonly documents: readonly { readonly document: Document; readonly json: () => Record<string, unknown> }[];
}

function documentsOf(db: Database, entity: string): Searchable | null {
  const names = (credit: readonly { readonly artist: string; readonly name?: string }[]): string[] =>
    credit.flatMap((each) => [each.name ?? '', db.artist(each.artist)?.name ?? '']);
  if (entity === 'artist') {
    return {
      fallback: ['artist', 'alias', 'sortname'],
      documents: db.artists().map((artist) => ({
        document: {
          artist: [artist.name],
          sortname: [artist.sortName ?? artist.name],
          alias: artist.aliases ?? [],
          arid: [artist.id],
          country: [artist.country ?? ''],
        },
        json: () => artistOf(db, artist, new Set(['aliases', 'tags'])),
      })),
    };
  }
  if (entity === 'recording') {
    return {
      fallback: ['recording'],
      documents: db.recordings().map((recording) => {
        const held = db.releasesOf(recording.id);
        return {
          document: {
            recording: [recording.title],
            artist: names(recording.credit),
            artistname: names(recording.credit),
            arid: recording.credit.map((each) => each.artist),
            release: held.map(({ release, group }) => release.title ?? group.title),
            dur: [String(recording.length ?? '')],
            isrc: recording.isrcs ?? [],
            rid: [recording.id],
            status: held.map(({ release }) => release.status ?? 'Official'),
          },
          json: () => recordingOf(db, recording, everything),
        };
      }),
    };
  }
  if (entity === 'release-group') {
    return {
      fallback: ['releasegroup'],
      documents: db.groups().map((group) => ({
        document: {
          releasegroup: [group.title],
          artist: names(group.credit),
          arid: group.credit.map((each) => each.artist),
          firstreleasedate: [group.firstReleaseDate ?? ''],
          primarytype: [group.primaryType ?? ''],
          rgid: [group.id],
        },
        json: () => groupOf(db, group, everything),
      })),
    };
  }
  if (entity === 'release') {
    return {
      fallback: ['release'],
      documents: db.releases().map((held) => ({
        document: {
          release: [held.release.title ?? held.group.title],
          artist: names(held.group.credit),
          arid: held.group.credit.map((each) => each.artist),
          barcode: [held.release.barcode ?? ''],
          date: [held.release.date ?? ''],
          reid: [held.release.id],
          rgid: [held.group.id],
        },
        json: () => releaseOf(db, held, new Set(['artist-credits', 'release-groups', 'media', 'labels'])),
      })),
    };
  }
  return null;
}
