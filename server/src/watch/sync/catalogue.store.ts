import { type Db, json } from '#platform/database';
import type { SourceName } from '../ports.ts';
import { decideRelease, isOpen, type WatchRules } from '../scan/decide.ts';
import { type Delta, determineDelta, digest, type LocalRelease, type RemoteRelease } from './delta.ts';
import { createEditions, type Editions } from './editions-known.ts';

/** What is done with what a source says of an artist's releases. */
export interface ListingOptions {
  readonly artistId: number;
  readonly artistKey: string;
  readonly source: SourceName;
  readonly complete: boolean;
  readonly rules: WatchRules | null;
  /** The day that it is for those who listen. */
  readonly today: string;
  readonly now: Date;
  readonly jobId: string | null;
  readonly prune: boolean;
  readonly hardDelete: boolean;
}

/** Rows per statement; keeps parameters below PostgreSQL's limit and turns of the event loop short. */
const batch = 400;

const columns = [
  'id',
  'source',
  'source_id',
  'title',
  'group_key',
  'release_date',
  'release_type',
  'kinds',
  'total_tracks',
  'state',
  'state_reason',
  'out_on',
  'version',
  'inactive_at',
  'inactive_reason',
] as const;

/** All releases of an artist as stored, inactive ones as well. */
export function localReleases(on: Db, artistId: number): Promise<LocalRelease[]> {
  return on.selectFrom('artist_releases').select(columns).where('artist_id', '=', artistId).orderBy('id').execute();
}

/**
 * Stores what a source lists: adds, changes, and (with `prune`) takes away, each with a line of audit. Decides at the same time what becomes of every
 * release that is still open. Runs in a transaction that holds the artist's row. Answers what changed.
 */
export async function storeListing(trx: Db, remote: readonly RemoteRelease[], options: ListingOptions): Promise<Delta> {
  const local = await localReleases(trx, options.artistId);
  const delta = determineDelta(options.source, local, remote, options.complete);
  const editions = editionsOf(local);
  await storeAdded(trx, delta.added, editions, options);
  for (const { before, after } of delta.updated) await storeUpdated(trx, before, after, editions, options);
  await decideOpen(trx, local, delta, editions, options);
  if (options.prune && delta.removed.length > 0) await removeGone(trx, delta.removed, options);
  return delta;
}

const editionOf = (release: RemoteRelease) => ({ ...release, settled: false });
const editionOfRow = (row: LocalRelease) => ({
  sourceId: row.source_id,
  groupKey: row.group_key,
  title: row.title,
  date: row.release_date,
  settled: row.state === 'known' || row.state === 'wished',
});

function editionsOf(local: readonly LocalRelease[]): Editions {
  const editions = createEditions();
  for (const row of local) if (row.state !== 'skipped' && row.state !== 'undated') editions.note(editionOfRow(row));
  return editions;
}

/** What the audit keeps of a release (contract §3.7, 8). */
function audited(release: RemoteRelease, source: string): Record<string, unknown> {
  const { sourceId, title, date, type, kinds, totalTracks } = release;
  return {
    source,
    source_id: sourceId,
    title,
    release_date: date,
    release_type: type,
    kinds,
    total_tracks: totalTracks,
  };
}

function auditedLocal(row: LocalRelease): Record<string, unknown> {
  const { source, source_id, title, release_date, release_type, kinds, total_tracks, inactive_at, inactive_reason } =
    row;
  return {
    source,
    source_id,
    title,
    release_date,
    release_type,
    kinds,
    total_tracks,
    ...(inactive_at === null ? {} : { inactive_at: inactive_at.toISOString(), inactive_reason }),
  };
}

