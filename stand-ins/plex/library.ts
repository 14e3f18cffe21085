import { createHash } from 'node:crypto';
import { generatedAlbums, type World, type WorldAlbum, type WorldSection, type WorldTrack } from './world.ts';

/** One artist, album or track. `kind` is Plex's number of the type. */
export interface Item {
  readonly ratingKey: string;
  readonly kind: 8 | 9 | 10;
  readonly section: Section;
  readonly parent: Item | null;
  readonly children: Item[];
  title: string;
  readonly guid: string;
  readonly guids: readonly string[];
  readonly addedAt: number;
  updatedAt: number;
  year?: number | undefined;
  /** Number among its kind; of a track on its disc. */
  index?: number | undefined;
  disc?: number | undefined;
  durationMs?: number | undefined;
  originalTitle?: string | undefined;
  /** Tracks only. */
  readonly file?: string | undefined;
  readonly size?: number | undefined;
  readonly media?: number | undefined;
  viewCount: number;
  lastViewedAt?: number | undefined;
  userRating?: number | undefined;
  readonly tags: Map<string, string[]>;
}

/** One library. */
export interface Section {
  readonly id: number;
  readonly title: string;
  readonly type: 'artist' | 'movie';
  readonly agent: string;
  readonly uuid: string;
  readonly locations: readonly { readonly id: number; readonly path: string; readonly folder: string | null }[];
  refreshing: boolean;
  scannedAt: number;
  contentChangedAt: number;
  /** In the order in which they came. */
  readonly artists: Item[];
  readonly albums: Item[];
  readonly tracks: Item[];
}

/** What a folder scan learnt of a file. */
export interface ScannedFile extends WorldTrack {
  readonly artist: string;
  readonly album: string;
  readonly year?: number;
  readonly file: string;
  readonly size: number;
}

/** The libraries of one server. */
export interface Library {
  readonly sections: readonly Section[];
  section(id: string): Section | undefined;
  item(ratingKey: string): Item | undefined;
  trackOfFile(section: Section, file: string): Item | undefined;
  add(section: Section, file: ScannedFile): Item;
  /** Takes a track away, with its album and artist where they are empty then. */
  remove(track: Item): void;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);
const kindNames = { 8: 'artist', 9: 'album', 10: 'track' } as const;

/** Builds the libraries of a world. `now` gives seconds since 1970. */
export function createLibrary(world: World, now: () => number): Library {
  const items = new Map<string, Item>();
  const named = new Map<string, Item>();
  const files = new Map<string, Item>();
  let lastKey = 999;

  function make(section: Section, kind: Item['kind'], parent: Item | null, from: WorldTrack & { year?: number }): Item {
    lastKey += 1;
    const ratingKey = String(lastKey);
    const at = now();
    const item: Item = {
      ratingKey,
      kind,
      section,
      parent,
      children: [],
      title: from.title,
      // made when somebody asks: a library may have a hundred thousand
      get guid() {
        const names = `${section.id}${kind}${parent?.guid ?? ''}${from.title}${from.file ?? ''}`;
        return from.guid ?? `plex://${kindNames[kind]}/${hash(names)}`;
      },
      guids: from.guids ?? [],
      addedAt: at,
      updatedAt: at,
      year: from.year,
      index: kind === 10 ? from.index : 1,
      disc: from.disc,
      durationMs: from.durationMs,
      originalTitle: from.originalTitle,
      file: from.file,
      size: (from as { size?: number }).size,
      media: from.media,
      viewCount: 0,
      tags: new Map(),
    };
    items.set(ratingKey, item);
    parent?.children.push(item);
    listOf(section, kind).push(item);
    return item;
  }

  /** The artist or album of that name, made where there is none. */
  function under(section: Section, kind: 8 | 9, parent: Item | null, title: string, year?: number): Item {
    const key = `${section.id}\0${parent?.ratingKey ?? ''}\0${title.toLowerCase()}`;
    const found = named.get(key);
    if (found !== undefined) return found;
    const made = make(section, kind, parent, { title, ...(year === undefined ? {} : { year }) });
    named.set(key, made);
    return made;
  }

  function track(section: Section, album: WorldAlbum, each: WorldTrack): Item {
    const artist = under(section, 8, null, album.artist);
    const parent = under(section, 9, artist, album.title, album.year);
    const root = section.locations[0]?.path ?? '/music';
    const separator = root.includes('\\') ? '\\' : '/';
    const number = String(each.index ?? 0).padStart(2, '0');
    const file = each.file ?? [root, album.artist, album.title, `${number} ${each.title}.flac`].join(separator);
    const made = make(section, 10, parent, { ...each, file });
    files.set(`${section.id}\0${file}`, made);
    return made;
  }

  const sections = world.sections.map((each) => sectionOf(each, now()));
  for (const [at, section] of sections.entries()) {
    const from = world.sections[at] as WorldSection;
    for (const album of from.albums ?? []) for (const each of album.tracks) track(section, album, each);
    if (from.generate !== undefined)
      for (const album of generatedAlbums(from.generate)) for (const each of album.tracks) track(section, album, each);
  }

  return {
    sections,
    section: (id) => sections.find((each) => String(each.id) === id),
    item: (ratingKey) => items.get(ratingKey),
    trackOfFile: (section, file) => files.get(`${section.id}\0${file}`),
    add: (section, file) =>
      track(
        section,
        { artist: file.artist, title: file.album, tracks: [], ...(file.year === undefined ? {} : { year: file.year }) },
        file,
      ),
    remove(gone) {
      for (let item: Item | null = gone; item !== null && item.children.length === 0; item = item.parent) {
        items.delete(item.ratingKey);
        cut(listOf(item.section, item.kind), item);
        if (item.parent !== null) cut(item.parent.children, item);
        if (item.file !== undefined) files.delete(`${item.section.id}\0${item.file}`);
        else named.delete(`${item.section.id}\0${item.parent?.ratingKey ?? ''}\0${item.title.toLowerCase()}`);
      }
    },
  };
}

function cut(list: Item[], item: Item): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}

/** The artists, albums or tracks of a section. */
export function listOf(section: Section, kind: number): Item[] {
  if (kind === 8) return section.artists;
  return kind === 9 ? section.albums : kind === 10 ? section.tracks : [];
}

function sectionOf(from: WorldSection, at: number): Section {
  const { id } = from;
  return {
    id,
    title: from.title,
    type: from.type ?? 'artist',
    agent: from.agent ?? 'tv.plex.agents.music',
    uuid: `0c4e311b-cd9f-4363-8097-${String(id).padStart(12, '0')}`,
    locations: from.locations.map(({ path, folder }, index) => ({ id: id * 10 + index, path, folder: folder ?? null })),
    refreshing: false,
    scannedAt: at,
    contentChangedAt: at,
    artists: [],
    albums: [],
    tracks: [],
  };
}
