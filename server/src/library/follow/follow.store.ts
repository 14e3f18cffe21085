import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import type { AudioFacts } from '../audio/types.ts';
import { libraryKeys } from '../library.keys.ts';

/** A move by another program that is under way or was interrupted. */
export type OutsideMove = Selectable<Database['outside_moves']> & {
  readonly path: string;
  readonly size_bytes: number;
  readonly wish_id: number | null;
};

/** What a file says of itself, as far as it does. */
export interface ReadTrack {
  readonly title?: string | undefined;
  readonly artists?: readonly string[] | undefined;
  readonly album?: string | undefined;
  readonly albumArtist?: string | undefined;
  readonly trackNumber?: number | undefined;
  readonly discNumber?: number | undefined;
  readonly date?: string | undefined;
  readonly isrc?: string | undefined;
}

/** The queries behind files that other programs move and change. */
export function createFollowStore(db: Db) {
  return {
    /** Rows at these paths (relative to the music folder). */
    async filesAt(paths: readonly string[]) {
      const found: { id: number; path: string; wish_id: number | null }[] = [];
      for (let at = 0; at < paths.length; at += 1000) {
        const rows = db.selectFrom('library_files').select(['id', 'path', 'wish_id']);
        found.push(...(await rows.where('path', 'in', paths.slice(at, at + 1000)).execute()));
      }
      return found;
    },

    /** Notes moves before they happen; one that is noted already keeps its source. */
    async begin(
      program: string,
      moves: readonly {
        readonly fileId: number;
        readonly reference: string;
        readonly source: string;
        readonly target: string | null;
      }[],
    ): Promise<void> {
      for (let at = 0; at < moves.length; at += 500) {
        const rows = moves.slice(at, at + 500).map((move) => ({
          library_file_id: move.fileId,
          program,
          reference: move.reference,
          source_path: move.source,
          target_path: move.target,
        }));
        await db
          .insertInto('outside_moves')
          .values(rows)
          .onConflict((conflict) =>
            conflict.column('library_file_id').doUpdateSet((eb) => ({
              reference: eb.ref('excluded.reference'),
              target_path: eb.ref('excluded.target_path'),
            })),
          )
          .execute();
      }
    },

    /** Moves that were begun and not settled, oldest first. */
    async open(program: string, fileIds?: readonly number[]): Promise<OutsideMove[]> {
      let query = db
        .selectFrom('outside_moves as move')
        .innerJoin('library_files as file', 'file.id', 'move.library_file_id')
        .selectAll('move')
        .select(['file.path', 'file.size_bytes', 'file.wish_id'])
        .where('move.program', '=', program)
        .orderBy('move.begun_at')
        .limit(5000);
      if (fileIds !== undefined) query = query.where('move.library_file_id', 'in', [...fileIds]);
      return await query.execute();
    },

    /** Closes a move. */
    async close(trx: Db, fileId: number): Promise<void> {
      await trx.deleteFrom('outside_moves').where('library_file_id', '=', fileId).execute();
    },

    /** Gives a file its new path. A row that still claims that path is of a file that is gone: what lies there now is this one. */
    async relocate(trx: Db, fileId: number, path: string): Promise<void> {
      await trx.deleteFrom('library_files').where('path', '=', path).where('id', '!=', fileId).execute();
      await trx
        .updateTable('library_files')
        .set({ path, updated_at: sql<Date>`now()` })
        .where('id', '=', fileId)
        .execute();
    },

    /** Stores what a file that another program changed is and says now; what it does not say stays as it was known. */
    async reread(trx: Db, fileId: number, facts: AudioFacts, said: ReadTrack): Promise<void> {
      const row = await trx.selectFrom('library_files').selectAll().where('id', '=', fileId).executeTakeFirst();
      if (row === undefined) return;
      const { title = row.title, album = row.album } = said;
      const artists = said.artists === undefined || said.artists.length === 0 ? row.artists : [...said.artists];
      const words = [title, ...artists, album].filter((text) => text !== null).join(' ');
      await trx
        .updateTable('library_files')
        .set({
          size_bytes: facts.sizeBytes,
          format: facts.format,
          codec: facts.codec,
          lossless: facts.lossless,
          bitrate_kbps: facts.bitrateKbps,
          sample_rate_hz: facts.sampleRateHz,
          bit_depth: facts.bitDepth,
          duration_ms: facts.durationMs,
          title,
          artists,
          album,
          album_artist: said.albumArtist ?? row.album_artist,
          track_number: said.trackNumber ?? row.track_number,
          disc_number: said.discNumber ?? row.disc_number,
          release_date: said.date ?? row.release_date,
          isrc: said.isrc ?? row.isrc,
          search_text: words.normalize('NFKC').toLowerCase(),
          ...libraryKeys({ title, artists }),
          updated_at: sql<Date>`now()`,
        })
        .where('id', '=', fileId)
        .execute();
    },
  };
}
