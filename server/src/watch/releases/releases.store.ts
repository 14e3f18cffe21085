import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { SourceName } from '../ports.ts';

/** A release that somebody points at. */
export interface OneRelease {
  readonly id: number;
  readonly artist_id: number;
  readonly source: SourceName;
  readonly source_id: string;
  readonly title: string;
}

/** The name of a release among the choices by hand, as `/settings/artist-preferences` writes it. */
const choiceId = ({ source, source_id: id }: Pick<OneRelease, 'source' | 'source_id'>): string =>
  source === 'musicbrainz' ? `musicbrainz:${id}` : id;

/** The queries over single releases and what was chosen for them by hand. */
export function createReleaseStore(db: Db) {
  return {
    /** The release of that number, if it is this artist's and still listed. */
    async find(artistKey: string, id: number): Promise<OneRelease | undefined> {
      return (await db
        .selectFrom('artist_releases')
        .innerJoin('artists', 'artists.id', 'artist_releases.artist_id')
        .select(['artist_releases.id', 'artist_id', 'artist_releases.source', 'artist_releases.source_id', 'title'])
        .where('artists.artist_key', '=', artistKey)
        .where('artist_releases.id', '=', id)
        .where('inactive_at', 'is', null)
        .executeTakeFirst()) as OneRelease | undefined;
    },
    /**
     * Notes that the release is always (`true`) or never (`false`) to be fetched, or that the rules decide again (`null`). What is chosen holds from now
     * on; what follows from it is done at the artist's next look, which a release that is wanted brings forward to now.
     */
    async choose(artistKey: string, release: OneRelease, selected: boolean | null, now: Date): Promise<void> {
      const [, artistId = artistKey] = /^[a-z]+:(.*)$/.exec(artistKey) ?? [];
      const name = choiceId(release);
      await db.transaction().execute(async (trx) => {
        // both may have been written under any of their names
        const names = trx.selectFrom('artist_identities').where('artist_id', '=', release.artist_id);
        await trx
          .deleteFrom('artist_preferences')
          .where((eb) =>
            eb.or([
              eb('artist_id', 'in', names.select('source_id')),
              eb('artist_id', 'in', names.select(sql<string>`source || ':' || source_id`.as('name'))),
            ]),
          )
          .where('release_id', 'in', [name, release.source_id, `spotify:${release.source_id}`])
          .execute();
        if (selected !== null)
          await trx
            .insertInto('artist_preferences')
            .values({ artist_id: artistId, release_id: name, selected })
            .onConflict((row) => row.columns(['artist_id', 'release_id']).doUpdateSet({ selected }))
            .execute();
        await trx
          .updateTable('artist_watchlist')
          .set({
            last_hash: null,
            ...(selected === true ? { next_due_at: sql<Date>`least(next_due_at, ${now})` } : {}),
          })
          .where('artist_id', '=', release.artist_id)
          .execute();
      });
    },
  };
}

/** The queries over single releases. */
export type ReleaseStore = ReturnType<typeof createReleaseStore>;
