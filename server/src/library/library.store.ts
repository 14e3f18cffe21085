import { sql } from 'kysely';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import type { AudioFacts } from './audio/types.ts';
import { libraryKeys, searchText } from './library.keys.ts';
import { createMissingFiles } from './library.missing.ts';
import { factsOfRow, type LibraryRow as Row } from './library.rows.ts';
import { createLibrarySummary } from './library.summary.ts';
import type { LibraryFile, NewLibraryFile } from './types.ts';

function fileOfRow(row: Row): LibraryFile {
  return {
    id: row.id,
    path: row.path,
    wishId: row.wish_id,
    origin: row.origin,
    sizeBytes: row.size_bytes,
    format: row.format,
    durationMs: row.duration_ms,
    taggedAt: row.tagged_at,
    tagProblem: row.tag_problem,
  };
}

/** The queries of this room; nobody else names the table `library_files`. */
export function createLibraryStore(db: Db) {
  /** What the library holds in all. */
  const summary = createLibrarySummary(db);
  const newest = (on: Db) => on.selectFrom('library_files').selectAll().orderBy('id', 'desc');

  /** The newest file of a wish, or `null`. */
  async function ofWish(wishId: number): Promise<LibraryFile | null> {
    const row = await newest(db).where('wish_id', '=', wishId).limit(1).executeTakeFirst();
    return row === undefined ? null : fileOfRow(row);
  }

  /** The newest file of a wish as its proof shows it: what it is, what was written into it, where it is. */
  async function proofOfWish(wishId: number): Promise<Record<string, unknown> | null> {
    const row = await newest(db).where('wish_id', '=', wishId).limit(1).executeTakeFirst();
    if (row === undefined) return null;
    const { id, path, size_bytes, format, codec, lossless, bitrate_kbps, sample_rate_hz, bit_depth, duration_ms } = row;
    const { title, artists, album, album_artist, track_number, disc_number, release_date, isrc } = row;
    const written = { title, artists, album, album_artist, track_number, disc_number, date: release_date, isrc };
    return {
      id,
      path,
      facts: { size_bytes, format, codec, lossless, bitrate_kbps, sample_rate_hz, bit_depth, duration_ms },
      tags:
        row.tagged_at === null
          ? null
          : Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null)),
      tagged_at: row.tagged_at?.toISOString() ?? null,
      tag_problem: row.tag_problem,
    };
  }

  /** The file with this id, or `null`. */
  async function find(id: number): Promise<Pick<Row, 'id' | 'path' | 'wish_id'> | null> {
    const row = db.selectFrom('library_files').select(['id', 'path', 'wish_id']).where('id', '=', id);
    return (await row.executeTakeFirst()) ?? null;
  }

  /** The file with this id, or `null`. */
  async function byId(id: number): Promise<LibraryFile | null> {
    const row = await db.selectFrom('library_files').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : fileOfRow(row);
  }

  /** How many files are in the folder. */
  async function countPresent(): Promise<number> {
    const all = db.selectFrom('library_files').where('missing_since', 'is', null);
    return (await all.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
  }

  /** Files that are in the folder, in the order of their ids from behind `after`. */
  async function presentAfter(after: number, limit: number): Promise<{ id: number; wishId: number | null }[]> {
    const rows = await db
      .selectFrom('library_files')
      .select(['id', 'wish_id'])
      .where('missing_since', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ id: row.id, wishId: row.wish_id }));
  }

  /** What a file is, as its row says; `null` when it is unknown or says not enough to look anything up. */
  async function trackOf(id: number): Promise<WantedTrack | null> {
    const row = await db.selectFrom('library_files').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined || row.artists.length === 0) return null;
    return {
      title: row.title,
      artists: row.artists,
      album: row.album,
      albumArtist: row.album_artist,
      trackNumber: row.track_number,
      trackTotal: null,
      discNumber: row.disc_number,
      discTotal: null,
      durationMs: row.duration_ms,
      isrc: row.isrc,
      releaseDate: row.release_date,
    };
  }

  /** The newest file of each wish that has one, as the list of wishes shows it. */
  async function viewsOfWishes(
    wishIds: readonly number[],
  ): Promise<ReadonlyMap<number, Pick<Row, 'id' | 'path' | 'format' | 'bitrate_kbps' | 'duration_ms'>>> {
    if (wishIds.length === 0) return new Map();
    const rows = await db
      .selectFrom('library_files')
      .select(['id', 'wish_id', 'path', 'format', 'bitrate_kbps', 'duration_ms'])
      .where('wish_id', 'in', [...wishIds])
      .orderBy('id')
      .execute();
    return new Map(rows.flatMap(({ wish_id, ...view }) => (wish_id === null ? [] : [[wish_id, view] as const])));
  }

  /** Whether a path (relative to the music folder) is already taken by a known file. */
  async function knows(path: string): Promise<boolean> {
    return (
      (await db.selectFrom('library_files').select('id').where('path', '=', path).executeTakeFirst()) !== undefined
    );
  }

  /**
   * Stores a file and answers its id. A row of the same wish at this path is brought up to date; so is one of a scan, which saw the file before
   * its row was written: nothing else can be at a place that was free.
   */
  async function add(trx: Db, file: NewLibraryFile): Promise<number> {
    const { facts, track } = file;
    const values = {
      wish_id: file.wishId,
      size_bytes: facts.sizeBytes,
      format: facts.format,
      codec: facts.codec,
      lossless: facts.lossless,
      bitrate_kbps: facts.bitrateKbps,
      sample_rate_hz: facts.sampleRateHz,
      bit_depth: facts.bitDepth,
      duration_ms: facts.durationMs,
      title: track.title,
      artists: [...track.artists],
      album: track.album,
      album_artist: track.albumArtist,
      track_number: track.trackNumber,
      disc_number: track.discNumber,
      release_date: track.releaseDate,
      isrc: track.isrc,
      search_text: searchText([track.title, ...track.artists, track.album]),
      ...libraryKeys(track),
      // what a scan notes once it has seen the file
      origin: 'wish' as const,
      mtime_us: null,
      inode: null,
      missing_since: null,
    };
    const row = await trx
      .insertInto('library_files')
      .values({ path: file.path, ...values })
      .onConflict((conflict) =>
        conflict
          .column('path')
          .doUpdateSet({ ...values, updated_at: sql<Date>`now()` })
          .where((eb) =>
            eb.or([
              eb('library_files.wish_id', '=', file.wishId),
              eb.and([eb('library_files.origin', '=', 'scan'), eb('library_files.wish_id', 'is', null)]),
            ]),
          ),
      )
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new Error(`The path ${file.path} belongs to another file of the library.`);
    return row.id;
  }

  /** Notes what came of writing tags, and the size since. `problem` is a sentence for people. */
  async function tagged(trx: Db, id: number, result: { sizeBytes: number; problem: string | null }): Promise<void> {
    await trx
      .updateTable('library_files')
      .set({
        size_bytes: result.sizeBytes,
        mtime_us: null,
        inode: null,
        tag_problem: result.problem,
        tagged_at: result.problem === null ? sql<Date>`now()` : null,
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute();
  }

  /** Notes that a file that no wish brought is what this wish wants. */
  async function link(trx: Db, id: number, wishId: number): Promise<void> {
    await trx
      .updateTable('library_files')
      .set({ wish_id: wishId })
      .where('id', '=', id)
      .where('wish_id', 'is', null)
      .execute();
  }

  /** Gives a file to another wish, which is about to replace it. */
  async function handOver(trx: Db, id: number, wishId: number): Promise<void> {
    await trx.updateTable('library_files').set({ wish_id: wishId }).where('id', '=', id).execute();
  }

  /** A file with what is inside it; `null` when it is unknown. */
  async function described(id: number): Promise<{ file: LibraryFile; facts: AudioFacts } | null> {
    const row = await db.selectFrom('library_files').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return null;
    return { file: fileOfRow(row), facts: factsOfRow(row) };
  }

  /** Forgets a file that is no longer there. */
  async function remove(trx: Db, id: number): Promise<void> {
    await trx.deleteFrom('library_files').where('id', '=', id).execute();
  }

  /** Paths of some files that ought to be on the disk, newest first. */
  async function sample(): Promise<readonly string[]> {
    const there = db.selectFrom('library_files').select('path').where('missing_since', 'is', null);
    return (await there.orderBy('id', 'desc').limit(8).execute()).map((row) => row.path);
  }

  /** One page, newest first; every word of `query` must occur in title, artists or album. */
  async function page(filter: {
    query: string;
    limit: number;
    offset: number;
  }): Promise<{ rows: Row[]; total: number }> {
    // PostgreSQL text cannot hold NUL
    const asked = filter.query.replaceAll('\0', ' ').normalize('NFKC').toLowerCase().split(/\s+/).slice(0, 8);
    const words = asked.filter((word) => word !== '');
    let matching = db.selectFrom('library_files').where('missing_since', 'is', null);
    for (const word of words) matching = matching.where('search_text', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
    const count = async (): Promise<number> =>
      words.length === 0
        ? (await summary()).files
        : (await matching.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
    // those before the page are passed by in the index alone
    const ids = matching
      .select('id')
      .orderBy('added_at', 'desc')
      .orderBy('id', 'desc')
      .limit(filter.limit)
      .offset(filter.offset);
    const [rows, total] = await Promise.all([
      db
        .selectFrom('library_files')
        .selectAll()
        .where('id', 'in', ids)
        .orderBy('added_at', 'desc')
        .orderBy('id', 'desc')
        .execute(),
      count(),
    ]);
    return { rows, total };
  }

  return {
    ...createMissingFiles(db),
    find,
    byId,
    countPresent,
    presentAfter,
    trackOf,
    ofWish,
    proofOfWish,
    viewsOfWishes,
    knows,
    add,
    tagged,
    link,
    handOver,
    described,
    remove,
    sample,
    page,
    summary,
  };
}

/** The queries of this room. */
export type LibraryStore = ReturnType<typeof createLibraryStore>;
