import { Type } from 'typebox';
import type { Part, RunRow } from './runs.store.ts';
import { countersOf } from './runs.store.ts';
import type { AutosyncSettings } from './settings.ts';
import type { SkippedRow } from './tracks.store.ts';

const moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);
const text = Type.Union([Type.String(), Type.Null()]);

/** A run for people. */
export const runSchema = Type.Object(
  {
    id: Type.Integer(),
    trigger: Type.String({ description: 'schedule or manual' }),
    state: Type.String({
      description: 'running, completed, partial (a service could not be asked), or blocked (no Spotify account)',
    }),
    phase: Type.String({ description: 'reading Spotify, comparing, or ended' }),
    counters: Type.Record(Type.String(), Type.Integer()),
    parts: Type.Record(
      Type.String(),
      Type.Object({ state: Type.String({ description: 'ok, failed or off' }), reason: Type.Optional(Type.String()) }),
      { description: 'How each service took part, by name: spotify, library, plex, soulseek' },
    ),
    reason_code: text,
    reason: text,
    resume_at: moment,
    started_at: Type.String({ format: 'date-time' }),
    finished_at: moment,
  },
  { $id: 'AutosyncRun' },
);

/** The settings that people change while the program runs. */
export const rulesSchema = Type.Object(
  {
    enabled: Type.Boolean({ description: 'Whether it runs by itself' }),
    time: Type.Union([Type.String({ pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$' }), Type.Null()], {
      description: 'Time of day (HH:MM); null: interval_seconds after the last run',
    }),
    interval_seconds: Type.Integer({ minimum: 3600, maximum: 2_592_000 }),
    sources: Type.Array(Type.Union([Type.Literal('playlists'), Type.Literal('saved')]), { maxItems: 2 }),
    min_bitrate: Type.Integer({ minimum: 0, maximum: 2000, description: 'kbit/s of lossy files; 0: any' }),
    preferred_formats: Type.Array(Type.String({ pattern: '^[A-Za-z0-9]{1,8}$' }), { maxItems: 20 }),
    only_preferred_formats: Type.Boolean(),
    skip_threshold: Type.Integer({ minimum: 1, maximum: 100 }),
  },
  { $id: 'AutosyncSettings' },
);

/** A track that failed. */
export const skippedSchema = Type.Object(
  {
    id: Type.Integer(),
    track_key: Type.String({ description: "Spotify's URI" }),
    spotify_id: text,
    wish_id: Type.Integer(),
    title: Type.String(),
    artists: Type.Array(Type.String()),
    failure_reason: Type.String({
      description: 'search, no_results, quality, download, missing_path or import',
    }),
    failure_count: Type.Integer(),
    skipped: Type.Boolean({ description: 'Whether it is left alone' }),
    last_attempt_at: Type.String({ format: 'date-time' }),
  },
  { $id: 'AutosyncSkippedTrack' },
);

/** What auto-sync is doing, and when it runs next. */
export const statusSchema = Type.Object({
  settings: rulesSchema,
  blocked: Type.Union([Type.Object({ reason: Type.String(), missing: Type.Array(Type.String()) }), Type.Null()], {
    description: 'Why it cannot run now, for example in FREE mode',
  }),
  last_run: Type.Union([runSchema, Type.Null()]),
  next_run_at: moment,
  skipped_tracks: Type.Integer(),
});

/** A run for people. */
export function runView(row: RunRow) {
  return {
    id: row.id,
    trigger: row.trigger,
    state: row.state,
    phase: row.phase,
    counters: { ...countersOf(row) },
    // written by this room only
    parts: (row.parts ?? {}) as unknown as Record<string, Part>,
    reason_code: row.reason_code,
    reason: row.reason,
    resume_at: row.resume_at?.toISOString() ?? null,
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

/** The settings for people. */
export function rulesView(rules: AutosyncSettings) {
  return {
    enabled: rules.enabled,
    time: rules.time,
    interval_seconds: rules.intervalS,
    sources: rules.sources.filter((source) => source === 'playlists' || source === 'saved'),
    min_bitrate: rules.minBitrateKbps,
    preferred_formats: [...rules.preferredFormats],
    only_preferred_formats: rules.onlyPreferredFormats,
    skip_threshold: rules.skipThreshold,
  };
}

/** A track that failed, for people. */
export function skippedView(row: SkippedRow, threshold: number) {
  return {
    id: row.id,
    track_key: row.track_key,
    spotify_id: row.spotify_id,
    wish_id: row.wish_id,
    title: row.title,
    artists: row.artists,
    failure_reason: row.failure_reason,
    failure_count: row.failure_count,
    skipped: row.failure_count >= threshold,
    last_attempt_at: row.last_attempt_at.toISOString(),
  };
}
