import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalid, problem } from '#http';
import type { Clock } from '#platform/outbound';
import { faultAsProblem, keyOf, keyParams, unknownArtist } from '../artists/artists.schemas.ts';
import type { ArtistRow, ArtistStore } from '../artists/artists.store.ts';
import type { WatchSettings } from '../settings.ts';
import type { LocalRelease, RemoteRelease } from '../sync/delta.ts';
import { type ArtistSync, activeSync, type SyncResult } from '../sync/sync.job.ts';

/** What the routes need. */
export interface AdminRouteDeps {
  readonly artists: ArtistStore;
  readonly sync: ArtistSync;
  readonly settings: WatchSettings;
  readonly clock: Clock;
  readonly log: (event: Record<string, unknown>) => void;
}

/** So many releases are shown of each list. */
const previews = 20;
/** A sync that an operator asks for goes before the others. */
const extraPriority = 10;
const syncPriority = 100;

const loose = Type.Record(Type.String(), Type.Unknown());

/**
 * `/admin/artists`: look at an artist's state and set it right. Exists only with `FEATURE_ADMIN_API`; the routes say nothing in the OpenAPI document, as ever.
 */
export function adminRoutes(deps: AdminRouteDeps): FastifyPluginAsyncTypebox {
  const { artists, sync, settings, clock, log } = deps;
  const hidden = { hide: true } as const;

  async function artistOf(text: string): Promise<ArtistRow> {
    if (text.trim() === '') throw invalid('artist_key', 'must not be blank');
    const key = keyOf(text);
    const artist = await artists.byKey(key);
    if (artist === undefined) throw unknownArtist(key.key);
    return artist;
  }

  function safetyOf(artist: ArtistRow) {
    const now = new Date(clock.now());
    const activeJobId = activeSync(artist, now);
    const known = artist.last_synced_at;
    const minutes = known === null ? null : Math.floor((now.getTime() - known.getTime()) / 60_000);
    return {
      locked: activeJobId !== null,
      retryAttempts: artist.sync_attempts,
      retryBudget: settings.adminRetryBudget,
      stale: minutes === null || minutes >= settings.staleMinutes,
      stalenessMinutes: minutes,
      activeJobId,
      activeLeaseExpiresAt: artist.sync_lease_until?.toISOString() ?? null,
    };
  }

  /** Writing is refused while a sync is under way or when too many have failed. */
  function guard(artist: ArtistRow): void {
    const safety = safetyOf(artist);
    if (safety.activeJobId !== null)
      throw problem(409, 'CONFLICT', `A sync of ${artist.artist_key} is under way.`, {
        reason: 'resource_locked',
        job_id: safety.activeJobId,
      });
    if (safety.retryAttempts >= safety.retryBudget)
      throw problem(
        429,
        'RATE_LIMITED',
        `${safety.retryAttempts} syncs of ${artist.artist_key} have failed in a row.`,
        {
          attempts: safety.retryAttempts,
          budget: safety.retryBudget,
          remedy: 'Set right what its last problem names; a sync that works gives the budget back.',
        },
      );
  }

  return async (app) => {
    app.post(
      '/admin/artists/:artist_key/reconcile',
      {
        schema: {
          ...hidden,
          params: keyParams,
          querystring: Type.Object({ dry_run: Type.Boolean({ default: true }) }),
          response: { 200: loose },
        },
      },
      async ({ params, query }) => {
        const artist = await artistOf(params.artist_key);
        const dryRun = query.dry_run;
        const safety = safetyOf(artist);
        if (!dryRun) guard(artist);
        const jobId = randomUUID();
        const result = dryRun ? await sync.preview(artist) : await sync.run(artist, { jobId, force: true });
        const event = { event: `artist.admin.${dryRun ? 'dry_run' : 'reconcile'}`, status: 'ok' };
        log({ ...event, entity_id: artist.artist_key, ...summaryOf(result) });
        return {
          artistKey: artist.artist_key,
          dryRun,
          applied: !dryRun,
          providers: [...result.providers],
          providerErrors: { ...result.providerErrors },
          delta: deltaOf(result),
          safety,
          warnings: warningsOf(safety, result),
          ...(dryRun ? {} : { result: { status: 'ok', jobId } }),
        };
      },
    );

    app.post(
      '/admin/artists/:artist_key/resync',
      { schema: { ...hidden, params: keyParams, response: { 200: loose } } },
      async ({ params }) => {
        const artist = await artistOf(params.artist_key);
        guard(artist);
        const request = await sync.request(artist.id, true, extraPriority);
        if (request === null) throw unknownArtist(artist.artist_key);
        if (request.alreadyEnqueued)
          throw problem(409, 'CONFLICT', `A sync of ${artist.artist_key} is under way.`, { job_id: request.jobId });
        log({ event: 'artist.admin.resync', status: 'ok', entity_id: artist.artist_key, job_id: request.jobId });
        return { enqueued: true, jobId: request.jobId, priority: syncPriority + extraPriority };
      },
    );

    app.get(
      '/admin/artists/:artist_key/audit',
      {
        schema: {
          ...hidden,
          params: keyParams,
          querystring: Type.Object({
            limit: Type.Integer({ minimum: 1, maximum: 200, default: 100 }),
            cursor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
          }),
          response: { 200: loose },
        },
      },
      async ({ params, query }) => {
        const key = keyOf(params.artist_key);
        const artist = await artists.byKey(key);
        const rows = await artists.audit(artist?.artist_key ?? key.key, query.limit + 1, query.cursor ?? null);
        const items = rows.slice(0, query.limit);
        log({ event: 'artist.admin.audit', status: 'ok', entity_id: key.key, count: items.length });
        return {
          artistKey: artist?.artist_key ?? key.key,
          items: items.map((row) => ({
            id: row.id,
            createdAt: row.created_at.toISOString(),
            jobId: row.job_id,
            entityType: row.entity_type,
            entityId: row.entity_id,
            event: row.event,
            before: row.before,
            after: row.after,
          })),
          nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null,
          limit: query.limit,
        };
      },
    );

    app.post(
      '/admin/artists/:artist_key/invalidate',
      { schema: { ...hidden, params: keyParams, response: { 200: loose } } },
      async ({ params }) => {
        const artist = await artistOf(params.artist_key);
        const evicted = app.evictAnswers(`/artists/${encodeURIComponent(artist.artist_key)}`);
        log({ event: 'artist.admin.invalidate', status: 'ok', entity_id: artist.artist_key, evicted });
        return { artistKey: artist.artist_key, evicted };
      },
    );

    app.setErrorHandler(faultAsProblem);
  };
}

