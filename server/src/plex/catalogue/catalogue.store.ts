import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** What is remembered of the reading of one library. */
export type SectionRow = Selectable<Database['plex_sections']>;

/** A track of Plex as it is stored. */
export interface StoredTrack {
  readonly rating_key: string;
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly duration_ms: number | null;
  readonly path_key: string | null;
  readonly recording_key: string;
  readonly match_text: string;
}

/** The queries of what Plex has; only this room names `plex_sections` and `plex_tracks`. */
export function createCatalogueStore(db: Db) {
  return {
    /** The library as it was last read. Another server than before means that nothing is known. */
    async section(sectionId: string, machineIdentifier: string): Promise<SectionRow> {
      await db.deleteFrom('plex_sections').where('machine_identifier', '!=', machineIdentifier).execute();
      await db
        .insertInto('plex_sections')
        .values({ section_id: sectionId, machine_identifier: machineIdentifier })
        .onConflict((oc) => oc.doNothing())
        .execute();
      return await db
        .selectFrom('plex_sections')
        .selectAll()
        .where('section_id', '=', sectionId)
        .executeTakeFirstOrThrow();
    },

    /** Forgets libraries that Plex has no more. */
    async keepOnly(sectionIds: readonly string[]): Promise<void> {
      await db.deleteFrom('plex_sections').where(sql<boolean>`not (section_id = any(${sectionIds}))`).execute();
    },

    /** Stores a page of tracks as seen in this round; answers how many are new or other than before. */
    async put(sectionId: string, round: number, tracks: readonly StoredTrack[]): Promise<number> {
      if (tracks.length === 0) return 0;
      const { rows } = await sql<{ changed: boolean }>`
        with given as (
          select distinct on (rating_key) * from jsonb_to_recordset(${JSON.stringify(tracks)}::jsonb) as t(rating_key text, title text,
            artists text[], album text, duration_ms integer, path_key text, recording_key text, match_text text)
        ), before as (
          select g.rating_key, (own.title, own.artists, own.album, own.duration_ms, own.path_key)
            is not distinct from (g.title, g.artists, g.album, g.duration_ms, g.path_key) as same
          from given g left join plex_tracks own on own.rating_key = g.rating_key
        ), written as (
          insert into plex_tracks as own (rating_key, section_id, title, artists, album, duration_ms, path_key, recording_key, match_text, round)
          select rating_key, ${sectionId}, title, artists, album, duration_ms, path_key, recording_key, match_text, ${round}::bigint
          from given order by rating_key
          on conflict (rating_key) do update set section_id = excluded.section_id, title = excluded.title, artists = excluded.artists,
            album = excluded.album, duration_ms = excluded.duration_ms, path_key = excluded.path_key,
            recording_key = excluded.recording_key, match_text = excluded.match_text, round = excluded.round
          where (own.title, own.artists, own.album, own.duration_ms, own.path_key, own.round, own.section_id)
            is distinct from (excluded.title, excluded.artists, excluded.album, excluded.duration_ms, excluded.path_key, excluded.round, excluded.section_id)
        )
        select not same as changed from before where not same`.execute(db);
      return rows.length;
    },

    /** Removes what a whole reading did not see any more; answers how many. */
    async dropUnseen(sectionId: string, round: number): Promise<number> {
      const gone = await db
        .deleteFrom('plex_tracks')
        .where('section_id', '=', sectionId)
        .where('round', '<', round)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },

    async count(sectionId: string): Promise<number> {
      const row = await db
        .selectFrom('plex_tracks')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('section_id', '=', sectionId)
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Notes how far the reading came. */
    async read(sectionId: string, round: number, until: number, changed: boolean): Promise<void> {
      await db
        .updateTable('plex_sections')
        .set({
          round,
          read_until: until,
          read_at: sql<Date>`now()`,
          ...(changed ? { revision: sql<number>`revision + 1` } : {}),
        })
        .where('section_id', '=', sectionId)
        .execute();
    },

    /** Whether any library was read to its end. */
    async isRead(): Promise<boolean> {
      const row = await db
        .selectFrom('plex_sections')
        .select('section_id')
        .where('round', '>', 0)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Grows with every reading that found something. */
    async revision(): Promise<number> {
      const row = await db
        .selectFrom('plex_sections')
        .select(sql<number>`coalesce(sum(revision), 0)::float8`.as('sum'))
        .executeTakeFirstOrThrow();
      return row.sum;
    },

    /** Which of these paths (as compared) Plex knows, with the number of the track. */
    async keysOfPaths(pathKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = new Map<string, string>();
      for (let at = 0; at < pathKeys.length; at += 500) {
        const rows = await db
          .selectFrom('plex_tracks')
          .select(['path_key', 'rating_key'])
          .where('path_key', 'in', pathKeys.slice(at, at + 500))
          .execute();
        for (const row of rows) if (row.path_key !== null) found.set(row.path_key, row.rating_key);
      }
      return found;
    },

    /** Which of these tracks Plex still has. */
    async present(ratingKeys: readonly string[]): Promise<ReadonlySet<string>> {
      const found = new Set<string>();
      for (let at = 0; at < ratingKeys.length; at += 500) {
        const rows = await db
          .selectFrom('plex_tracks')
          .select('rating_key')
          .where('rating_key', 'in', ratingKeys.slice(at, at + 500))
          .execute();
        for (const row of rows) found.add(row.rating_key);
      }
      return found;
    },
  };
}

/** The queries of what Plex has. */
export type CatalogueStore = ReturnType<typeof createCatalogueStore>;
