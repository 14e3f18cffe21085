import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, Type } from 'typebox';
import type { LibraryStore } from './library.store.ts';
import { fileSchema, viewsOf } from './library.view.ts';

const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });

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
  return async (app) => {
    app.get('/library/files', listOptions, async ({ query }) => {
      const { rows, total } = await deps.library.page(query);
      return {
        items: await viewsOf(rows, deps.coversOf),
        total,
        limit: query.limit,
        offset: query.offset,
      };
    });
    app.get('/library/summary', summaryOptions, () => deps.library.summary());
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
