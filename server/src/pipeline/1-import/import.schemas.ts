import { type TSchema, Type } from 'typebox';
import type { ItemCounts, ItemRow, JobRow } from './import.store.ts';
import type { Taken } from './submission.ts';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const acceptedSchema = Type.Object({ playlists: Type.Integer(), tracks: Type.Integer(), batches: Type.Integer() });
const skippedSchema = Type.Object({
  playlists: Type.Integer(),
  tracks: Type.Integer(),
  reason: Type.Optional(nullable(Type.String({ description: 'The most frequent reason' }))),
});
const errorSchema = nullable(
  Type.Object({ code: Type.String({ description: 'PARTIAL_SUCCESS or BACKPRESSURE' }), message: Type.String() }),
);

/** Contract §1.4 `SubmissionResponse`, with the number of unreadable entries. */
export const submissionSchema = Type.Object(
  {
    ok: Type.Boolean(),
    job_id: nullable(Type.String()),
    accepted: acceptedSchema,
    skipped: skippedSchema,
    failed: Type.Object({
      tracks: Type.Integer({ description: 'Entries that could not be read; each has its reason' }),
    }),
    error: errorSchema,
  },
  { $id: 'ImportSubmission' },
);

/** Contract §1.4 `JobStatusModel`, with where the list came from. */
export const importJobSchema = Type.Object(
  {
    id: Type.String(),
    source: Type.String({ description: 'FREE or PRO' }),
    state: Type.String({
      description:
        'normalized: accepted; queued: being handed over; completed: every entry handed over or explained; failed',
    }),
    file_name: nullable(Type.String()),
    format: nullable(Type.String({ description: 'Recognised by content, for example exportify' })),
    counts: Type.Object({
      registered: Type.Integer(),
      normalized: Type.Integer(),
      queued: Type.Integer({ description: 'Under way, or links that wait' }),
      completed: Type.Integer({ description: 'In the library' }),
      failed: Type.Integer(),
    }),
    accepted: acceptedSchema,
    skipped: skippedSchema,
    error: errorSchema,
    queued_tracks: Type.Integer(),
    failed_tracks: Type.Integer(),
    skipped_tracks: Type.Integer(),
    skip_reason: nullable(Type.String()),
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { $id: 'ImportJob' },
);

/** One entry of an import, for people. */
export const importItemSchema = Type.Object(
  {
    line: Type.Integer({ description: 'Line of a text or table, ordinal in JSON and XML' }),
    raw_line: nullable(Type.String()),
    title: nullable(Type.String()),
    artists: Type.Array(Type.String()),
    album: nullable(Type.String()),
    playlist_url: nullable(Type.String()),
    state: Type.String({ description: 'normalized, queued, completed, failed or skipped' }),
    reason_code: nullable(Type.String()),
    reason: nullable(Type.String({ description: 'One sentence' })),
    wish_id: nullable(Type.Integer()),
  },
  { $id: 'ImportItem' },
);

/** The answer to a list that was taken. */
export function submissionView(taken: Taken) {
  return {
    ok: true,
    job_id: taken.jobId,
    accepted: taken.accepted,
    skipped: taken.skipped,
    failed: { tracks: taken.failed },
    error: taken.partial === null ? null : { code: 'PARTIAL_SUCCESS', message: taken.partial },
  };
}

/** The answer when too many imports are under way: nothing was taken. */
export function backpressureView(message: string) {
  return {
    ok: false,
    job_id: null,
    accepted: { playlists: 0, tracks: 0, batches: 0 },
    skipped: { playlists: 0, tracks: 0, reason: 'backpressure' },
    failed: { tracks: 0 },
    error: { code: 'BACKPRESSURE', message },
  };
}

/** An import with its counters. */
export function importJobView(job: JobRow, counts: ItemCounts | undefined) {
  const { registered = 0, normalized = 0, queued = 0, completed = 0, failed = 0 } = counts ?? {};
  return {
    id: job.id,
    source: job.source,
    state: job.state,
    file_name: job.file_name,
    format: job.format,
    counts: { registered, normalized, queued, completed, failed },
    accepted: { playlists: job.accepted_playlists, tracks: job.accepted_tracks, batches: job.batches },
    skipped: { playlists: job.skipped_playlists, tracks: job.skipped_tracks, reason: job.skip_reason },
    error: job.error_code === null ? null : { code: job.error_code, message: job.error ?? '' },
    queued_tracks: queued,
    failed_tracks: failed,
    skipped_tracks: job.skipped_tracks,
    skip_reason: job.skip_reason,
    created_at: job.created_at.toISOString(),
    updated_at: job.updated_at.toISOString(),
  };
}

/** One entry of an import. */
export function importItemView(item: ItemRow) {
  return {
    line: item.line,
    raw_line: item.raw_line,
    title: item.title,
    artists: item.artists ?? [],
    album: item.album,
    playlist_url: item.playlist_url,
    state: item.state,
    reason_code: item.reason_code,
    reason: item.reason,
    wish_id: item.wish_id,
  };
}
