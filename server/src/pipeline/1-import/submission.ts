import { randomUUID } from 'node:crypto';
import type { Jobs } from '#jobs';
import type { Db } from '#platform/database';
import { importJobType } from './import.job.ts';
import { asBeyondLimit, asDuplicate, itemOfEntry, type NewItem } from './import.rows.ts';
import type { ImportStore } from './import.store.ts';
import { linksJobType } from './links/links.job.ts';
import type { Entry, RejectedEntry } from './lists/entry.ts';
import type { ImportSettings } from './settings.ts';

/** How many rejected lines are quoted when a whole list is refused. */
const quotedLines = 20;
/** Items per insert. */
const chunk = 500;

/** A list that is ready to be taken in. */
export interface Submission {
  readonly format: string;
  readonly fileName: string | null;
  entries(): AsyncIterable<readonly Entry[]> | Iterable<readonly Entry[]>;
  /** Entries that were not looked at because of a limit; asked after `entries` has ended. */
  beyondLimit(): number;
  /** What the limit is, for the sentence. */
  readonly limit: number;
  readonly batchHint: number | null;
  /** Playlist links that are taken; `FREE_MAX_PLAYLISTS` when absent. */
  readonly maxPlaylists?: number;
  /** Begins the id of the import; `job` when absent. */
  readonly idPrefix?: 'job' | 'sess';
}

/** Counts of what was taken; `accepted + skipped + failed` are all entries of the list. */
export interface Taken {
  readonly kind: 'taken';
  readonly jobId: string;
  readonly accepted: { readonly playlists: number; readonly tracks: number; readonly batches: number };
  readonly skipped: { readonly playlists: number; readonly tracks: number; readonly reason: string | null };
  readonly failed: number;
  /** Set when not everything was taken. */
  readonly partial: string | null;
}

/** Nothing could be taken. */
export type Unusable =
  | {
      readonly kind: 'unusable';
      readonly code: string;
      readonly sentence: string;
      readonly rejected: readonly RejectedEntry[];
    }
  /** Too many imports are under way. */
  | { readonly kind: 'backpressure'; readonly sentence: string };

/** What taking lists in needs. */
export interface SubmissionDeps {
  readonly db: Db;
  readonly store: ImportStore;
  readonly jobs: Jobs;
  readonly settings: ImportSettings;
  readonly changed: (jobId: string) => void;
}

/** Creates the two steps of taking a list in. */
export function createSubmissions({ db, store, jobs, settings, changed }: SubmissionDeps) {
  return {
    /** Whether another import fits; ask before reading a large upload. `null` when it does. */
    async backpressure(): Promise<Unusable | null> {
      await store.forgetAbandoned();
      const pending = await store.pendingJobs();
      if (pending < settings.maxPendingJobs) return null;
      return {
        kind: 'backpressure',
        sentence: `${pending} imports are under way; send this one again when some are through.`,
      };
    },

    /**
     * Reads a list to its end, storing items as it goes, then accepts it and queues its job in one transaction: when this returns `taken`
     * everything is committed, and when it does not, nothing is kept. Throws what the source or the database throws.
     */
    async take(submission: Submission): Promise<Taken | Unusable> {
      const jobId = `${submission.idPrefix ?? 'job'}_${randomUUID().replaceAll('-', '')}`;
      await store.register(jobId, 'FREE', submission.fileName);
      let accepted = false;
      try {
        const tally = createTally(submission.maxPlaylists ?? settings.maxPlaylists);
        let waiting: NewItem[] = [];
        for await (const entries of submission.entries())
          for (const entry of entries) {
            waiting.push(tally.add(entry));
            if (waiting.length < chunk) continue;
            await store.addItems(jobId, waiting);
            waiting = [];
          }
        await store.addItems(jobId, waiting);
        const beyond = submission.beyondLimit();
        if (tally.tracks + tally.links === 0) return nothingUsable(tally.rejected);

        const taken = summarise(jobId, tally, beyond, submission, settings);
        await db.transaction().execute(async (trx) => {
          await store.accept(trx, jobId, {
            format: submission.format,
            acceptedPlaylists: taken.accepted.playlists,
            acceptedTracks: taken.accepted.tracks,
            batches: taken.accepted.batches,
            skippedPlaylists: taken.skipped.playlists,
            skippedTracks: taken.skipped.tracks,
            skipReason: taken.skipped.reason,
            errorCode: taken.partial === null ? null : 'PARTIAL_SUCCESS',
            error: taken.partial,
          });
          const batchSize = batchSizeOf(submission.batchHint, settings);
          await jobs.enqueue({ type: importJobType, payload: { jobId, batchSize }, key: `import:${jobId}` }, trx);
          if (tally.links > 0) await jobs.enqueue({ type: linksJobType, payload: {}, idempotencyKey: 'links' }, trx);
        });
        accepted = true;
        changed(jobId);
        return taken;
      } finally {
        if (!accepted) await store.remove(jobId);
      }
    },
  };
}

