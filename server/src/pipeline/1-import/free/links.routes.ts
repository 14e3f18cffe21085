import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import { linkHash } from '../import.rows.ts';
import type { ImportStore } from '../import.store.ts';
import { refusedList, tooManyImports } from '../replies.ts';
import type { ImportSettings } from '../settings.ts';
import type { Submissions } from '../submission.ts';
import { badBody, linksOfBody } from './links.body.ts';
import { type LinkRefusal, type PlaylistLink, sortLinks } from './links.ts';
import { countUpload } from './upload.ts';

/** What these routes need. */
export interface FreeLinkRouteDeps {
  readonly store: ImportStore;
  readonly submissions: Submissions;
  readonly settings: ImportSettings;
}

/** Times the hard cap multiplier: the largest body of links (contract §9.4: 10 MiB). */
const bodyBytes = 1024 * 1024;

const playlistExample = 'https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M';
const linkSchema = Type.Object({ playlist_id: Type.String(), url: Type.String() });
const skippedSchema = Type.Object({
  url: Type.String(),
  reason: Type.String({ description: 'duplicate, invalid, non_playlist or limit' }),
});

/** `POST /spotify/free/links` and `POST /imports/free`: playlist links, whose tracks are read as soon as that is possible. */
export function freeLinkRoutes(deps: FreeLinkRouteDeps): FastifyPluginAsyncTypebox {
  const { settings } = deps;
  return async (app) => {
    app.post(
      '/spotify/free/links',
      {
        schema: {
          summary: 'Playlist links; those that wait already are skipped',
          tags: ['import'],
          body: Type.Object({
            url: Type.Optional(Type.Union([Type.String({ examples: [playlistExample] }), Type.Null()])),
            urls: Type.Optional(Type.Union([Type.Array(Type.String({ examples: [playlistExample] })), Type.Null()])),
          }),
          response: {
            200: Type.Object({
              accepted: Type.Array(linkSchema),
              skipped: Type.Array(skippedSchema),
              job_id: Type.Union([Type.String(), Type.Null()]),
            }),
          },
        },
      },
      async (request, reply) => {
        const { url, urls } = request.body;
        const given = [...(url === undefined || url === null || url.trim() === '' ? [] : [url]), ...(urls ?? [])];
        if (given.length === 0) throw invalid('url', 'or "urls" must be given');
        refuseTooMany(given.length);
        const sorted = sortLinks(given, settings.acceptUserUrls);
        const waiting = await deps.store.waitingLinks(sorted.accepted.map((link) => linkHash(link.url)));
        const fresh = sorted.accepted.filter((link) => !waiting.has(linkHash(link.url)));
        const accepted = fresh.slice(0, settings.maxPlaylists);
        const jobId = await take(accepted, 'job', reply);
        const because = (reason: string) => (link: PlaylistLink) => ({ url: link.url, reason });
        return {
          accepted: accepted.map(view),
          skipped: [
            ...sorted.accepted.filter((link) => waiting.has(linkHash(link.url))).map(because('duplicate')),
            ...sorted.repeated.map(because('duplicate')),
            ...sorted.rejected.map(({ url: bad, reason }) => ({ url: bad, reason: shortReason(reason) })),
            ...fresh.slice(settings.maxPlaylists).map(because('limit')),
          ],
          job_id: jobId,
        };
      },
    );

    await app.register(async (scope) => {
      // The body is read as bytes, because its charset and its faults are ours to judge.
      scope.removeAllContentTypeParsers();
      for (const type of ['application/json', 'text/csv', 'text/plain'])
        scope.addContentTypeParser(type, (_request: FastifyRequest, payload: Readable) =>
          bytesOf(payload, bodyLimit()),
        );
      scope.post(
        '/imports/free',
        {
          schema: {
            summary: 'A list of playlist links as JSON {"links": […]}, CSV or text',
            tags: ['import'],
            consumes: ['application/json', 'text/csv', 'text/plain'],
            body: Type.Object({ links: Type.Array(Type.String({ examples: [playlistExample] })) }),
            response: { 200: freeImportSchema },
          },
          // The body is bytes; the schema above is for the documentation.
          validatorCompiler: () => () => true,
        },
        async (request, reply) => {
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const most = settings.maxPlaylistLinks * settings.hardCapMultiplier;
          const links = await linksOfBody(body, request.headers['content-type'] ?? '', most);
          refuseTooMany(links.length);
          const { accepted: all, repeated, rejected } = sortLinks(links, settings.acceptUserUrls);
          if (all.length === 0)
            throw badBody('NO_VALID_LINKS', 'None of the links is a playlist link.', {
              rejected: rejected.slice(0, 100),
            });
          const accepted = all.slice(0, settings.maxPlaylistLinks);
          const session = await take(accepted, 'sess', reply);
          return {
            ok: true as const,
            data: {
              import_session_id: session ?? '',
              accepted_count: accepted.length,
              skipped: [...all.slice(settings.maxPlaylistLinks), ...repeated].map((link) => link.url),
              rejected: [...rejected],
              limits: { max_links: settings.maxPlaylistLinks, max_body_bytes: bodyLimit() },
            },
            error: null,
          };
        },
      );
    });
  };

  function bodyLimit(): number {
    return bodyBytes * settings.hardCapMultiplier;
  }

  function refuseTooMany(number: number): void {
    const most = settings.maxPlaylistLinks * settings.hardCapMultiplier;
    if (number > most)
      throw problem(413, 'VALIDATION_ERROR', `More than ${most} links in one request; send them in several.`, {
        reason: 'too_many_links',
        fields: [{ name: 'links', message: `must not be more than ${most}` }],
      });
  }

  /** Stores the links as an import that waits for their contents; `null` when there are none. */
  async function take(links: readonly PlaylistLink[], idPrefix: 'job' | 'sess', reply: FastifyReply) {
    if (links.length === 0) return null;
    const busy = await deps.submissions.backpressure();
    if (busy) throw tooManyImports(busy, reply);
    const entries = links.map(({ id, url }, index) => ({
      kind: 'link' as const,
      target: 'playlist' as const,
      line: index + 1,
      raw: url,
      id,
      url,
    }));
    const taken = await deps.submissions.take({
      format: 'links',
      fileName: null,
      entries: () => [entries],
      beyondLimit: () => 0,
      limit: links.length,
      batchHint: null,
      maxPlaylists: links.length,
      idPrefix,
    });
    if (taken.kind !== 'taken') throw refusedList(taken);
    return taken.jobId;
  }
}

