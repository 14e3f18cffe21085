import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { problem } from '#http';
import type { Enrichment } from '../enrich/enrich.job.ts';
import { downloadParams, type MetadataRouteDeps, requireFile } from '../enrich/metadata.routes.ts';
import type { ArtworkStore } from './artwork.store.ts';
import type { PictureCache } from './cache.ts';
import { embeddedPicture, folderPicture } from './local.ts';
import { thumbnail } from './picture.ts';

/** What the routes of covers need. */
export interface ArtworkRouteDeps {
  readonly enrichment: Pick<Enrichment, 'find' | 'refresh' | 'isEnabled'>;
  readonly store: ArtworkStore;
  readonly cache: PictureCache;
  /** Larger files beside the music are no covers. */
  readonly maxBytes: number;
  readonly fileOf: MetadataRouteDeps['fileOf'];
  /** The absolute path of a library file; `null`: no such file. */
  readonly pathOf: (fileId: number) => Promise<string | null>;
}

const edges = { small: 96, medium: 320, large: 640 } as const;
const picture = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' });

/** `/soulseek/download/{id}/artwork`, its refresh (contract §1.5), and `/library/files/{id}/artwork` in the sizes of our own page. */
export function artworkRoutes(deps: ArtworkRouteDeps): FastifyPluginAsyncTypebox {
  const { enrichment, store, cache } = deps;

  /** The kept cover, else the embedded one, else the one that lies beside the file. */
  async function coverOf(fileId: number) {
    const row = await enrichment.find(fileId, 'artwork');
    const id = Number(row?.found['artworkId'] ?? 0);
    const artwork = id === 0 ? null : await store.byId(id);
    const bytes = artwork === null ? null : await cache.read(artwork.file_name);
    if (artwork !== null && bytes !== null) return { bytes, mime: artwork.mime, sha256: artwork.sha256 };
    const path = await deps.pathOf(fileId);
    return path === null ? null : ((await embeddedPicture(path)) ?? (await folderPicture(path, deps.maxBytes)));
  }

  async function requireEnabled(): Promise<void> {
    if (await enrichment.isEnabled('artwork')) return;
    throw problem(503, 'FEATURE_DISABLED', 'Artwork is switched off. Set ENABLE_ARTWORK=true.', { feature: 'artwork' });
  }

  return async (app) => {
    app.get(
      '/soulseek/download/:download_id/artwork',
      {
        schema: {
          tags: ['artwork'],
          summary: 'The cover of what a download brought, as large as it is',
          params: downloadParams,
          produces: ['image/jpeg', 'image/png', 'image/webp'],
          response: { 200: picture },
        },
      },
      async ({ params, headers }, reply) => {
        await requireEnabled();
        const file = await requireFile(deps.fileOf, params.download_id);
        const cover = await coverOf(file.fileId);
        if (cover === null) {
          const row = await enrichment.find(file.fileId, 'artwork');
          const meta = { status: row?.status ?? 'pending', reason: row?.problem ?? null };
          throw problem(404, 'NOT_FOUND', 'There is no cover (yet).', meta);
        }
        return send(reply, headers, cover.bytes, cover.mime, `"${cover.sha256}"`);
      },
    );
    app.post(
      '/soulseek/download/:download_id/artwork/refresh',
      {
        schema: {
          tags: ['artwork'],
          summary: 'Look the cover of a download up again and embed it',
          params: downloadParams,
          response: { 202: Type.Object({ status: Type.Literal('pending') }) },
        },
      },
      async ({ params }, reply) => {
        await requireEnabled();
        const file = await requireFile(deps.fileOf, params.download_id);
        await enrichment.refresh(file.fileId, 'artwork');
        return reply.status(202).send({ status: 'pending' as const });
      },
    );
    app.get(
      '/library/files/:id/artwork',
      {
        schema: {
          tags: ['library'],
          operationId: 'getLibraryFileArtwork',
          summary: 'The cover of a library file as a small square, for lists',
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
          querystring: Type.Object({
            size: Type.Union([Type.Literal('small'), Type.Literal('medium'), Type.Literal('large')], {
              default: 'small',
              description: '96, 320 or 640 pixels',
            }),
          }),
          produces: ['image/webp'],
          response: { 200: picture },
        },
      },
      async ({ params, query, headers }, reply) => {
        const cover = await coverOf(params.id);
        if (cover === null) throw problem(404, 'NOT_FOUND', `The library file ${params.id} has no cover.`);
        const name = `thumbs/${cover.sha256.slice(0, 32)}-${edges[query.size]}.webp`;
        let small = await cache.read(name);
        if (small === null) {
          small = await thumbnail(cover.bytes, edges[query.size]);
          await cache.write(name, small);
        }
        return send(reply, headers, small, 'image/webp', `"${cover.sha256.slice(0, 32)}-${edges[query.size]}"`);
      },
    );
  };
}

/** Sends a picture, or 304 when the caller has it. */
function send(
  reply: FastifyReply,
  headers: FastifyRequest['headers'],
  bytes: Buffer,
  mime: string,
  etag: string,
): FastifyReply {
  void reply.headers({ etag, 'cache-control': 'private, max-age=300', 'x-content-type-options': 'nosniff' });
  const known = (headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return reply.status(304).send();
  return reply.status(200).type(mime).send(bytes);
}
