import { sql } from 'kysely';
import { fold } from '#music';
import { type Db, json } from '#platform/database';
import type { ArtistKey } from '../keys.ts';
import type { FoundArtist, SourceName } from '../ports.ts';
import { choicesOf } from '../preferences/chosen.ts';
import { writeAudit } from '../sync/catalogue.store.ts';
import { aliasDelta, digest } from '../sync/delta.ts';

/** What may be asked of the list of artists. */
export interface ArtistFilter {
  readonly query?: string | undefined;
  readonly source?: string | undefined;
  readonly watched?: boolean | undefined;
  readonly sort: 'name' | 'updated';
  readonly limit: number;
  readonly offset: number;
}

const searchTextOf = (name: string, aliases: readonly string[]): string =>
  fold([name, ...aliases].join(' ')).slice(0, 4000);

/** Versions of an artist: what a reader would notice. */
function versionOf(artist: FoundArtist, at: Date): { version: string; etag: string } {
  const etag = digest(
    artist.name,
    artist.genres.join('|'),
    artist.images.join('|'),
    artist.aliases.join('|'),
    at.toISOString().slice(0, 19),
  );
  return { version: etag, etag };
}

const clean = (text: string, most: number): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, most);

/** The queries over artists. */
export function createArtistStore(db: Db) {
  const byKey = (key: ArtistKey, on: Db = db) =>
    on
      .selectFrom('artists')
      .innerJoin('artist_identities', 'artist_identities.artist_id', 'artists.id')
      .where('artist_identities.source', '=', key.source)
      .where('artist_identities.source_id', '=', key.sourceId)
      .selectAll('artists')
      .executeTakeFirst();

  return {
    byKey,
    byId: (id: number, on: Db = db) => on.selectFrom('artists').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Holds the artist's row until the end of the transaction; `undefined` when it is gone. */
    lock: (trx: Db, id: number) =>
      trx.selectFrom('artists').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    async identities(artistId: number, on: Db = db): Promise<Map<SourceName, string>> {
      const rows = await on
        .selectFrom('artist_identities')
        .select(['source', 'source_id'])
        .where('artist_id', '=', artistId)
        .execute();
      return new Map(rows.map((row) => [row.source as SourceName, row.source_id]));
    },
    /** Notes that another source knows the artist under that id; somebody else's identity is left alone. */
    async link(artistId: number, source: SourceName, sourceId: string, on: Db = db): Promise<void> {
      await on
        .insertInto('artist_identities')
        .values({ source, source_id: sourceId, artist_id: artistId })
        .onConflict((oc) => oc.doNothing())
        .execute();
    },
    /** The artist of that key, made when nobody knew it. `found`: what a source says of it, else only its id is known. */
    async ensure(trx: Db, key: ArtistKey, found: FoundArtist | null, now: Date) {
      const known = await byKey(key, trx);
      if (known !== undefined) return known;
      const artist: FoundArtist = found ?? {
        source: key.source,
        sourceId: key.sourceId,
        name: key.sourceId,
        disambiguation: null,
        aliases: [],
        genres: [],
        images: [],
        popularity: null,
      };
      const name = clean(artist.name, 512) || key.sourceId;
      await trx
        .insertInto('artists')
        .values({
          artist_key: key.key,
          source: key.source,
          source_id: key.sourceId,
          name,
          search_text: searchTextOf(name, artist.aliases),
          genres: json(artist.genres),
          images: json(artist.images),
          popularity: artist.popularity,
          aliases: [...artist.aliases],
          metadata: json({ disambiguation: artist.disambiguation, named: found !== null }),
          ...versionOf(artist, now),
          created_at: now,
          updated_at: now,
        })
        .onConflict((oc) => oc.doNothing())
        .execute();
      const row = await trx
        .selectFrom('artists')
        .selectAll()
        .where('artist_key', '=', key.key)
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('artist_identities')
        .values({ source: key.source, source_id: key.sourceId, artist_id: row.id })
        .onConflict((oc) => oc.doNothing())
        .execute();
      return row;
    },
    /** Stores what a source says of the artist itself; answers how its other names changed. */
    async describe(
      trx: Db,
      artistId: number,
      found: FoundArtist,
      about: { readonly jobId: string | null; readonly now: Date },
    ): Promise<ReturnType<typeof aliasDelta>> {
      const row = await trx.selectFrom('artists').selectAll().where('id', '=', artistId).executeTakeFirstOrThrow();
      const aliases = aliasDelta(row.aliases, found.aliases);
      const name = clean(found.name, 512) || row.name;
      const same =
        name === row.name &&
        aliases.added.length + aliases.removed.length === 0 &&
        JSON.stringify(row.genres) === JSON.stringify(found.genres) &&
        JSON.stringify(row.images) === JSON.stringify(found.images);
      if (same) return aliases;
      await trx
        .updateTable('artists')
        .set({
          name,
          search_text: searchTextOf(name, found.aliases),
          genres: json(found.genres),
          images: json(found.images),
          popularity: found.popularity,
          aliases: [...found.aliases],
          metadata: json({ disambiguation: found.disambiguation, named: true }),
          ...versionOf(found, about.now),
          updated_at: about.now,
        })
        .where('id', '=', artistId)
        .execute();
      const line = { entity_type: 'alias', event: 'updated' } as const;
      await writeAudit(trx, { ...about, artistKey: row.artist_key }, [
        ...(name === row.name
          ? []
          : [
              {
                entity_type: 'artist' as const,
                entity_id: String(artistId),
                event: 'updated' as const,
                before: { name: row.name },
                after: { name },
              },
            ]),
        ...aliases.added.map((alias) => ({ ...line, entity_id: alias, before: null, after: { alias } })),
        ...aliases.removed.map((alias) => ({ ...line, entity_id: alias, before: { alias }, after: null })),
      ]);
      return aliases;
    },
    async page(filter: ArtistFilter) {
      let query = db.selectFrom('artists').leftJoin('artist_watchlist', 'artist_watchlist.artist_id', 'artists.id');
      for (const word of fold(filter.query ?? '')
        .split(' ')
        .filter(Boolean))
        query = query.where('artists.search_text', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
      if (filter.source !== undefined) query = query.where('artists.source', '=', filter.source);
      if (filter.watched !== undefined)
        query = query.where('artist_watchlist.id', filter.watched ? 'is not' : 'is', null);
      const total = await query.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow();
      const ordered =
        filter.sort === 'name'
          ? query.orderBy(sql`artists.name collate "C"`).orderBy('artists.id')
          : query.orderBy('artists.updated_at', 'desc').orderBy('artists.id', 'desc');
      const items = await ordered
        .selectAll('artists')
        .select(['artist_watchlist.id as watch_id', 'artist_watchlist.priority as watch_priority'])
        .limit(filter.limit)
        .offset(filter.offset)
        .execute();
      return { items, total: total.total };
    },
    /** Active releases, newest first. */
    async releases(artistId: number, limit: number, offset: number) {
      const active = db
        .selectFrom('artist_releases')
        .where('artist_id', '=', artistId)
        .where('inactive_at', 'is', null);
      const items = await active
        .selectAll()
        .orderBy('release_date', (order) => order.desc().nullsLast())
        .orderBy('updated_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await active.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow();
      return { items, total };
    },
    /** What was chosen by hand among the releases of an artist, by the source's id of the release. */
    choices: (artistId: number, on: Db = db) => choicesOf(on, artistId),
    /** The tracks of releases as far as they were read, with the wish of each. */
    async tracksOf(releaseIds: readonly number[]) {
      if (releaseIds.length === 0) return [];
      return await db
        .selectFrom('artist_release_tracks')
        .select(['release_id', 'wish_id'])
        .where('release_id', 'in', [...releaseIds])
        .execute();
    },
    async audit(artistKey: string, limit: number, before: number | null) {
      let query = db.selectFrom('artist_audit').selectAll().where('artist_key', '=', artistKey);
      if (before !== null) query = query.where('id', '<', before);
      return await query.orderBy('id', 'desc').limit(limit).execute();
    },
  };
}

/** The queries over artists. */
export type ArtistStore = ReturnType<typeof createArtistStore>;

/** An artist's row. */
export type ArtistRow = NonNullable<Awaited<ReturnType<ArtistStore['byKey']>>>;
