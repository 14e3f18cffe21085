import { ServiceFault } from '#platform/outbound';
import type { PlexCall, PlexReply, Way } from './way.ts';
import {
  type Container,
  identityOf,
  itemOf,
  type Json,
  numberOf,
  type PlexItem,
  type PlexSection,
  rowsOf,
  sectionOf,
  textOf,
  unexpectedShape,
} from './wire.ts';

/** Plex's numbers of the kinds. */
export const plexKinds = { artist: 8, album: 9, track: 10 } as const;

/** What music consists of. */
export type PlexKind = keyof typeof plexKinds;

/** Which rows of a list. */
export interface PageOf {
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
}

/** A page of a list; `total` counts all rows. */
export interface PlexPage<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly offset: number;
}

/** The library through one server: everything that reads, and the marks of single items. Throws `ServiceFault`. */
export type PlexClient = ReturnType<typeof createClient>;

/** The identifier of the library among the providers of a server. */
const identifier = 'com.plexapp.plugins.library';

/** Query parameters of a page, as Plex reads them. */
export const pageQuery = ({ offset, limit }: PageOf): [string, string][] => [
  ['X-Plex-Container-Start', String(offset)],
  ['X-Plex-Container-Size', String(limit)],
];

/** The container of an answer that must have one. */
export function contentsOf(reply: PlexReply, what: string): Container {
  if (reply.container === null) throw unexpectedShape(what);
  return reply.container;
}

/** A page out of an answer. Plex leaves the total out on lists that it does not page. */
export function pageOf(reply: PlexReply, asked: PageOf, name: string, what: string): PlexPage<Json> {
  const container = contentsOf(reply, what);
  const items = rowsOf(container, name, what);
  const told = numberOf(container['totalSize']) ?? reply.total;
  return { items, offset: asked.offset, total: told ?? asked.offset + items.length };
}

/** The libraries of an answer. */
export function sectionsIn(container: Container): readonly PlexSection[] {
  return rowsOf(container, 'Directory', 'the question for its libraries').map(sectionOf);
}