interface AuditLine {
  readonly entity_type: 'release' | 'alias' | 'artist';
  readonly entity_id: string | null;
  readonly event: 'created' | 'updated' | 'inactivated' | 'deleted';
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** Writes lines of an artist's history. */
export async function writeAudit(
  trx: Db,
  about: { readonly artistKey: string; readonly jobId: string | null; readonly now: Date },
  lines: readonly AuditLine[],
): Promise<void> {
  for (let at = 0; at < lines.length; at += batch) {
    const rows = lines.slice(at, at + batch).map((line) => ({
      created_at: about.now,
      job_id: about.jobId,
      artist_key: about.artistKey,
      entity_type: line.entity_type,
      entity_id: line.entity_id,
      event: line.event,
      before: line.before === null ? null : json(line.before),
      after: line.after === null ? null : json(line.after),
    }));
    await trx.insertInto('artist_audit').values(rows).execute();
  }
}

async function storeAdded(
  trx: Db,
  added: readonly RemoteRelease[],
  editions: Editions,
  options: ListingOptions,
): Promise<void> {
  const { now, source, rules, today } = options;
  // The oldest edition of a title is the one that is wanted.
  const inOrder = added.toSorted((a, b) => ((a.date ?? '9999') < (b.date ?? '9999') ? -1 : 1));
  for (let at = 0; at < inOrder.length; at += batch) {
    const part = inOrder.slice(at, at + batch);
    const rows = part.map((release) => {
      const decision = decideRelease({ ...release, hasEdition: editions.isLater(editionOf(release)) }, rules, today);
      if (decision.state !== 'skipped' && decision.state !== 'undated') editions.note(editionOf(release));
      return {
        artist_id: options.artistId,
        artist_key: options.artistKey,
        source,
        source_id: release.sourceId,
        title: release.title,
        group_key: release.groupKey,
        release_date: release.date,
        release_type: release.type,
        kinds: [...release.kinds],
        total_tracks: release.totalTracks,
        state: decision.state,
        state_reason: decision.reason,
        out_on: decision.outOn,
        found_at: now,
        version: release.version,
        etag: digest(release.title, release.date, release.type, now.toISOString()),
        metadata: json({ images: release.images }),
        created_at: now,
        updated_at: now,
      };
    });
    const stored = await trx.insertInto('artist_releases').values(rows).returning(['id', 'source_id']).execute();
    const ids = new Map(stored.map((row) => [row.source_id, row.id]));
    await writeAudit(
      trx,
      options,
      part.map((release) => ({
        entity_type: 'release' as const,
        entity_id: String(ids.get(release.sourceId) ?? ''),
        event: 'created' as const,
        before: null,
        after: audited(release, source),
      })),
    );
  }
}

async function storeUpdated(
  trx: Db,
  before: LocalRelease,
  after: RemoteRelease,
  editions: Editions,
  options: ListingOptions,
): Promise<void> {
  const { now, source } = options;
  const open = isOpen(before.state, before.state_reason);
  const decision = open
    ? decideRelease({ ...after, hasEdition: editions.isLater(editionOf(after)) }, options.rules, options.today)
    : null;
  await trx
    .updateTable('artist_releases')
    .set({
      title: after.title,
      group_key: after.groupKey,
      release_date: after.date,
      release_type: after.type,
      kinds: [...after.kinds],
      total_tracks: after.totalTracks,
      version: after.version,
      etag: digest(after.title, after.date, after.type, now.toISOString()),
      metadata: json({ images: after.images }),
      updated_at: now,
      inactive_at: null,
      inactive_reason: null,
      ...(decision === null ? {} : { state: decision.state, state_reason: decision.reason, out_on: decision.outOn }),
    })
    .where('id', '=', before.id)
    .execute();
  const line = { entity_type: 'release', entity_id: String(before.id), event: 'updated' } as const;
  await writeAudit(trx, options, [{ ...line, before: auditedLocal(before), after: audited(after, source) }]);
}

/** Releases that did not change but whose day has come, or whose rules have changed. */
async function decideOpen(
  trx: Db,
  local: readonly LocalRelease[],
  delta: Delta,
  editions: Editions,
  options: ListingOptions,
): Promise<void> {
  const seen = new Set([...delta.updated.map(({ before }) => before.id), ...delta.removed.map((row) => row.id)]);
  const inOrder = local.toSorted((a, b) => ((a.release_date ?? '9999') < (b.release_date ?? '9999') ? -1 : 1));
  for (const row of inOrder) {
    if (seen.has(row.id) || row.inactive_at !== null || !isOpen(row.state, row.state_reason)) continue;
    const judged = {
      sourceId: row.source_id,
      date: row.release_date,
      type: row.release_type,
      kinds: row.kinds,
      hasEdition: editions.isLater(editionOfRow(row)),
    };
    const { state, reason, outOn } = decideRelease(judged, options.rules, options.today);
    if (state !== 'skipped' && state !== 'undated') editions.note(editionOfRow(row));
    if (state === row.state && reason === row.state_reason && outOn === row.out_on) continue;
    await trx
      .updateTable('artist_releases')
      .set({ state, state_reason: reason, out_on: outOn })
      .where('id', '=', row.id)
      .execute();
  }
}

async function removeGone(trx: Db, removed: readonly LocalRelease[], options: ListingOptions): Promise<void> {
  const ids = removed.map((row) => row.id);
  if (options.hardDelete) await trx.deleteFrom('artist_releases').where('id', 'in', ids).execute();
  else {
    await trx
      .updateTable('artist_releases')
      .set({ inactive_at: options.now, inactive_reason: 'pruned', updated_at: options.now })
      .where('id', 'in', ids)
      .execute();
  }
  await writeAudit(
    trx,
    options,
    removed.map((row) => ({
      entity_type: 'release' as const,
      entity_id: String(row.id),
      event: options.hardDelete ? ('deleted' as const) : ('inactivated' as const),
      before: auditedLocal(row),
      after: options.hardDelete
        ? null
        : { ...auditedLocal(row), inactive_at: options.now.toISOString(), inactive_reason: 'pruned' },
    })),
  );
}
