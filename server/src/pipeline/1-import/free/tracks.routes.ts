import { extname } from 'node:path';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { HandOver } from '../import.job.ts';
import type { ImportStore } from '../import.store.ts';
import { excerpt } from '../lists/fields/clean.ts';
import { refusedList, tooManyImports } from '../replies.ts';
import type { ImportSettings } from '../settings.ts';
import type { Submissions } from '../submission.ts';
import { entryOfNormalised, normalisedTrackOf, normalisedTrackSchema } from './normalised-track.ts';
import { type BadLine, parseLines } from './parse.ts';
import type { UploadStore } from './uploads.store.ts';

/** What these routes need. */
export interface FreeTrackRouteDeps {
  readonly store: ImportStore;
  readonly uploads: UploadStore;
  readonly submissions: Submissions;
  readonly settings: ImportSettings;
  /** Hands an accepted import over at once instead of leaving it to its job. */
  readonly handOver: HandOver;
  /** Hears how many tracks of a request became wishes and how many did not. */
  readonly enqueued?: (queued: number, skipped: number) => Promise<void>;
}

const extensions = ['.txt', '.m3u', '.m3u8'] as const;
/** Some 200 lines are parsed of it, so a mebibyte is plenty (contract §9.2). */
const mostBytes = 1024 * 1024;
/** So many bad lines are named in one answer. */
const mostNamed = 100;

/** `POST /spotify/free/upload`, `/parse` and `/enqueue`: lines in, understood tracks out, and those back in to be wished for. */
export function freeTrackRoutes(deps: FreeTrackRouteDeps): FastifyPluginAsyncTypebox {
  const { store, uploads, submissions, settings, handOver } = deps;
  return async (app) => {
    app.post(
      '/spotify/free/upload',
      {
        schema: {
          summary: 'Keep a text for 15 minutes so that it can be parsed by its token',
          tags: ['import'],
          body: Type.Object({
            filename: Type.String({ minLength: 1, maxLength: 255, examples: ['wishes.txt'] }),
            content: Type.String({
              description: 'The text itself; at most 1 MiB',
              examples: ['Massive Attack - Teardrop'],
            }),
          }),
          response: { 200: Type.Object({ file_token: Type.String() }) },
        },
      },
      async (request) => {
        const { filename, content } = request.body;
        const extension = extname(filename).toLowerCase();
        if (!extensions.some((known) => known === extension))
          throw invalid('filename', `must end with ${extensions.join(', ')}`);
        if (content.trim() === '') throw invalid('content', 'must not be empty');
        const limit = Math.min(settings.maxFileBytes, mostBytes);
        if (Buffer.byteLength(content) > limit) throw invalid('content', `must not be larger than ${limit} bytes`);
        if (content.includes('\0')) throw invalid('content', 'must be text; it contains NUL bytes');
        return { file_token: await uploads.keep(excerpt(filename), content.toWellFormed()) };
      },
    );

    app.post(
      '/spotify/free/parse',
      {
        config: { scope: 'read' },
        schema: {
          summary:
            'Understand lines ("Artist - Title | Album | Year") and the lines of an uploaded text; all or nothing',
          tags: ['import'],
          body: Type.Object(
            {
              lines: Type.Array(Type.String(), { default: [] }),
              file_token: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
            },
            { examples: [{ lines: ['Massive Attack - Teardrop'] }] },
          ),
          response: { 200: Type.Object({ items: Type.Array(normalisedTrackSchema) }) },
        },
      },
      async (request) => {
        const { lines } = request.body;
        const token = request.body.file_token?.replaceAll('\0', '') ?? '';
        const file = token === '' ? null : await uploads.find(token);
        if (file === null && token !== '')
          throw problem(
            404,
            'NOT_FOUND',
            'This file_token is unknown or older than 15 minutes; upload the text again.',
          );
        if (file === null && lines.length === 0) throw invalid('lines', 'must not be empty without a file_token');
        const parsed = await parseLines(lines, file, settings.maxLines);
        switch (parsed.kind) {
          case 'tracks':
            return { items: parsed.entries.map(normalisedTrackOf) };
          case 'too-many':
            throw invalid('lines', `and file together must not have more than ${settings.maxLines} lines`);
          case 'unreadable':
            throw invalid('file_token', `points to a text that cannot be read: ${parsed.sentence}`);
          case 'bad':
            throw badLines(parsed.lines);
        }
      },
    );

    app.post(
      '/spotify/free/enqueue',
      {
        schema: {
          summary: 'Wish for understood tracks; they are searched for one after another',
          tags: ['import'],
          body: Type.Object({ items: Type.Array(normalisedTrackSchema) }),
          response: {
            200: Type.Object({
              queued: Type.Integer({ description: 'New wishes' }),
              skipped: Type.Integer({ description: 'Repeated, wished or owned already, or not readable' }),
              job_id: Type.String({ description: 'The import that says what became of each' }),
            }),
          },
        },
      },
      async (request, reply) => {
        const { items } = request.body;
        if (items.length === 0) throw invalid('items', 'must not be empty');
        if (items.length > settings.maxTracksPerRequest)
          throw invalid('items', `must not be more than ${settings.maxTracksPerRequest}`);
        const busy = await submissions.backpressure();
        if (busy) throw tooManyImports(busy, reply);
        const taken = await submissions.take({
          format: 'text',
          fileName: null,
          entries: () => [items.map((item, index) => entryOfNormalised(item, index + 1))],
          beyondLimit: () => 0,
          limit: settings.maxTracksPerRequest,
          batchHint: null,
        });
        if (taken.kind !== 'taken') throw refusedList(taken);
        // People who enqueue want to know what was new: handed over at once, the job finds nothing left to do.
        await handOver(taken.jobId, settings.ingestBatchSize, AbortSignal.timeout(30_000));
        const counts = (await store.counts([taken.jobId])).get(taken.jobId);
        const queued = (counts?.queued ?? 0) + (counts?.completed ?? 0);
        const skipped = items.length - queued;
        await deps.enqueued?.(queued, skipped);
        return { queued, skipped, job_id: taken.jobId };
      },
    );
  };
}

function badLines(lines: readonly BadLine[]) {
  const [first] = lines;
  const sentence =
    lines.length === 1
      ? `Line ${first?.line} cannot be understood: ${first?.message}`
      : `${lines.length} lines cannot be understood; the first is line ${first?.line}: ${first?.message}`;
  return problem(400, 'VALIDATION_ERROR', sentence, {
    fields: [{ name: first?.where === 'file' ? 'file_token' : 'lines', message: first?.message ?? '' }],
    details: lines.slice(0, mostNamed),
    invalid: lines.length,
  });
}
