import { type Ask, container, done, page, Refusal, type Route, required } from '../http.ts';
import { type Item, listOf, type Section } from '../library.ts';
import type { createScanner } from '../scan.ts';
import type { State } from '../server-state.ts';
import { type Json, metadataOf, sectionOf } from '../wire.ts';

const kindOf: Readonly<Record<string, number>> = { '8': 8, '9': 9, '10': 10 };
const subjects = ['artist', 'album', 'track'] as const;

/** Libraries and what is in them: lists, items, filters, searching, editing, scanning. */
export function libraryRoutes(state: State, scanner: ReturnType<typeof createScanner>): Route[] {
  const { library } = state;
  const sectionFor = (ask: Ask): Section => {
    const section = library.section(ask.segments['section'] ?? '');
    if (section === undefined) throw new Refusal(404);
    return section;
  };
  const itemFor = (ask: Ask): Item => {
    const item = library.item(ask.segments['key'] ?? '');
    if (item === undefined) throw new Refusal(404);
    return item;
  };
  const items = (ask: Ask, rows: readonly Item[], contents: Json = {}) =>
    page(ask, rows, (row) => metadataOf(row), { cap: state.pageCap, contents });

  const sections: Route['handle'] = () =>
    container({
      size: library.sections.length,
      allowSync: false,
      title1: 'Plex Library',
      ...(library.sections.length === 0 ? {} : { Directory: library.sections.map(sectionOf) }),
    });
  const all = (ask: Ask) => {
    const section = sectionFor(ask);
    const kind = kindOf[ask.query.get('type') ?? '8'];
    if (kind === undefined) throw new Refusal(400);
    const rows = sorted(listOf(section, kind).filter(filterOf(ask.query)), ask.query.get('sort'));
    return items(ask, rows, { librarySectionID: section.id, librarySectionTitle: section.title });
  };
  return [
    { methods: ['GET'], pattern: '/library/sections', handle: sections },
    { methods: ['GET'], pattern: '/library/sections/all', handle: sections },
    { methods: ['GET'], pattern: '/library/sections/:section/all', handle: all },
    {
      methods: ['GET'],
      pattern: '/library/sections/:section/search',
      handle: (ask) => {
        const kind = kindOf[ask.query.get('type') ?? '10'];
        const query = required(ask, 'query').toLowerCase();
        return items(
          ask,
          listOf(sectionFor(ask), kind ?? 0).filter((item) => item.title.toLowerCase().includes(query)),
        );
      },
    },
    {
      methods: ['POST', 'GET'],
      pattern: '/library/sections/:section/refresh',
      handle: (ask) => {
        scanner.refresh(sectionFor(ask), ask.query.get('path'));
        return done;
      },
    },
    { methods: ['DELETE'], pattern: '/library/sections/:section/refresh', handle: (ask) => (sectionFor(ask), done) },
    {
      methods: ['GET'],
      pattern: '/library/metadata/:keys',
      handle: (ask) => {
        const found = (ask.segments['keys'] ?? '').split(',').flatMap((key) => library.item(key) ?? []);
        if (found.length === 0) throw new Refusal(404);
        return container({ size: found.length, Metadata: found.map((item) => metadataOf(item, true)) });
      },
    },
    {
      methods: ['PUT'],
      pattern: '/library/metadata/:key',
      handle: (ask) => {
        edit(itemFor(ask), ask.query);
        return done;
      },
    },
    {
      methods: ['GET'],
      pattern: '/library/metadata/:key/children',
      handle: (ask) => {
        const item = itemFor(ask);
        return items(ask, item.children, { key: item.ratingKey, parentTitle: item.title });
      },
    },
    {
      methods: ['GET'],
      pattern: '/library/metadata/:key/allLeaves',
      handle: (ask) => {
        const item = itemFor(ask);
        return items(ask, item.kind === 8 ? item.children.flatMap((album) => album.children) : item.children);
      },
    },
    {
      methods: ['GET'],
      pattern: '/hubs/search',
      handle: (ask) => {
        const query = required(ask, 'query').toLowerCase();
        const limit = Number(ask.query.get('limit') ?? 3);
        const only = ask.query.get('sectionId');
        const among = library.sections.filter(
          (each) => each.type === 'artist' && (only === null || String(each.id) === only),
        );
        const hubs = subjects.map((type, at) => {
          const hits: Json[] = [];
          for (const section of among)
            for (const item of listOf(section, 8 + at)) {
              if (hits.length >= limit) break;
              if (item.title.toLowerCase().includes(query))
                hits.push({ ...metadataOf(item), score: item.title.toLowerCase() === query ? '1' : '0.5' });
            }
          return {
            title: `${type}s`,
            type,
            hubIdentifier: type,
            size: hits.length,
            more: false,
            ...(hits.length === 0 ? {} : { Metadata: hits }),
          };
        });
        return container({ size: hubs.length, Hub: hubs });
      },
    },
  ];
}

