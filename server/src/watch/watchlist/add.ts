import { invalid, problem } from '#http';
import type { Jobs } from '#jobs';
import type { Db } from '#platform/database';
import type { Clock } from '#platform/outbound';
import type { ArtistStore } from '../artists/artists.store.ts';
import { foundView } from '../artists/artists.views.ts';
import { findArtists, isNamed } from '../artists/find.ts';
import { dayIn } from '../dates.ts';
import { type ArtistKey, readReference } from '../keys.ts';
import type { FoundArtist, ReleaseSource } from '../ports.ts';
import { scanJobType } from '../scan/tick.ts';
import type { WatchSettings } from '../settings.ts';
import type { EntryChange, WatchlistStore } from './watchlist.store.ts';

/** An artist to be watched: exactly whom, and how. */
export interface NewEntry extends EntryChange {
  readonly key: ArtistKey;
  readonly found: FoundArtist | null;
  readonly backfill: boolean;
}

/** Adds artists to the watchlist. */
export function createWatching(deps: {
  readonly db: Db;
  readonly artists: ArtistStore;
  readonly watchlist: WatchlistStore;
  readonly sources: readonly ReleaseSource[];
  readonly jobs: Jobs;
  readonly settings: WatchSettings;
  readonly zone: string;
  readonly clock: Clock;
}) {
  const { db, artists, watchlist, settings, clock, zone } = deps;

  return {
    /**
     * Finds whom a person means: a key or link names one artist; a name is looked up, and taken when exactly one artist has it. Throws 404 when nobody has,
     * 409 with the choices when several have.
     */
    async whom(text: string): Promise<{ readonly key: ArtistKey; readonly found: FoundArtist | null }> {
      const name = text.trim();
      if (name === '') throw invalid('artist', 'must not be blank');
      const key = readReference(name);
      if (key !== null) return { key, found: null };
      if (/^https?:\/\//i.test(name) || /^spotify:(?!artist:)/i.test(name))
        throw invalid('artist', 'must be a name, a key, or the link of an artist at Spotify or MusicBrainz');
      const { found, errors } = await findArtists(deps.sources, name, 10);
      const exact = found.filter((each) => isNamed(each, name));
      // the same artist in several sources is one choice: the first source is the preferred one
      const first = exact.filter((each) => each.source === exact[0]?.source);
      const [only] = first;
      if (only !== undefined && first.length === 1)
        return {
          key: { source: only.source, sourceId: only.sourceId, key: `${only.source}:${only.sourceId}` },
          found: only,
        };
      if (found.length > 0)
        throw problem(
          409,
          'CONFLICT',
          `Several artists could be meant by "${name.slice(0, 200)}". Choose one by its artist_key.`,
          {
            reason: 'ambiguous_artist',
            choices: found.map((each) => foundView(each, false)),
          },
        );
      if (errors.length > 0 && errors.length === deps.sources.length)
        throw problem(502, 'DEPENDENCY_ERROR', errors.map((each) => each.message).join(' '), { errors });
      throw problem(404, 'NOT_FOUND', `No source knows an artist called "${name.slice(0, 200)}".`, { errors });
    },

    /** Adds one; `false` when the artist is watched already, also under the key of another source. */
    async add(entry: NewEntry, more: { readonly lookNow: boolean } = { lookNow: true }): Promise<boolean> {
      const now = new Date(clock.now());
      return await db.transaction().execute(async (trx) => {
        const artist = await artists.ensure(trx, entry.key, entry.found, now);
        const added = await watchlist.add(trx, {
          ...entry,
          artistId: artist.id,
          artistKey: artist.artist_key,
          since: dayIn(zone, now),
          now,
        });
        if (added === undefined) return false;
        const active = settings.timerEnabled && settings.intervalS > 0;
        const cooling = entry.cooldownUntil !== undefined && entry.cooldownUntil !== null && entry.cooldownUntil > now;
        if (active && more.lookNow && !cooling) {
          await trx
            .updateTable('artist_watchlist')
            .set({ enqueued_at: now, last_enqueued_at: now })
            .where('id', '=', added.id)
            .execute();
          const job = { type: scanJobType, payload: { entry_id: added.id }, key: `artist:${artist.artist_key}` };
          await deps.jobs.enqueue({ ...job, idempotencyKey: String(added.id) }, trx);
        }
        return true;
      });
    },
  };
}

/** Adds artists to the watchlist. */
export type Watching = ReturnType<typeof createWatching>;
