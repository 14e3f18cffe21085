import { type Static, Type } from 'typebox';
import { invalid, momentOf } from '#http';
import { moment, nullable } from '../artists/artists.schemas.ts';
import type { EntryChange, EntryRow } from './watchlist.store.ts';

const kinds = ['album', 'ep', 'single', 'live', 'compilation', 'remix', 'soundtrack', 'other'];

/** Priorities are small whole numbers; higher first. */
const priority = Type.Integer({ minimum: -1000, maximum: 1000 });
const seconds = (least: number, description: string) =>
  nullable(Type.Integer({ minimum: least, maximum: 90 * 86_400, description }));

/** What can be said of an entry when it is made or changed. */
export const entryOptions = {
  interval_s: Type.Optional(seconds(60, 'Seconds between two looks; null: WATCHLIST_INTERVAL')),
  cooldown_s: Type.Optional(seconds(0, 'Least seconds between two looks, whatever else makes it due')),
  kinds: Type.Optional(
    Type.Array(Type.Enum(kinds), { maxItems: 8, uniqueItems: true, description: 'Which kinds of releases are wanted' }),
  ),
  editions: Type.Optional(
    Type.Enum(['first', 'bonus'], {
      description: 'first: a deluxe edition brings nothing; bonus: it brings the recordings that we do not have',
    }),
  ),
};

/** The body of `POST /watchlist`. */
export const newEntryBody = Type.Object({
  artist_key: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  artist: Type.Optional(
    Type.String({ minLength: 1, maxLength: 500, description: 'Instead of artist_key: a link, or a name' }),
  ),
  priority: Type.Optional(priority),
  backfill: Type.Optional(
    Type.Boolean({ description: 'Everything that the artist has put out, not only what comes from today on' }),
  ),
  ...entryOptions,
});

/** The body of `PATCH /watchlist/{artist_key}`. */
export const changeBody = Type.Object(
  { priority: Type.Optional(priority), backfill: Type.Optional(Type.Literal(true)), ...entryOptions },
  { minProperties: 1 },
);

/** An entry as `/watchlist` answers it. */
export const entrySchema = Type.Object({
  id: Type.Integer(),
  artist_key: Type.String(),
  name: Type.String(),
  images: Type.Array(Type.String()),
  priority: Type.Integer(),
  paused: Type.Boolean(),
  pause_reason: nullable(Type.String()),
  resume_at: nullable(moment),
  since: Type.String({ description: 'Releases dated on or after this day are fetched' }),
  backfill: Type.Boolean(),
  kinds: Type.Array(Type.String()),
  editions: Type.String(),
  interval_s: nullable(Type.Integer()),
  cooldown_s: nullable(Type.Integer()),
  cooldown_until: nullable(moment),
  retry_block_until: nullable(moment),
  failures: Type.Integer({ description: 'Failed tries since the last good look' }),
  problem: nullable(Type.Record(Type.String(), Type.Unknown())),
  last_checked: nullable(moment),
  next_due_at: moment,
  created_at: moment,
  updated_at: moment,
});

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** An entry as `/watchlist` answers it. */
export function entryView(row: EntryRow): Static<typeof entrySchema> {
  return {
    id: row.id,
    artist_key: row.artist_key,
    name: row.artist_name,
    images: Array.isArray(row.artist_images) ? row.artist_images.map(String) : [],
    priority: row.priority,
    paused: row.paused_at !== null,
    pause_reason: row.stop_reason,
    resume_at: iso(row.resume_at),
    since: row.watch_since,
    backfill: row.backfill,
    kinds: row.wanted_kinds,
    editions: row.editions,
    interval_s: row.interval_s,
    cooldown_s: row.cooldown_s,
    cooldown_until: iso(row.cooldown_until),
    retry_block_until: iso(row.retry_block_until),
    failures: row.failures,
    problem: typeof row.problem === 'object' && row.problem !== null ? { ...row.problem } : null,
    last_checked: iso(row.last_checked),
    next_due_at: row.next_due_at.toISOString(),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** An entry as `/artists/watchlist` answers it. */
export const itemSchema = Type.Object({
  artist_key: Type.String(),
  name: Type.String(),
  priority: Type.Integer(),
  paused: Type.Boolean(),
  last_enqueued_at: nullable(moment),
  last_synced_at: nullable(moment),
  cooldown_until: nullable(moment),
  created_at: moment,
  updated_at: moment,
});

/** An entry as `/artists/watchlist` answers it. */
export function itemView(row: EntryRow): Static<typeof itemSchema> {
  return {
    artist_key: row.artist_key,
    name: row.artist_name,
    priority: row.priority,
    paused: row.paused_at !== null,
    last_enqueued_at: iso(row.last_enqueued_at),
    last_synced_at: iso(row.last_synced_at),
    cooldown_until: iso(row.cooldown_until),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** The options of a body in our words. */
export function changeOf(body: Partial<Static<typeof newEntryBody>>): EntryChange {
  return {
    priority: body.priority,
    intervalS: body.interval_s,
    cooldownS: body.cooldown_s,
    wantedKinds: body.kinds,
    editions: body.editions,
  };
}

/** A moment in the body that lies ahead, at most ten years; throws a 400 that names the field. */
export function aheadOf(text: string | null | undefined, field: string, now: Date): Date | null {
  const at = momentOf(text ?? undefined, field) ?? null;
  if (at === null) return null;
  if (at <= now) throw invalid(field, 'must lie in the future');
  if (at.getTime() > now.getTime() + 3653 * 86_400_000) throw invalid(field, 'must not lie more than ten years ahead');
  return at;
}
