import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import { lyricsPathOf } from '#library';
import type { Enrichment } from '../enrich/enrich.job.ts';
import { downloadParams, type MetadataRouteDeps, requireFile } from '../enrich/metadata.routes.ts';
import { composeLrc } from './lrc.ts';
import { readLrc } from './lyrics.ts';

/** What the routes of lyrics need. */
export interface LyricsRouteDeps {
  readonly enrichment: Pick<Enrichment, 'find' | 'refresh' | 'isEnabled'>;
  readonly fileOf: MetadataRouteDeps['fileOf'];
  /** The absolute path of a library file; `null`: no such file. */
  readonly pathOf: (fileId: number) => Promise<string | null>;
}

const waiting = Type.Object({ status: Type.Literal('pending') });

/** `/soulseek/download/{id}/lyrics` and its refresh (contract §1.5). */
export function lyricsRoutes(deps: LyricsRouteDeps): FastifyPluginAsyncTypebox {
  const { enrichment } = deps;
  const tags = ['lyrics'];
  async function requireEnabled(): Promise<void> {
    if (await enrichment.isEnabled('lyrics')) return;
    throw problem(503, 'FEATURE_DISABLED', 'Lyrics are switched off. Set ENABLE_LYRICS=true.', { feature: 'lyrics' });
  }

  return async (app) => {
    app.get(
      '/soulseek/download/:download_id/lyrics',
      {
        schema: {
          tags,
          summary: 'The words of what a download brought, as LRC; 202 while they are looked up',
          params: downloadParams,
          produces: ['text/plain', 'application/json'],
          response: { 200: Type.String(), 202: waiting },
        },
      },
      async ({ params }, reply) => {
        await requireEnabled();
        const file = await requireFile(deps.fileOf, params.download_id);
        const row = await enrichment.find(file.fileId, 'lyrics');
        if (row === null || row.status === 'pending') return reply.status(202).send({ status: 'pending' as const });
        if (row.status === 'failed')
          throw problem(502, 'DEPENDENCY_ERROR', row.problem ?? 'The sources of lyrics could not be asked.', {
            remedy: 'It is tried again by itself; POST …/lyrics/refresh tries now.',
          });
        if (row.status === 'nothing')
          throw problem(404, 'NOT_FOUND', row.problem ?? 'Nobody has the words.', { reason: 'no_lyrics' });
        const kind = typeof row.found['kind'] === 'string' ? row.found['kind'] : 'synced';
        void reply.header('x-lyrics-kind', kind).header('x-lyrics-source', row.source ?? '');
        const path = await deps.pathOf(file.fileId);
        const text =
          kind === 'instrumental'
            ? composeLrc(
                { kind: 'instrumental' },
                { title: file.title ?? '', artist: file.artists.join(', '), album: null, durationMs: null },
                { spread: false },
              )
            : path === null
              ? null
              : await readLrc(lyricsPathOf(path));
        if (text === null)
          throw problem(404, 'NOT_FOUND', 'The file with the words is not there any more.', { reason: 'file_gone' });
        return reply.status(200).type('text/plain; charset=utf-8').send(text);
      },
    );
    app.post(
      '/soulseek/download/:download_id/lyrics/refresh',
      {
        schema: {
          tags,
          summary: 'Look the words of a download up again',
          params: downloadParams,
          response: { 202: Type.Object({ status: Type.Literal('queued') }) },
        },
      },
      async ({ params }, reply) => {
        await requireEnabled();
        const file = await requireFile(deps.fileOf, params.download_id);
        await enrichment.refresh(file.fileId, 'lyrics');
        return reply.status(202).send({ status: 'queued' as const });
      },
    );
  };
}