const total = (result: SyncResult, of: 'added' | 'updated' | 'removed'): number =>
  result.deltas.reduce((sum, delta) => sum + delta[of].length, 0);

function summaryOf(result: SyncResult) {
  return {
    added: total(result, 'added'),
    updated: total(result, 'updated'),
    removed: total(result, 'removed'),
    aliasAdded: result.aliases.added.length,
    aliasRemoved: result.aliases.removed.length,
  };
}

const remoteView = (release: RemoteRelease, source: string | null) => ({
  title: release.title,
  source,
  sourceId: release.sourceId,
  releaseDate: release.date,
  releaseType: release.type,
});
const localView = (row: LocalRelease) => ({
  title: row.title,
  source: row.source,
  sourceId: row.source_id,
  releaseDate: row.release_date,
  releaseType: row.release_type,
});

function deltaOf(result: SyncResult) {
  const each = <T>(pick: (delta: SyncResult['deltas'][number], source: string | null) => T[]): T[] =>
    result.deltas.flatMap((delta, at) => pick(delta, result.providers[at] ?? null)).slice(0, previews);
  return {
    summary: summaryOf(result),
    releases: {
      added: each((delta, source) => delta.added.map((release) => remoteView(release, source))),
      updated: each((delta, source) =>
        delta.updated.map(({ before, after }) => ({ before: localView(before), after: remoteView(after, source) })),
      ),
      removed: each((delta) => delta.removed.map(localView)),
    },
    aliases: { added: [...result.aliases.added], removed: [...result.aliases.removed] },
  };
}

function warningsOf(
  safety: { readonly stale: boolean; readonly stalenessMinutes: number | null; readonly locked: boolean },
  result: SyncResult,
): string[] {
  const warnings: string[] = [];
  if (safety.stalenessMinutes === null) warnings.push('This artist was never synced.');
  else if (safety.stale) warnings.push(`What is stored is ${safety.stalenessMinutes} minutes old.`);
  if (safety.locked) warnings.push('A sync is under way; what is shown may change.');
  for (const [source, message] of Object.entries(result.providerErrors)) warnings.push(`${source}: ${message}`);
  return warnings;
}
