import { Type } from 'typebox';
import type { JobDefinition, Jobs, Timer } from '#jobs';
import type { NotNow } from '../ports.ts';
import type { LinkStore } from './links.store.ts';
import type { LinkReader } from './read-link.ts';

/** Name of the job that reads the contents of links. */
export const linksJobType = 'import_links';

/** How the queue treats it. */
export const linksJobShape = { priority: 40, timeoutMs: 30 * 60_000, maxAttempts: 5, payload: Type.Object({}) };

/** Links that wait are looked at this often; a sign-in is noticed after this long at the latest. */
const lookEveryMs = 60_000;
/** Links per look into the database. */
const group = 50;
/** Where Spotify names no moment, links wait this long. */
const usualPauseMs = 15 * 60_000;

/** What one run over the waiting links came to. */
export interface LinksRead {
  readonly playlists: number;
  readonly tracks: number;
  /** Why it ended early; the links that are left were put off until then. */
  readonly stopped: NotNow | null;
}

/** What reading all waiting links needs. */
export interface LinksDeps {
  readonly links: LinkStore;
  readonly reader: LinkReader;
  readonly now: () => Date;
}

/** Reads every link that is due, oldest first, and tells after each. Stops when Spotify gives nothing to anybody. */
export async function readDueLinks(
  { links, reader, now }: LinksDeps,
  signal: AbortSignal,
  told: (read: { readonly playlists: number; readonly tracks: number }) => Promise<void> = async () => undefined,
): Promise<LinksRead> {
  let playlists = 0;
  let tracks = 0;
  let after = 0;
  if (!(await reader.mayRead())) return { playlists, tracks, stopped: null };
  for (;;) {
    const due = await links.due(now(), after, group);
    if (due.length === 0) return { playlists, tracks, stopped: null };
    for (const [at, link] of due.entries()) {
      signal.throwIfAborted();
      after = link.itemId;
      const reading = await reader.read(link, signal);
      if (reading.kind === 'not-now') {
        const until = reading.until ?? new Date(now().getTime() + usualPauseMs);
        const left = due.slice(at).map((waiting) => waiting.itemId);
        await links.putOff(left, until, reading.code, reading.sentence);
        return { playlists, tracks, stopped: { ...reading, until } };
      }
      if (reading.kind !== 'read') continue;
      const isPlaylist = link.url !== null;
      playlists += isPlaylist ? 1 : 0;
      tracks += reading.tracks;
      await told({ playlists: isPlaylist ? 1 : 0, tracks: reading.tracks });
    }
  }
}

/** Reads the links that wait, in the background; one run at a time. */
export function linksJob(deps: LinksDeps): JobDefinition {
  return {
    type: linksJobType,
    pool: 1,
    ...linksJobShape,
    async run(_payload, { signal }) {
      await readDueLinks(deps, signal);
    },
  };
}

/** Begins to read links whenever some are due and there is somebody to ask: after a pause, a sign-in, or a job that was lost. */
export function linksTimer(deps: {
  readonly links: LinkStore;
  readonly jobs: Jobs;
  readonly reader: LinkReader;
  readonly now: () => Date;
}): Timer {
  return {
    name: 'waiting_links',
    everyMs: lookEveryMs,
    async work() {
      if (!(await deps.links.anyDue(deps.now()))) return;
      if (!(await deps.reader.mayRead())) return;
      await deps.jobs.enqueue({ type: linksJobType, payload: {}, idempotencyKey: 'links' });
    },
  };
}