/** The filters of a list: `title`, `artist.title` and so on (contains), `…=` (equals), `updatedAt>>` and the like. Others are ignored, as the server does. */
function filterOf(query: URLSearchParams): (item: Item) => boolean {
  const tests: ((item: Item) => boolean)[] = [];
  for (const [key, value] of query) {
    const text = /^(?:(artist|album|track)\.)?title(=|!)?$/.exec(key);
    if (text !== null) {
      const subject = text[1] === undefined ? null : 8 + subjects.indexOf(text[1] as 'artist');
      const wanted = value.toLowerCase();
      tests.push((item) => {
        const title = (subject === null ? item : above(item, subject))?.title.toLowerCase() ?? '';
        return text[2] === '=' ? title === wanted : text[2] === '!' ? !title.includes(wanted) : title.includes(wanted);
      });
    }
    const number = /^(?:track\.)?(addedAt|updatedAt|userRating)(>>|<<)$/.exec(key);
    if (number !== null) {
      const field = number[1] as 'addedAt';
      tests.push((item) =>
        number[2] === '>>' ? (item[field] ?? 0) >= Number(value) : (item[field] ?? 0) <= Number(value),
      );
    }
  }
  return (item) => tests.every((test) => test(item));
}

function above(item: Item, kind: number): Item | null {
  for (let at: Item | null = item; at !== null; at = at.parent) if (at.kind === kind) return at;
  return null;
}

function sorted(rows: Item[], sort: string | null): Item[] {
  const [field, direction] = (sort ?? '').split(':');
  if (field !== 'addedAt' && field !== 'updatedAt' && field !== 'titleSort') return rows;
  const value = (item: Item): number | string => (field === 'titleSort' ? item.title : item[field]);
  const sign = direction === 'desc' ? -1 : 1;
  return rows.toSorted((a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0));
}

/** `genre[0].tag.tag=Rock` sets, `genre[].tag.tag-=Rock,Pop` takes away, `title.value=` renames; what is locked is accepted and forgotten. */
function edit(item: Item, query: URLSearchParams): void {
  const given = new Map<string, string[]>();
  for (const [key, value] of query) {
    const set = /^(\w+)\[\d+\]\.tag\.tag$/.exec(key);
    const take = /^(\w+)\[\]\.tag\.tag-$/.exec(key);
    if (set !== null) given.set(nameOf(set[1]), [...(given.get(nameOf(set[1])) ?? []), value]);
    else if (take !== null) {
      const gone = new Set(value.split(','));
      const name = nameOf(take[1]);
      item.tags.set(
        name,
        (item.tags.get(name) ?? []).filter((tag) => !gone.has(encodeURIComponent(tag)) && !gone.has(tag)),
      );
    } else if (key === 'title.value') item.title = value;
    else if (!key.endsWith('.locked')) throw new Refusal(400);
  }
  for (const [name, tags] of given) item.tags.set(name, [...new Set([...(item.tags.get(name) ?? []), ...tags])]);
}

const nameOf = (field: string | undefined): string =>
  field === undefined ? '' : field[0]?.toUpperCase() + field.slice(1);
