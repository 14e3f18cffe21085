import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import type { AccountRow, NotNow, OwnedElsewhere, OwnedHere, WishIntake } from './ports.ts';
import type { Cursor } from './priority.ts';
import type { RunCounters, RunStore } from './runs.store.ts';
import type { AutosyncSettings } from './settings.ts';
import type { TrackStore } from './tracks.store.ts';

/** What comparing needs. */
export interface CompareDeps {
  readonly db: Db;
  readonly runs: RunStore;
  readonly tracks: TrackStore;
  readonly ownedHere: OwnedHere;
  readonly elsewhere: OwnedElsewhere | null;
  readonly intake: WishIntake;
  readonly now: () => Date;
}

/** Some tracks that are compared in one transaction. */
export interface Portion {
  readonly runId: number;
  readonly from: Cursor | null;
  readonly to: Cursor;
  readonly counters: RunCounters;
  readonly rows: readonly (AccountRow & { readonly priority: number })[];
  readonly rules: AutosyncSettings;
  readonly chosen: ReadonlyMap<string, boolean>;
}

/** How comparing a portion ended. */
export type Compared =
  | { readonly kind: 'compared'; readonly counters: RunCounters }
  /** Somebody else goes on with this run, or it has ended. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'not-now'; readonly service: string; readonly notNow: NotNow };

/** The source of wishes of ours. */
export const wishSource = 'autosync';

/** The rules of quality of wishes of ours. */
export function qualityOf(rules: AutosyncSettings): NonNullable<WantedTrack['quality']> {
  const formats = rules.preferredFormats.map((format) => format.trim().toLowerCase().replace(/^\./, ''));
  return {
    minBitrateKbps: rules.minBitrateKbps,
    formats: [...new Set(formats.filter((format) => format !== ''))],
    // an empty list is no rule
    onlyFormats: rules.onlyPreferredFormats && formats.some((format) => format !== ''),
  };
}

/**
 * Whether a release is wanted: what was ruled out by hand never is; once some were chosen, only those are. Tracks without a release pass.
 */
export function isChosen(releaseId: string | null, chosen: ReadonlyMap<string, boolean>): boolean {
  if (releaseId === null) return true;
  const choice = chosen.get(releaseId);
  return choice ?? ![...chosen.values()].includes(true);
}

/**
 * Compares some tracks with what we own, and wishes for those that are missing. Rows, wishes, their jobs and the moved cursor are one transaction: after a
 * kill the portion is done whole or not at all.
 */
export async function comparePortion(deps: CompareDeps, portion: Portion, signal: AbortSignal): Promise<Compared> {
  const { db, runs, tracks } = deps;
  const { runId, from, to, rules, chosen } = portion;
  const counters = { ...portion.counters };
  // Other services are asked before the transaction: they may take their time.
  const elsewhere = await askElsewhere(deps, portion, signal);
  if ('kind' in elsewhere) return elsewhere;
  signal.throwIfAborted();
  return await db.transaction().execute(async (trx): Promise<Compared> => {
    if (!(await runs.lock(trx, runId, from))) return { kind: 'taken' };
    const known = await tracks.known(trx, uris(portion.rows));
    const fresh: (Portion['rows'][number] & { readonly there: boolean })[] = [];
    portion.rows.forEach((row, at) => {
      const before = known.get(row.uri);
      counters.tracks += 1;
      if (before !== undefined && before.failures >= rules.skipThreshold) counters.skipped += 1;
      else if (before !== undefined) counters.already_wished += 1;
      else if (!isChosen(row.spotifyAlbumId, chosen)) counters.filtered += 1;
      else fresh.push({ ...row, there: elsewhere[at] === true });
    });
    const owned = await deps.ownedHere(
      trx,
      fresh.map((row) => row.track),
    );
    const missing = fresh.filter((row, at) => {
      if (owned[at] === true) counters.owned += 1;
      else if (row.there) counters.owned_elsewhere += 1;
      else return true;
      return false;
    });
    const quality = qualityOf(rules);
    const taken = await deps.intake.add(
      trx,
      missing.map((row) => ({
        track: { ...row.track, quality },
        source: wishSource,
        priority: row.priority,
        spotifyTrackId: row.spotifyTrackId,
        spotifyAlbumId: row.spotifyAlbumId,
        leaveCancelled: true,
      })),
    );
    for (const { kind } of taken)
      counters[kind === 'new' ? 'wished' : kind === 'already-owned' ? 'owned' : 'already_wished'] += 1;
    const remembered = missing.map((row, at) => ({
      uri: row.uri,
      wishId: taken[at]?.wishId ?? 0,
      own: taken[at]?.kind === 'new',
    }));
    await tracks.remember(trx, remembered, deps.now());
    await runs.advance(trx, runId, from, { cursor: to, counters });
    return { kind: 'compared', counters };
  });
}

async function askElsewhere(
  { db, elsewhere, tracks }: CompareDeps,
  { rows }: Portion,
  signal: AbortSignal,
): Promise<readonly boolean[] | Extract<Compared, { kind: 'not-now' }>> {
  if (elsewhere === null || rows.length === 0) return rows.map(() => false);
  const known = await tracks.known(db, uris(rows));
  const asked = rows.filter((row) => !known.has(row.uri));
  const answer = await elsewhere.find(
    asked.map((row) => row.track),
    signal,
  );
  if ('sentence' in answer) return { kind: 'not-now', service: elsewhere.name, notNow: answer };
  const there = new Set(asked.filter((_, at) => answer[at] === true).map((row) => row.uri));
  return rows.map((row) => there.has(row.uri));
}

const uris = (rows: Portion['rows']): string[] => rows.map((row) => row.uri);