/** The two steps of taking a list in. */
export type Submissions = ReturnType<typeof createSubmissions>;

function createTally(maxPlaylists: number) {
  const seen = new Map<string, number>();
  const tally = {
    tracks: 0,
    playlists: 0,
    links: 0,
    failed: 0,
    skippedTracks: 0,
    skippedPlaylists: 0,
    reasons: new Map<string, number>(),
    rejected: [] as RejectedEntry[],
    /** Counts an entry and makes its row; repeated and surplus ones become skipped. */
    add(entry: Entry): NewItem {
      const item = settle(itemOfEntry(entry));
      const playlist = entry.kind === 'link' && entry.target === 'playlist';
      if (item.state === 'failed') tally.failed += 1;
      else if (item.state === 'skipped') {
        if (playlist) tally.skippedPlaylists += 1;
        else tally.skippedTracks += 1;
        const code = item.reason_code ?? 'other';
        tally.reasons.set(code, (tally.reasons.get(code) ?? 0) + 1);
      } else {
        if (playlist) tally.playlists += 1;
        else tally.tracks += 1;
        if (entry.kind === 'link') tally.links += 1;
      }
      const isRejected = entry.kind === 'failed' || entry.kind === 'skipped';
      if (isRejected && tally.rejected.length < quotedLines) tally.rejected.push(entry);
      return item;
    },
  };

  function settle(item: NewItem): NewItem {
    if (item.dedupe_hash === null) return item;
    const first = seen.get(item.dedupe_hash);
    if (first !== undefined) return asDuplicate(item, first);
    if (item.playlist_url !== null && tally.playlists >= maxPlaylists) return asBeyondLimit(item, maxPlaylists);
    seen.set(item.dedupe_hash, item.line);
    return item;
  }
  return tally;
}

type Tally = ReturnType<typeof createTally>;

function summarise(
  jobId: string,
  tally: Tally,
  beyond: number,
  submission: Submission,
  settings: ImportSettings,
): Taken {
  const { reasons } = tally;
  if (beyond > 0) reasons.set('limit', (reasons.get('limit') ?? 0) + beyond);
  const [mostOften] = [...reasons].toSorted((a, b) => b[1] - a[1]);
  const parts = [
    tally.failed > 0 ? `${count(tally.failed, 'entry', 'entries')} could not be read` : '',
    beyond > 0 ? `${count(beyond, 'entry', 'entries')} beyond the limit of ${submission.limit} were left out` : '',
    ...[...reasons].filter(([code]) => code !== 'limit').map(([code, number]) => `${number} skipped (${code})`),
    reasons.has('limit') && beyond === 0 ? `${reasons.get('limit') ?? 0} skipped (limit)` : '',
  ].filter((part) => part !== '');
  const batchSize = batchSizeOf(submission.batchHint, settings);
  return {
    kind: 'taken',
    jobId,
    accepted: { playlists: tally.playlists, tracks: tally.tracks, batches: Math.ceil(tally.tracks / batchSize) },
    skipped: {
      playlists: tally.skippedPlaylists,
      tracks: tally.skippedTracks + beyond,
      reason: mostOften?.[0] ?? null,
    },
    failed: tally.failed,
    partial:
      parts.length === 0
        ? null
        : `Not everything was taken: ${parts.join('; ')}. Each entry has its reason in the import.`,
  };
}

/** Contract §9.3: the larger of the two batch sizes; a hint may lower it, or raise it to twice as much. */
function batchSizeOf(hint: number | null, settings: ImportSettings): number {
  const usual = Math.max(settings.ingestBatchSize, settings.freeBatchSize);
  return hint === null ? usual : Math.min(hint, usual * 2);
}

function nothingUsable(rejected: readonly RejectedEntry[]): Unusable {
  const sentence =
    rejected.length === 0 ? 'The list has no entries.' : 'None of the entries can be imported; each has its reason.';
  return { kind: 'unusable', code: rejected.length === 0 ? 'empty_list' : 'no_usable_entries', sentence, rejected };
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
