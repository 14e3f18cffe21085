import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { problem } from '#http';
import type { Credits } from '../tags.ts';
import type { Enrichment } from './enrich.job.ts';
import type { MetadataRuns } from './run.job.ts';
import type { MetadataRun } from './run.store.ts';
import { creditTexts } from './summary.ts';

/** The file that a download brought. */
export interface DownloadedFile {
  /** Path at the peer. */
  readonly filename: string;
  /** In the library; `null` when it is not there (yet). */
  readonly fileId: number | null;
  readonly title: string | null;
  readonly artists: readonly string[];
}

/** What the routes of metadata need. */
export interface MetadataRouteDeps {
  readonly enrichment: Pick<Enrichment, 'find' | 'refresh' | 'isEnabled'>;
  readonly runs: MetadataRuns;
  /** `null`: no such download. */
  readonly fileOf: (downloadId: number) => Promise<DownloadedFile | null>;
  /** How many wishes wait to be matched. */
  readonly matchingQueue: () => Promise<number>;
}

/** Path parameter of the routes of one download. */
export const downloadParams = Type.Object({ download_id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** The file of a download, or the error that says why there is none. */
export async function requireFile(
  fileOf: MetadataRouteDeps['fileOf'],
  id: number,
): Promise<DownloadedFile & { readonly fileId: number }> {
  const file = await fileOf(id);
  if (file === null) throw problem(404, 'NOT_FOUND', `There is no download ${id}.`);
  if (file.fileId === null)
    throw problem(404, 'NOT_FOUND', `Download ${id} has no file in the library.`, { reason: 'no_library_file' });
  return { ...file, fileId: file.fileId };
}

const text = Type.Union([Type.String(), Type.Null()]);
const count = Type.Union([Type.Integer(), Type.Null()]);
const when = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

const metadataSchema = Type.Object({
  id: Type.Integer(),
  filename: Type.String({ description: 'Path at the peer, exactly as offered' }),
  genre: text,
  composer: text,
  producer: text,
  isrc: text,
  copyright: text,
  genres: Type.Array(Type.String()),
  composers: Type.Array(Type.String()),
  producers: Type.Array(Type.String()),
  musicbrainz: Type.Object({ recording_id: text, release_id: text, release_group_id: text }),
  status: Type.String({ description: 'pending, done, nothing or failed' }),
  source: text,
  problem: text,
});

const stateSchema = Type.Object(
  {
    status: Type.String({ description: 'idle, running, completed, stopped or failed' }),
    phase: Type.String(),
    processed: Type.Integer(),
    total: Type.Integer(),
    failures: Type.Integer(),
    started_at: when,
    completed_at: when,
    error: text,
    current_download_id: count,
    last_completed_id: count,
    last_failed_id: count,
    matching_queue: Type.Integer({ description: 'Wishes that wait to be matched' }),
  },
  { $id: 'MetadataUpdate' },
);

/** `/soulseek/download/{id}/metadata`, its refresh, and `/metadata/update`, `/metadata/status`, `/metadata/stop` (contract §1.5, §1.9). */
export function metadataRoutes(deps: MetadataRouteDeps): FastifyPluginAsyncTypebox {
  const tags = ['metadata'];
  const state = async () => stateOf(await deps.runs.newest(), await deps.matchingQueue());
  return async (app) => {
    app.get(
      '/soulseek/download/:download_id/metadata',
      {
        schema: {
          tags,
          summary: 'What is known of the recording that a download brought',
          params: downloadParams,
          response: { 200: metadataSchema },
        },
      },
      async ({ params }) => {
        const file = await requireFile(deps.fileOf, params.download_id);
        const row = await deps.enrichment.find(file.fileId, 'metadata');
        const credits = (row?.found ?? {}) as Credits;
        return {
          id: params.download_id,
          filename: file.filename,
          ...creditTexts(credits),
          genres: [...(credits.genres ?? [])],
          composers: [...(credits.composers ?? [])],
          producers: [...(credits.producers ?? [])],
          musicbrainz: {
            recording_id: credits.recordingId ?? null,
            release_id: credits.releaseId ?? null,
            release_group_id: credits.releaseGroupId ?? null,
          },
          status: row?.status ?? 'pending',
          source: row?.source ?? null,
          problem: row?.problem ?? null,
        };
      },
    );
    app.post(
      '/soulseek/download/:download_id/metadata/refresh',
      {
        schema: {
          tags,
          summary: 'Look the metadata of a download up again and write it',
          params: downloadParams,
          response: { 202: Type.Object({ status: Type.Literal('queued') }) },
        },
      },
      async ({ params }, reply) => {
        const file = await requireFile(deps.fileOf, params.download_id);
        await requireEnabled();
        await deps.enrichment.refresh(file.fileId, 'metadata');
        return reply.status(202).send({ status: 'queued' as const });
      },
    );
    const stateAnswer = { tags, response: { 202: stateSchema } };
    app.post(
      '/metadata/update',
      { schema: { ...stateAnswer, summary: 'Bring the metadata of everything that was downloaded up to date' } },
      async (_, reply) => {
        await requireEnabled();
        await deps.runs.start();
        return reply.status(202).send(await state());
      },
    );
    app.get(
      '/metadata/status',
      { schema: { tags, summary: 'How far the update of metadata has come', response: { 200: stateSchema } } },
      state,
    );
    app.post(
      '/metadata/stop',
      { schema: { ...stateAnswer, summary: 'End the update of metadata after the file that it is at' } },
      async (_, reply) => {
        await deps.runs.stop();
        return reply.status(202).send(await state());
      },
    );
  };

  async function requireEnabled(): Promise<void> {
    if (await deps.enrichment.isEnabled('metadata')) return;
    throw problem(503, 'FEATURE_DISABLED', 'Metadata is switched off. Set ENABLE_METADATA=true.', {
      feature: 'metadata',
    });
  }
}

const phases: Readonly<Record<MetadataRun['status'], string>> = {
  running: 'Bringing metadata up to date',
  completed: 'Completed',
  stopped: 'Stopped',
  failed: 'Failed',
};

function stateOf(run: MetadataRun | null, matchingQueue: number) {
  const nothing = run?.status === 'completed' && run.total === 0;
  return {
    status: run?.status ?? 'idle',
    phase: run === null ? 'Idle' : nothing ? 'No eligible downloads' : phases[run.status],
    processed: run?.processed ?? 0,
    total: run?.total ?? 0,
    failures: run?.failures ?? 0,
    started_at: run?.started_at.toISOString() ?? null,
    completed_at: run?.completed_at?.toISOString() ?? null,
    error: run?.error ?? null,
    current_download_id: run?.current_download_id ?? null,
    last_completed_id: run?.last_completed_id ?? null,
    last_failed_id: run?.last_failed_id ?? null,
    matching_queue: matchingQueue,
  };
}
