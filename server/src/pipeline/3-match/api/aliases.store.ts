import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { compact, type WantedTrack } from '#music';
import type { Db } from '#platform/database';

/** Other names of one artist, as a person gave them. */
export interface ArtistAliases {
  readonly artist: string;
  readonly aliases: readonly string[];
  readonly updatedAt: Date;
}

/** A name that was learned when a person chose a file. */
export interface LearnedAlias {
  readonly artist: string;
  readonly alias: string;
  /** The path that was chosen. */
  readonly path: string;
  readonly learnedAt: Date;
}

/** More artists than this have no aliases; the book is held in memory. */
export const mostArtists = 5000;

/** The queries of the tables `artist_aliases` and `learned_aliases`; nobody else names them. */
export function createAliasStore(db: Db) {
  return {
    /** All, by name. */
    async all(): Promise<ArtistAliases[]> {
      const rows = await db.selectFrom('artist_aliases').selectAll().orderBy('artist_key').limit(mostArtists).execute();
      return rows.map((row) => ({ artist: row.artist, aliases: row.aliases, updatedAt: row.updated_at }));
    },
    /** Stores an artist's names; `false` when there is no room for another artist. */
    async put(artist: string, aliases: readonly string[]): Promise<boolean> {
      const row = await sql<{ artist_key: string }>`
        insert into artist_aliases (artist_key, artist, aliases)
        select ${compact(artist)}, ${artist}, ${[...aliases]}
        where (select count(*) from artist_aliases where artist_key <> ${compact(artist)}) < ${mostArtists}
        on conflict (artist_key) do update set artist = excluded.artist, aliases = excluded.aliases, updated_at = now()
        returning artist_key`.execute(db);
      return row.rows.length > 0;
    },
    /** `false` when there was none. */
    async remove(artist: string): Promise<boolean> {
      const done = await db.deleteFrom('artist_aliases').where('artist_key', '=', compact(artist)).executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
    /** What was learned, newest first. */
    async learned(): Promise<LearnedAlias[]> {
      const rows = await db
        .selectFrom('learned_aliases')
        .selectAll()
        .orderBy('learned_at', 'desc')
        .orderBy('artist_key')
        .limit(mostArtists)
        .execute();
      return rows.map(({ artist, alias, path, learned_at }) => ({ artist, alias, path, learnedAt: learned_at }));
    },
    /** Learns a name, in the transaction of the choice that taught it. */
    async learn(trx: Db, lesson: { artist: string; alias: string; path: string; wishId: number }): Promise<void> {
      await trx
        .insertInto('learned_aliases')
        .values({
          artist_key: compact(lesson.artist),
          alias_key: compact(lesson.alias),
          artist: lesson.artist,
          alias: lesson.alias,
          path: lesson.path,
          wish_id: lesson.wishId,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    /** Forgets what the choice of a wish taught, in the transaction that takes the choice back. */
    async unlearnOf(trx: Db, wishId: number): Promise<void> {
      await trx.deleteFrom('learned_aliases').where('wish_id', '=', wishId).execute();
    },
    /** Forgets a learned name; `false` when it was not known. */
    async unlearn(artist: string, alias: string): Promise<boolean> {
      const done = await db
        .deleteFrom('learned_aliases')
        .where('artist_key', '=', compact(artist))
        .where('alias_key', '=', compact(alias))
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

/** The queries of these tables. */
export type AliasStore = ReturnType<typeof createAliasStore>;

/** People's aliases in memory, for judging and planning, which ask nobody. */
export interface AliasBook {
  /** The track with everything that people said of its artists' names. */
  name(wanted: WantedTrack): WantedTrack;
  /** Reads the table again; other processes may have changed it. */
  refresh(): Promise<void>;
  /** Changes whenever a name does; for knowing whether something must be judged anew. */
  fingerprint(): string;
}

/** An empty book until the first `refresh`. Names of one entry all mean each other, in both directions. */
export function createAliasBook(store: Pick<AliasStore, 'all' | 'learned'>): AliasBook {
  let byName: ReadonlyMap<string, readonly string[]> = new Map();
  return {
    name(wanted) {
      if (byName.size === 0) return wanted;
      const found = wanted.artists.flatMap((artist) => {
        const names = byName.get(compact(artist.slice(0, 300)));
        return names === undefined ? [] : [[artist, names.filter((name) => name !== artist)] as const];
      });
      if (found.length === 0) return wanted;
      const known = wanted.artistAliases ?? {};
      const merged = found.map(([artist, names]) => [artist, [...new Set([...(known[artist] ?? []), ...names])]]);
      return { ...wanted, artistAliases: { ...known, ...Object.fromEntries(merged) } };
    },
    async refresh() {
      const book = new Map<string, string[]>();
      const [given, learned] = await Promise.all([store.all(), store.learned()]);
      const entries = [...given, ...learned.map(({ artist, alias }) => ({ artist, aliases: [alias] }))];
      for (const { artist, aliases } of entries) {
        const group = [artist, ...aliases];
        for (const name of group) book.set(compact(name), [...new Set([...(book.get(compact(name)) ?? []), ...group])]);
      }
      byName = book;
    },
    fingerprint: () =>
      createHash('sha256')
        .update(JSON.stringify([...byName].toSorted(([a], [b]) => (a < b ? -1 : 1))))
        .digest('hex')
        .slice(0, 16),
  };
}
