import type { JobDefinition, Jobs, NewJob } from '#jobs';
import { createLibraryStore } from '#library';
import { createSettingsStore } from '#settings';
import { createWishStore, takeIn } from '#wishes';
import type { SpotifyOptions } from '../../stand-ins/spotify/index.ts';
import { createImports } from '../src/compose/journey/imports.ts';
import { createPlaylists } from '../src/compose/wings/playlists.ts';
import { spotifyEmbedSettings } from '../src/integrations/spotify-embed/index.ts';
import { importSettings } from '../src/pipeline/1-import/index.ts';
import { readSettings } from '../src/platform/config/index.ts';
import { playlistSettings } from '../src/playlists/index.ts';
import { openHttpHouse } from './http-house.ts';
import { openSpotifyHouse } from './spotify-house.ts';

/** What tests look at in answers; each answer has some of it. */
export interface IngestBody {
  readonly job_id: string;
  readonly state: string;
  readonly resume_at: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly job: {
    readonly state: string;
    readonly accepted: { readonly tracks: number };
    readonly skipped: { readonly tracks: number };
  };
  readonly items: readonly {
    readonly position: number;
    readonly kind: string;
    readonly uri: string;
    readonly title: string | null;
    readonly wish_id: number | null;
    readonly playlist_url: string | null;
    readonly state: string;
    readonly reason_code: string | null;
    readonly reason: string | null;
  }[];
  readonly playlists: readonly {
    readonly id: string;
    readonly name: string;
    readonly track_count: number;
    readonly contents: string;
    readonly mirror: boolean;
    readonly vanished_at: string | null;
  }[];
  readonly sync: {
    readonly state: string;
    readonly resume_at: string | null;
    readonly counters: Readonly<Record<string, number>>;
  };
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** A job as the queue would hold it. */
interface WaitingJob extends NewJob {
  readonly id: number;
}

/**
 * Imports, backfill and playlists over the real client, the stand-in of Spotify and a real database, spoken to over HTTP. Jobs wait until the
 * test runs them, and time is the stand-in's, so that a day's pause costs nothing.
 */
export async function openIngestHouse(
  options: SpotifyOptions & { readonly env?: Record<string, string>; readonly signedIn?: string | false } = {},
) {
  const house = await openSpotifyHouse(options);
  if (options.signedIn !== false) await house.signIn(options.signedIn);
  const { db, spotify, standIn, now } = house;
  const read = readSettings(
    { import: importSettings, embed: spotifyEmbedSettings, playlists: playlistSettings },
    { SPOTIFY_EMBED_URL: standIn.openUrl, SPOTIFY_EMBED_GAP_MS: '0', ...options.env },
  );
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const settings = read.values;

  let waiting: WaitingJob[] = [];
  let running: string | null = null;
  let lastId = 0;
  const keyOf = (job: NewJob): string | null =>
    job.idempotencyKey === undefined ? null : `${job.type}:${job.idempotencyKey}`;
  // The rules of `Jobs.enqueue`: one waiting job per key, none while it runs.
  const jobs: Jobs = {
    async enqueue(added) {
      for (const job of Array.isArray(added) ? (added as readonly NewJob[]) : [added as NewJob]) {
        const key = keyOf(job);
        if (key !== null && key === running) continue;
        waiting = waiting.filter((other) => key === null || keyOf(other) !== key);
        waiting.push({ ...job, id: ++lastId });
      }
    },
  };
  const events: { readonly type: string; readonly status: string; readonly details: Record<string, unknown> }[] = [];
  const intake = { add: takeIn };
  const imports = createImports({
    db,
    jobs,
    settings: settings.import,
    notes: createSettingsStore(db),
    embed: settings.embed,
    spotify,
    intake,
    changed: () => undefined,
    now,
  });
  const wishes = createWishStore(db);
  const playlists = createPlaylists({
    db,
    jobs,
    settings: settings.playlists,
    spotify,
    intake,
    wishes,
    activity: {
      async record(type, status, details = {}) {
        events.push({ type, status, details });
      },
    },
    now,
  });
  const definitions = new Map<string, JobDefinition>(
    [...(imports.jobs ?? []), ...(playlists.jobs ?? [])].map((definition) => [definition.type, definition]),
  );
  const timers = [...(imports.timers ?? []), ...(playlists.timers ?? [])];
  const http = await openHttpHouse([...(imports.routes ?? []), ...(playlists.routes ?? [])]);
  const base = `${http.base}/api/v1`;

  /** Runs the oldest waiting job; `false` when none waits. */
  async function workOne(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
    const job = waiting.shift();
    if (job === undefined) return false;
    const definition = definitions.get(job.type);
    // The journey's own jobs are not part of this house.
    if (definition === undefined) return true;
    running = keyOf(job);
    try {
      await definition.run(job.payload, { jobId: String(job.id), attempt: 1, signal });
    } finally {
      running = null;
    }
    return true;
  }

  return {
    ...house,
    settings,
    library: createLibraryStore(db),
    jobEvents: events,
    base,
    waiting: () => waiting,
    workOne,
    /** Runs waiting jobs until none is left. */
    async work() {
      while (await workOne());
    },
    /** Lets timers have a turn, as if they were due. */
    async tick(...names: readonly ('waiting_links' | 'backfill' | 'playlist_sync')[]) {
      for (const timer of timers)
        if (names.some((name) => name === timer.name)) await timer.work(new AbortController().signal);
    },
    /** A request to the API and its JSON. */
    async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: (text === '' ? null : JSON.parse(text)) as IngestBody,
      };
    },
    async close() {
      await http.close();
      await imports.stop?.();
      await house.close();
    },
  };
}

/** The house of a test. */
export type IngestHouse = Awaited<ReturnType<typeof openIngestHouse>>;
