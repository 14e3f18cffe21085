import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, type TSchema, Type } from 'typebox';
import { invalid, problem } from '#http';
import { fileSchema, viewsOf } from '../library.view.ts';
import { gapsOf } from './gaps.ts';
import type { AlbumCursor, LibraryTree, TreeAlbum, TreeArtist, WallAlbum, WallCursor } from './tree.store.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });
const cursor = Type.String({ minLength: 1, maxLength: 2000, description: '`next` of the page before' });
const limit = Type.Integer({ minimum: 1, maximum: 200, default: 100 });
const next = nullable(Type.String({ description: 'Give it as `after` for the next page; null: this is the last' }));
const artworkUrl = nullable(Type.String({ description: 'Address of a small cover below the base path' }));
const artistName = Type.String({
  maxLength: 2000,
  description: 'Album artist, else first artist; case does not matter',
});

const artistKey = nullable(
  Type.String({ description: 'The artist in the catalogue of releases (`/artists/{artist_key}`)' }),
);

const artistSchema = object({
  name: Type.String({ description: 'As the tags have it; empty: the files name nobody' }),
  albums: Type.Integer(),
  files: Type.Integer(),
  bytes: Type.Integer(),
  lossless: Type.Integer({ description: 'Files without loss' }),
  artwork_url: artworkUrl,
});

const albumSchema = object({
  title: Type.String({ description: 'As the tags have it; empty: files without an album' }),
  year: nullable(Type.String({ description: 'Four digits' })),
  files: Type.Integer(),
  tracks: Type.Integer({ description: 'Different tracks that are there; a second copy does not count' }),
  tracks_total: nullable(
    Type.Integer({
      description: 'How many there are in all: by the catalogue of releases, else by the highest numbers of the tags',
    }),
  ),
  total_from: nullable(Type.Union([Type.Literal('catalogue'), Type.Literal('numbers')])),
  complete: nullable(Type.Boolean({ description: 'null: nobody knows how many tracks there are' })),
  bytes: Type.Integer(),
  duration_ms: Type.Integer(),
  lossless: Type.Integer({ description: 'Files without loss' }),
  formats: Type.Array(Type.String()),
  artwork_url: artworkUrl,
});

const artistsOptions = {
  schema: {
    tags: ['library'],
    operationId: 'listLibraryArtists',
    summary: 'Artists of the library by name, with what there is of each',
    querystring: object({
      query: Type.String({ default: '', maxLength: 200, description: 'Part of the name' }),
      after: Type.Optional(cursor),
      limit,
    }),
    response: { 200: object({ items: Type.Array(artistSchema), next }) },
  },
} as const;

const albumsOptions = {
  schema: {
    tags: ['library'],
    operationId: 'listLibraryAlbums',
    summary: 'Albums of an artist in the library, newest first, with how complete each is',
    querystring: object({ artist: artistName, after: Type.Optional(cursor), limit }),
    response: {
      200: object({
        artist: artistSchema,
        artist_key: artistKey,
        items: Type.Array(albumSchema),
        next,
      }),
    },
  },
} as const;

const wallOptions = {
  schema: {
    tags: ['library'],
    operationId: 'listAllLibraryAlbums',
    summary: 'All albums of the library by artist and title',
    querystring: object({
      query: Type.String({ default: '', maxLength: 200, description: 'Part of the artist or the title' }),
      after: Type.Optional(cursor),
      limit,
    }),
    response: {
      200: object({
        items: Type.Array(
          object({
            artist: Type.String({ description: 'As the tags have it; empty: the files name nobody' }),
            title: Type.String(),
            year: nullable(Type.String({ description: 'Four digits' })),
            files: Type.Integer(),
            lossless: Type.Integer({ description: 'Files without loss' }),
            artwork_url: artworkUrl,
          }),
        ),
        next,
      }),
    },
  },
} as const;

const tracksOptions = {
  schema: {
    tags: ['library'],
    operationId: 'listLibraryAlbumTracks',
    summary: 'Files of an album by disc and number, and the numbers that are missing',
    querystring: object({
      artist: artistName,
      album: Type.String({ maxLength: 2000, description: 'Empty: files without an album' }),
    }),
    response: {
      200: object({
        artist_key: artistKey,
        release_id: nullable(
          Type.Integer({ description: 'The album in the catalogue; its tracks can be had with `wishRelease`' }),
        ),
        items: Type.Array(fileSchema, { description: 'At most 1,000' }),
        missing: Type.Array(object({ disc: Type.Integer(), number: Type.Integer() }), { description: 'At most 100' }),
      }),
    },
  },
} as const;

/** What the routes need. */
export interface TreeRouteDeps {
  readonly tree: LibraryTree;
  /** The addresses of the small covers of files that have one. */
  readonly coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** What the catalogue of releases knows of an artist. */
  readonly known: (artist: string) => Promise<{
    readonly artistKey: string;
    totalOf(title: string, year: string | null): number | null;
    releaseOf(title: string, year: string | null): number | null;
  } | null>;
}