const freeImportSchema = Type.Object({
  ok: Type.Literal(true),
  data: Type.Object({
    import_session_id: Type.String({ description: 'Also the id of the import under /spotify/import/jobs' }),
    accepted_count: Type.Integer(),
    skipped: Type.Array(Type.String(), { description: 'Repeated, or beyond max_links' }),
    rejected: Type.Array(
      Type.Object({
        url: Type.String(),
        reason: Type.String({
          description: 'INVALID_URL, INVALID_PLAYLIST_ID, NOT_A_PLAYLIST_URL or UNSUPPORTED_URL',
        }),
      }),
    ),
    limits: Type.Object({ max_links: Type.Integer(), max_body_bytes: Type.Integer() }),
  }),
  error: Type.Null(),
});

/** Reads a body whole; beyond `limit` bytes the rest is read away, so that the client can read its 413. */
async function bytesOf(payload: Readable, limit: number): Promise<Buffer> {
  const upload = countUpload(payload, limit);
  const chunks: Uint8Array[] = [];
  for await (const chunk of upload.bytes) chunks.push(chunk);
  if (!upload.tooLarge()) return Buffer.concat(chunks);
  await upload.drain(limit * 10);
  const sentence = `The body is larger than ${limit} bytes; send the links in several requests.`;
  throw problem(413, 'VALIDATION_ERROR', sentence, { reason: 'too_large' });
}

function view(link: PlaylistLink) {
  return { playlist_id: link.id, url: link.url };
}

/** Contract §9.5: `non_playlist` for what is something else on Spotify, `invalid` for what is nothing there. */
function shortReason(reason: LinkRefusal): string {
  return reason === 'NOT_A_PLAYLIST_URL' ? 'non_playlist' : 'invalid';
}
