import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, type TSchema, Type } from 'typebox';
import type { LibraryRow } from './library.rows.ts';
import type { LibraryStore } from './library.store.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });

const fileSchema = object({
  id: Type.Integer(),
  path: Type.String({ description: 'Relative to the music folder, forward slashes' }),
  wish_id: nullable(Type.Integer()),
  origin: Type.Union([Type.Literal('wish'), Type.Literal('scan')], {
    description: 'wish: Harmony fetched it · scan: it was found in the music folder',
  }),
  title: Type.String(),
  artists: Type.Array(Type.String()),
  album: nullable(Type.String()),
  album_artist: nullable(Type.String()),
  track_number: nullable(Type.Integer()),
  disc_number: nullable(Type.Integer()),
  release_date: nullable(Type.String()),
  isrc: nullable(Type.String()),
  format: Type.String(),
  codec: nullable(Type.String()),
  lossless: nullable(Type.Boolean()),
  bitrate_kbps: nullable(Type.Integer()),
  sample_rate_hz: nullable(Type.Integer()),
  bit_depth: nullable(Type.Integer()),
  duration_ms: nullable(Type.Integer()),
  size_bytes: Type.Integer(),
  tagged_at: nullable(Type.String({ format: 'date-time' })),
  tag_problem: nullable(Type.String({ description: 'Why the tags could not be written, for people' })),
  added_at: Type.String({ format: 'date-time' }),
  artwork_url: nullable(Type.String({ description: 'Address of the small cover below the base path' })),
});

function viewOf(row: LibraryRow, artwork_url: string | null) {
  const { search_text: _search, updated_at: _updated, recording_key: _key, match_text: _match, ...rest } = row;
  const { mtime_us: _time, inode: _inode, missing_since: _missing, ...view } = rest;
  return {
    ...view,
    tagged_at: row.tagged_at?.toISOString() ?? null,
    added_at: row.added_at.toISOString(),
    artwork_url,
  };
}

const listOptions = {
  schema: {
    tags: ['library'],
    operationId: 'listLibraryFiles',
    summary: 'Files of the library, newest first',
    querystring: object({
      query: Type.String({
        default: '',
        maxLength: 200,
        description: 'Words that must occur in title, artists or album',
      }),
      limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
      offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
    }),
    response: {
      200: object({
        items: Type.Array(fileSchema),
        total: Type.Integer(),
        limit: Type.Integer(),
        offset: Type.Integer(),
      }),
    },
  },
} as const;

const summaryOptions = {
  schema: {
    tags: ['library'],
    operationId: 'getLibrarySummary',
    summary: 'How much the library holds',
    response: {
      200: object({
        files: Type.Integer(),
        bytes: Type.Integer(),
        duration_ms: Type.Integer(),
        lossless: Type.Integer(),
        untagged: Type.Integer(),
        artists: Type.Integer(),
        albums: Type.Integer(),
      }),
    },
  },
} as const;

const bytesOrNothing = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description });

const diskOptions = {
  schema: {
    tags: ['library'],
    operationId: 'getLibraryDisk',
    summary: 'Room on the disk of the music folder',
    response: {
      200: object({
        total_bytes: bytesOrNothing('Size of the disk; null while the folder cannot be read'),
        free_bytes: bytesOrNothing('What may still be written; null while the folder cannot be read'),
        reserve_bytes: Type.Integer({ description: 'Kept free at all times; below it nothing is fetched' }),
      }),
    },
  },
} as const;

/** Room on a disk, in bytes. */
export interface DiskRoom {
  readonly total: number;
  readonly free: number;
}

/** `GET /library/files`, `GET /library/summary` and `GET /library/disk`. */
export function libraryRoutes(deps: {
  readonly library: LibraryStore;
  /** The addresses of the small covers of files that have one. */
  readonly coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** The disk of the music folder: its room (`null` when the folder cannot be read) and what must stay free. */
  readonly disk: {
    readonly reserveBytes: number;
    readonly room: () => Promise<DiskRoom | null>;
  };
}): FastifyPluginAsyncTypebox {
  // counting reads the whole table, so requests that come together share one answer
  let counting: ReturnType<LibraryStore['summary']> | null = null;
  const summary = () => {
    counting ??= deps.library.summary().finally(() => {
      counting = null;
    });
    return counting;
  };
  return async (app) => {
    app.get('/library/files', listOptions, async ({ query }) => {
      const { rows, total } = await deps.library.page(query);
      const covers = await deps.coversOf(rows.map((row) => row.id));
      return {
        items: rows.map((row) =>
          viewOf(row, covers.get(row.id) ?? (row.origin === 'scan' ? `/library/files/${row.id}/artwork` : null)),
        ),
        total,
        limit: query.limit,
        offset: query.offset,
      };
    });
    app.get('/library/summary', summaryOptions, summary);
    app.get('/library/disk', diskOptions, async () => {
      const room = await deps.disk.room();
      return {
        total_bytes: room?.total ?? null,
        free_bytes: room?.free ?? null,
        reserve_bytes: deps.disk.reserveBytes,
      };
    });
  };
}