/** Makes the client over one way. */
export function createClient(way: Way) {
  const itemPage = async (call: PlexCall, page: PageOf, what: string): Promise<PlexPage<PlexItem>> => {
    const reply = await way.call({ ...call, query: [...(call.query ?? []), ...pageQuery(page)] });
    const rows = pageOf(reply, page, 'Metadata', what);
    return { ...rows, items: rows.items.map(itemOf) };
  };
  const mark = async (path: string, key: string, more: readonly (readonly [string, string])[] = []): Promise<void> => {
    await way.call({ method: 'PUT', path, query: [['identifier', identifier], ['key', key], ...more] });
  };

  const client = {
    /** Any question, answered with Plex's own container. `path` and `query` are the caller's responsibility. */
    async passed(call: PlexCall): Promise<Container> {
      const { container } = await way.call(call);
      return container ?? { size: 0 };
    },
    /** Who the server is; needs no token at Plex, but is not asked without one. */
    async identity(signal?: AbortSignal, evenIfPaused = false) {
      return identityOf(
        contentsOf(await way.call({ path: '/identity', signal, evenIfPaused }), 'the question for its identity'),
      );
    },
    /** What the server calls itself. The first question that needs the token. */
    async name(signal?: AbortSignal, evenIfPaused = false): Promise<string> {
      const container = contentsOf(await way.call({ path: '/', signal, evenIfPaused }), 'the question for its name');
      return textOf(container['friendlyName']) ?? 'Plex';
    },
    async sections(signal?: AbortSignal): Promise<readonly PlexSection[]> {
      const reply = await way.call({ path: '/library/sections', signal });
      return sectionsIn(contentsOf(reply, 'the question for its libraries'));
    },
    /** The configured library of music, else the first one; `null` when there is none. Audiobooks have another agent. */
    async musicSection(signal?: AbortSignal): Promise<PlexSection | null> {
      const { library } = await way.configured();
      const music = (await client.sections(signal)).filter((section) => section.type === 'artist');
      if (library !== null) {
        const name = library.toLowerCase();
        return music.find((section) => section.id === library || section.title.toLowerCase() === name) ?? null;
      }
      return music.find((section) => /music/i.test(section.agent ?? '')) ?? music[0] ?? null;
    },
    /** How many there are, without reading them. */
    async count(sectionId: string, kind: PlexKind, signal?: AbortSignal): Promise<number> {
      const page = { offset: 0, limit: 0 };
      const query = [['type', String(plexKinds[kind])] as const, ...pageQuery(page)];
      const reply = await way.call({ path: `/library/sections/${sectionId}/all`, query, signal });
      return pageOf(reply, page, 'Metadata', 'the question for its contents').total;
    },
    /** A page of a library. `filters` are Plex's own, such as `artist.title=` for equality. */
    items(
      sectionId: string,
      kind: PlexKind,
      page: PageOf,
      filters: readonly (readonly [string, string])[] = [],
      signal?: AbortSignal,
    ) {
      const query = [['type', String(plexKinds[kind])] as const, ['includeGuids', '1'] as const, ...filters];
      return itemPage(
        { path: `/library/sections/${sectionId}/all`, query, signal },
        page,
        'the question for its contents',
      );
    },
    /** A page of what is below an item: albums of an artist, tracks of an album. */
    children(key: string, page: PageOf, signal?: AbortSignal) {
      return itemPage({ path: `/library/metadata/${key}/children`, signal }, page, 'the question for what an item has');
    },
    /** One item; `null` when there is none (any more). */
    async item(key: string, signal?: AbortSignal): Promise<PlexItem | null> {
      const reply = await way.call({ path: `/library/metadata/${key}`, expect: [404], signal });
      if (reply.status === 404) return null;
      const row = rowsOf(contentsOf(reply, 'the question for an item'), 'Metadata', 'the question for an item')[0];
      return row === undefined ? null : itemOf(row);
    },
    /** Finds by words, best first within each kind. */
    async search(
      query: string,
      limit: number,
      sectionId: string | null,
      signal?: AbortSignal,
    ): Promise<readonly PlexItem[]> {
      const what = 'a search';
      const given = [
        ['query', query] as const,
        ['limit', String(limit)] as const,
        ...(sectionId === null ? [] : [['sectionId', sectionId] as const]),
      ];
      const hubs = rowsOf(
        contentsOf(await way.call({ path: '/hubs/search', query: given, signal }), what),
        'Hub',
        what,
      );
      return hubs
        .filter((hub) => typeof hub['type'] === 'string' && hub['type'] in plexKinds)
        .flatMap((hub) => rowsOf(hub, 'Metadata', what).map(itemOf));
    },
    /** Asks for a scan of a library, or of one folder in Plex's own spelling. Plex answers 200 whether or not it does anything. */
    async refresh(sectionId: string, path: string | null, signal?: AbortSignal): Promise<void> {
      const query = path === null ? [] : [['path', path] as const];
      await way.call({ method: 'POST', path: `/library/sections/${sectionId}/refresh`, query, signal });
    },
    /** Marks as played: one more view, without an entry in the history. */
    scrobble: (key: string) => mark('/:/scrobble', key),
    unscrobble: (key: string) => mark('/:/unscrobble', key),
    /** 0 to 10; -1 takes the rating away. */
    rate: (key: string, rating: number) => mark('/:/rate', key, [['rating', String(rating)]]),
    /** Replaces the tags of these fields (`genre`, `mood`, …) by these lists, and reads back what Plex has then. */
    async setTags(key: string, tags: Readonly<Record<string, readonly string[]>>): Promise<Container> {
      const what = 'the question for an item';
      const path = `/library/metadata/${key}`;
      const before = rowsOf(contentsOf(await way.call({ path }), what), 'Metadata', what)[0] ?? {};
      const query: [string, string][] = [];
      for (const [field, wanted] of Object.entries(tags)) {
        const list = before[field.slice(0, 1).toUpperCase() + field.slice(1)];
        const has = Array.isArray(list) ? (list as Json[]).flatMap((each) => textOf(each['tag']) ?? []) : [];
        const gone = has.filter((tag) => !wanted.includes(tag));
        for (const [at, tag] of wanted.entries()) query.push([`${field}[${at}].tag.tag`, tag]);
        if (gone.length > 0) query.push([`${field}[].tag.tag-`, gone.map(encodeURIComponent).join(',')]);
        // a person's choice is not to be replaced at the next refresh
        query.push([`${field}.locked`, '1']);
      }
      await way.call({ method: 'PUT', path, query });
      return contentsOf(await way.call({ path }), what);
    },
    /** `server://…` address of items, for playlists and play queues. */
    async uriOf(keys: readonly string[], signal?: AbortSignal): Promise<string> {
      const { machineIdentifier } = await client.identity(signal);
      return `server://${machineIdentifier}/${identifier}/library/metadata/${keys.join(',')}`;
    },
  };
  return client;
}

/** Whether Plex says that there is no such thing. */
export const isNotFound = (error: unknown): boolean => error instanceof ServiceFault && error.status === 404;