/** `GET /library/artists`, `GET /library/albums`, `GET /library/albums/all` and `GET /library/tracks`. */
export function treeRoutes({ tree, coversOf, known }: TreeRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/library/artists', artistsOptions, async ({ query }) => {
      const after = query.after === undefined ? null : textOf(query.after);
      const rows = await tree.artists({ query: query.query, after, limit: query.limit + 1 });
      const shown = rows.slice(0, query.limit);
      const covers = await coversOf(shown.map((row) => row.fileId));
      return {
        items: shown.map((row) => artistView(row, covers)),
        next: rows.length > shown.length ? (shown.at(-1)?.key ?? null) : null,
      };
    });

    app.get('/library/albums', albumsOptions, async ({ query }) => {
      const artist = await tree.artist(textOf(query.artist));
      if (artist === null) throw notFound(query.artist);
      const after = query.after === undefined ? null : cursorOf(query.after);
      const [rows, catalogue] = await Promise.all([
        tree.albums(artist.name, { after, limit: query.limit + 1 }),
        known(artist.name),
      ]);
      const shown = rows.slice(0, query.limit);
      const covers = await coversOf([artist.fileId, ...shown.map((row) => row.fileId)]);
      return {
        artist: artistView(artist, covers),
        artist_key: catalogue?.artistKey ?? null,
        items: shown.map((row) => albumView(row, catalogue?.totalOf(row.title, row.year) ?? null, covers)),
        next: rows.length > shown.length ? writeCursor(shown.at(-1)) : null,
      };
    });

    app.get('/library/albums/all', wallOptions, async ({ query }) => {
      const after = query.after === undefined ? null : wallCursorOf(query.after);
      const rows = await tree.wall({ query: query.query, after, limit: query.limit + 1 });
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      const covers = await coversOf(shown.map((row) => row.fileId));
      return {
        items: shown.map((row) => {
          const { artist, title, year, files, lossless } = row;
          return { artist, title, year, files, lossless, artwork_url: coverOf(row, covers) };
        }),
        next: rows.length > shown.length && last !== undefined ? JSON.stringify([last.artistKey, last.key]) : null,
      };
    });

    app.get('/library/tracks', tracksOptions, async ({ query }) => {
      const rows = await tree.tracks(textOf(query.artist), textOf(query.album));
      const [first] = rows;
      if (first === undefined) throw notFound(`${query.artist}: ${query.album}`);
      const year =
        rows.map((row) => /^\d{4}/.exec(row.release_date ?? '')?.[0]).find((each) => each !== undefined) ?? null;
      const catalogue = await known(first.album_artist || (first.artists[0] ?? ''));
      return {
        artist_key: catalogue?.artistKey ?? null,
        release_id: query.album === '' ? null : (catalogue?.releaseOf(first.album ?? '', year) ?? null),
        items: await viewsOf(rows, coversOf),
        missing: [...(query.album === '' ? [] : gapsOf(rows, catalogue?.totalOf(first.album ?? '', year) ?? null))],
      };
    });
  };
}

/** PostgreSQL text cannot hold NUL. */
const textOf = (text: string): string => text.replaceAll('\0', ' ');

function notFound(what: string) {
  return problem(404, 'NOT_FOUND', `The library has nothing of "${what.slice(0, 200)}".`);
}

function writeCursor(row: TreeAlbum | undefined): string | null {
  return row === undefined ? null : `${row.year ?? ''}|${row.key}`;
}

function cursorOf(text: string): AlbumCursor {
  const [, year, key] = /^(\d{4}|)\|(.*)$/s.exec(textOf(text)) ?? [];
  if (year === undefined || key === undefined) throw invalid('after', 'must be "next" of another page');
  return { year, key };
}

function wallCursorOf(text: string): WallCursor {
  let read: unknown;
  try {
    read = JSON.parse(textOf(text));
  } catch {
    // no cursor of ours
  }
  const [artistKey, key] = Array.isArray(read) ? (read as unknown[]) : [];
  if (typeof artistKey !== 'string' || typeof key !== 'string')
    throw invalid('after', 'must be "next" of another page');
  return { artistKey: textOf(artistKey), key: textOf(key) };
}

function artistView(row: TreeArtist, covers: ReadonlyMap<number, string>) {
  const { name, albums, files, bytes, lossless } = row;
  return { name, albums, files, bytes, lossless, artwork_url: coverOf(row, covers) };
}

function albumView(row: TreeAlbum, known: number | null, covers: ReadonlyMap<number, string>) {
  const { title, year, files, tracks, bytes, duration_ms, lossless, formats } = row;
  const numbers = row.highest > 0 && title !== '' ? Math.max(row.highest, tracks) : null;
  const total = known ?? numbers;
  return {
    title,
    year,
    files,
    tracks,
    tracks_total: total,
    total_from: known === null ? (numbers === null ? null : ('numbers' as const)) : ('catalogue' as const),
    // the highest number says what is missing, but not that nothing follows
    complete: known === null ? (numbers !== null && tracks < numbers ? false : null) : tracks >= known,
    bytes,
    duration_ms,
    lossless,
    formats: [...formats],
    artwork_url: coverOf(row, covers),
  };
}

/** The cover that was fetched; else a file that was found may have one inside. */
function coverOf(row: TreeArtist | TreeAlbum | WallAlbum, covers: ReadonlyMap<number, string>): string | null {
  return covers.get(row.fileId) ?? (row.foundId === null ? null : `/library/files/${row.foundId}/artwork`);
}
