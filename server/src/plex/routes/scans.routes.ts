import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { ScanRequestRow, ScanRequestStore } from '../scan/requests.store.ts';
import type { PlexScanSettings } from '../scan/settings.ts';
import { tags } from '../schemas.ts';

/** What the route of scans needs. */
export interface ScanRouteDeps {
  readonly requests: Pick<ScanRequestStore, 'latest' | 'waiting'>;
  readonly settings: () => Promise<PlexScanSettings>;
  readonly notes: (prefix: string) => Promise<ReadonlyMap<string, string | null>>;
}

const text = Type.Union([Type.String(), Type.Null()]);
const moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const requestSchema = Type.Object({
  id: Type.Integer(),
  folder: Type.Union([Type.String(), Type.Null()], { description: 'As we see it; null: the whole library' }),
  section_id: text,
  files: Type.Integer({ description: 'Files that Plex must know afterwards' }),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('done'), Type.Literal('failed')]),
  due_at: moment,
  asked_at: moment,
  tries: Type.Integer(),
  problem: Type.Union([Type.Object({ code: text, sentence: Type.String(), remedy: text }), Type.Null()]),
});

/** `GET /plex/scans`: how the look at Plex goes, and which folders are scanned. */
export function plexScanRoutes(deps: ScanRouteDeps): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/plex/scans',
      {
        schema: {
          summary: 'The look at the library of Plex, and folders that Plex is asked to scan, latest first',
          tags,
          querystring: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }),
          response: {
            200: Type.Object({
              worker: Type.Object({
                status: text,
                last_seen: text,
                last_run: text,
                interval_seconds: Type.Integer(),
                incremental: Type.Boolean({ description: 'Whether Plex is asked to scan before each look' }),
                duration_ms: Type.Union([Type.Number(), Type.Null()]),
                failures: Type.Integer({ description: 'In a row' }),
                problem: text,
              }),
              waiting: Type.Integer(),
              requests: Type.Array(requestSchema),
            }),
          },
        },
      },
      async ({ query }) => {
        const [settings, metrics, worker] = await Promise.all([
          deps.settings(),
          deps.notes('metrics.scan.'),
          deps.notes('worker.scan.'),
        ]);
        const duration = metrics.get('metrics.scan.duration_ms');
        return {
          worker: {
            status: worker.get('worker.scan.status') ?? null,
            last_seen: worker.get('worker.scan.last_seen') ?? null,
            last_run: metrics.get('metrics.scan.last_run') ?? null,
            interval_seconds: settings.intervalS,
            incremental: settings.incremental,
            duration_ms: duration === undefined || duration === null ? null : Number(duration),
            failures: Number(metrics.get('metrics.scan.failures') ?? 0),
            problem: metrics.get('metrics.scan.last_error') || null,
          },
          waiting: await deps.requests.waiting(),
          requests: (await deps.requests.latest(query.limit)).map(viewOf),
        };
      },
    );
  };
}

function viewOf(row: ScanRequestRow) {
  return {
    id: row.id,
    folder: row.folder,
    section_id: row.section_id,
    files: row.files.length,
    state: row.state,
    due_at: row.due_at.toISOString(),
    asked_at: row.asked_at?.toISOString() ?? null,
    tries: row.tries,
    problem: row.problem === null ? null : { code: row.problem_code, sentence: row.problem, remedy: row.remedy },
  };
}
