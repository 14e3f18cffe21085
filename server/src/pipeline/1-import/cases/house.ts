import type { Jobs, NewJob } from '#jobs';
import type { Db } from '#platform/database';
import { createTestDatabase } from '#test/database';
import { openHttpHouse } from '#test/http-house';
import { takeIn } from '#wishes';
import {
  createBackfillStore,
  createHandOver,
  createImportStore,
  createSubmissions,
  createUploadStore,
  type ImportSettings,
  importJob,
  importRoutes,
  importSettings,
} from '../index.ts';

/** The defaults of this room, with some changed; tests may change them further. */
export function settingsWith(changed: Partial<ImportSettings>) {
  const defaults = Object.fromEntries(Object.entries(importSettings).map(([key, { fallback }]) => [key, fallback]));
  const settings: { -readonly [K in keyof ImportSettings]: ImportSettings[K] } = {
    ...(defaults as unknown as ImportSettings),
    ...changed,
  };
  return settings;
}

/** Limits that a test reaches with few lines. */
export const smallLimits = {
  maxFileBytes: 300_000,
  maxUploadTracks: 3000,
  maxTracksPerRequest: 50,
  maxPlaylists: 3,
  maxPendingJobs: 3,
  ingestBatchSize: 100,
  freeBatchSize: 100,
};

/** The import room behind a real server and a real database; jobs wait in `queued` until `work` runs them. */
export async function openHouse(changed: Partial<ImportSettings> = {}) {
  const database = await createTestDatabase();
  const { db } = database;
  const settings = settingsWith(changed);
  const store = createImportStore(db);
  const queued: NewJob[] = [];
  const jobs: Jobs = {
    async enqueue(added, _trx?: Db) {
      queued.push(...(Array.isArray(added) ? (added as readonly NewJob[]) : [added as NewJob]));
    },
  };
  const intake = { add: takeIn };
  const handing = { db, store, intake, changed: () => undefined };
  const definition = importJob(handing);
  const handOver = createHandOver(handing);
  const clock = { now: new Date() };
  // FREE needs nothing of Spotify; what does is tested with its client.
  const spotify = { access: async () => ({ kind: 'off' as const, sentence: 'Spotify is not set up.' }) };
  const backfill = { db, store: createBackfillStore(db), jobs, spotify, settings, now: () => new Date() };
  const uploads = createUploadStore(db, () => clock.now);
  const submissions = createSubmissions({ db, store, jobs, settings, changed: () => undefined });
  const http = await openHttpHouse([importRoutes({ store, uploads, submissions, settings, handOver, backfill })]);
  const base = `${http.base}/api/v1`;
  const address = `${base}/spotify/import`;

  const answer = async (response: Response) => ({ status: response.status, body: (await response.json()) as Answer });
  return {
    db,
    store,
    submissions,
    settings,
    queued,
    definition,
    address,
    base,
    clock,
    /** Sends a file as a browser does. */
    async upload(contents: string | Uint8Array, name = 'list.csv', field = 'file') {
      const form = new FormData();
      form.append(field, new Blob([typeof contents === 'string' ? contents : new Uint8Array(contents)]), name);
      return answer(await fetch(`${address}/free/upload`, { method: 'POST', body: form }));
    },
    /** Sends lines and links. */
    async send(body: unknown) {
      const headers = { 'content-type': 'application/json' };
      return answer(await fetch(`${address}/free`, { method: 'POST', headers, body: JSON.stringify(body) }));
    },
    get: async (path: string) => answer(await fetch(`${address}${path}`)),
    /** Runs every waiting job once. */
    async work() {
      for (const job of queued.splice(0).filter(({ type }) => type === definition.type))
        await definition.run(job.payload, { jobId: 'test', attempt: 1, signal: new AbortController().signal });
    },
    async close() {
      await http.close();
      await database.drop();
    },
  };
}

/** What tests look at in an answer. */
export interface Answer {
  readonly ok: boolean;
  readonly job_id: string;
  readonly accepted: { readonly playlists: number; readonly tracks: number; readonly batches: number };
  readonly skipped: { readonly playlists: number; readonly tracks: number; readonly reason: string | null };
  readonly failed: { readonly tracks: number };
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly meta?: {
      readonly reason?: string;
      readonly details?: readonly { readonly reason: string; readonly line?: number }[];
      readonly fields?: readonly { readonly name: string }[];
    };
  } | null;
  readonly job: {
    readonly id: string;
    readonly state: string;
    readonly format: string;
    readonly file_name: string;
    readonly counts: Readonly<Record<string, number>>;
    readonly accepted: { readonly tracks: number };
    readonly skipped: { readonly tracks: number };
    readonly skipped_tracks: number;
    readonly error: { readonly code: string; readonly message: string } | null;
  };
  readonly total: number;
  readonly items: readonly {
    readonly id: string;
    readonly line: number;
    readonly raw_line: string;
    readonly title: string;
    readonly artists: readonly string[];
    readonly playlist_url: string | null;
    readonly state: string;
    readonly reason_code: string | null;
    readonly reason: string | null;
    readonly wish_id: number | null;
  }[];
}
