import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { problem } from '#http';
import { submissionSchema } from '../import.schemas.ts';
import { excerpt } from '../lists/fields/clean.ts';
import { openList } from '../lists/read.ts';
import { sendTaken, sendUnusable } from '../replies.ts';
import type { ImportSettings } from '../settings.ts';
import type { Submissions } from '../submission.ts';
import { brokenUpload, type CountedUpload, countUpload, fileProblem } from './upload.ts';

/** `POST /spotify/import/free/upload`: one multipart field `file`, read as it arrives. */
export function uploadRoute({
  submissions,
  settings,
}: {
  readonly submissions: Submissions;
  readonly settings: ImportSettings;
}): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/spotify/import/free/upload',
      {
        schema: {
          summary: 'Import a file: CSV, text, JSON, M3U, XSPF, iTunes XML; recognised by content',
          tags: ['import'],
          consumes: ['multipart/form-data'],
          body: Type.Object({ file: Type.String({ format: 'binary' }) }),
          response: { 202: submissionSchema, 207: submissionSchema },
        },
        // The multipart body is a stream; the schema above is for the documentation.
        validatorCompiler: () => () => true,
      },
      async (request, reply) => {
        if (!request.isMultipart())
          throw problem(415, 'VALIDATION_ERROR', 'Send the file as multipart/form-data in the field "file".');
        const busy = await submissions.backpressure();
        const part = await filePart(request);
        const upload = countUpload(part.file, settings.maxFileBytes);
        try {
          if (busy) return await sendUnusable(busy, reply);
          const list = await openList(upload.bytes, settings.maxUploadTracks);
          if (upload.tooLarge()) throw tooLarge(settings.maxFileBytes);
          if (list.kind === 'refused') throw fileProblem(400, list.code, list.sentence);
          const taken = await submissions.take({
            format: list.format,
            fileName: excerpt(part.filename ?? '').slice(0, 255) || null,
            async *entries() {
              yield* list.entries();
              if (upload.tooLarge()) throw tooLarge(settings.maxFileBytes);
            },
            beyondLimit: () => list.tally.beyondLimit,
            limit: settings.maxUploadTracks,
            batchHint: null,
          });
          return taken.kind === 'taken' ? await sendTaken(taken, reply) : await sendUnusable(taken, reply);
        } finally {
          await settle(upload, settings.maxFileBytes * settings.hardCapMultiplier, reply);
        }
      },
    );
  };
}

async function filePart(request: FastifyRequest) {
  // The size is counted by us, so that one byte too many is an answer and not a broken connection.
  const part = await request.file({ limits: { fileSize: Number.MAX_SAFE_INTEGER } }).catch((error: unknown) => {
    throw brokenUpload(error);
  });
  if (part === undefined) throw fileProblem(400, 'missing_file', 'The field "file" is missing.');
  if (part.fieldname === 'file') return part;
  part.file.resume();
  throw fileProblem(
    400,
    'missing_file',
    `The file must be in the field "file", not in "${excerpt(part.fieldname).slice(0, 50)}".`,
  );
}

/** Reads the rest away, or closes the connection after the answer; one that breaks meanwhile has nobody to be told. */
async function settle(upload: CountedUpload, hardCap: number, reply: FastifyReply): Promise<void> {
  const whole = await upload.drain(hardCap).catch(() => true);
  if (whole) return;
  reply.header('connection', 'close');
  reply.raw.once('finish', () => reply.raw.socket?.destroy());
}

function tooLarge(limit: number) {
  return fileProblem(
    413,
    'too_large',
    `The file is larger than ${Math.floor(limit / 1024 / 1024)} MiB; split it, or raise FREE_IMPORT_MAX_FILE_BYTES.`,
  );
}
