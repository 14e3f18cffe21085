import { sql } from 'kysely';
import { fold, type OfferedFile, parseTitle, type WantedTrack, words } from '#music';
import type { Db } from '#platform/database';
import { trackOfRow, type Wish } from '#wishes';
import { storeCandidates } from './search.store.ts';
import { type Judge, sieve } from './sieve.ts';

/** A question for a whole album is worth it from this many wishes on. */
const fewest = 3;
const mostSiblings = 40;
/** How long what one track's search found serves the others; also how long an album is not asked for again. */
const sharedHours = 6;

/** A wish of the same album that has not been searched for yet. */
export interface Sibling {
  readonly id: number;
  readonly track: WantedTrack;
}

/** The question for the whole album of a track; `null` when album or artist give too little to ask. */
export function albumQuery(track: WantedTrack): string | null {
  const artist = words(track.artists[0] ?? '');
  const album = track.album === null ? [] : parseTitle(track.album).base;
  const query = [...artist, ...album].filter((word) => word.length > 1).slice(0, 12);
  return artist.length === 0 || album.length === 0 || query.length < 2 ? null : query.join(' ');
}

/** Wishes of the same artist and album whose search has not begun; empty when they are too few, or the album was asked for lately. */
export async function albumSiblings(db: Db, wish: Wish, query: string): Promise<readonly Sibling[]> {
  const { artists, album } = wish.track;
  const lately = await db
    .selectFrom('searches')
    .select('id')
    .where('started_at', '>', sql<Date>`now() - make_interval(hours => ${sharedHours})`)
    .where('query', '=', query)
    .limit(1)
    .executeTakeFirst();
  if (lately !== undefined) return [];
  const rows = await db
    .selectFrom('wishes as w')
    .selectAll()
    .where('stage', '=', 'search')
    .where('state', '=', 'queued')
    .where('id', '<>', wish.id)
    .where(sql<boolean>`lower(album) = lower(${album})`)
    .where(sql<boolean>`lower(artists[1]) = lower(${artists[0] ?? ''})`)
    .where(sql<boolean>`not exists (select from searches s where s.wish_id = w.id)`)
    .orderBy('id')
    .limit(mostSiblings)
    .execute();
  return rows.length + 1 < fewest ? [] : rows.map((row) => ({ id: row.id, track: trackOfRow(row) }));
}

/** Stores what the album's search found for each of its other wishes; each finds it when its turn comes. */
export async function shareAnswer(
  db: Db,
  siblings: readonly Sibling[],
  answer: { readonly searchId: number; readonly files: readonly OfferedFile[] },
  within: { readonly judge: Judge; readonly limit: number },
): Promise<void> {
  const folded = answer.files.map((file) => ({ file, path: fold(file.path) }));
  for (const { id, track } of siblings) {
    // The engine need not look at files that hold no word of the title.
    const needles = parseTitle(track.title).base.filter((word) => word.length > 2);
    const near = folded.filter(({ path }) => needles.length === 0 || needles.some((word) => path.includes(word)));
    const { kept, auto } = sieve(
      track,
      near.map(({ file }) => file),
      within.judge,
      within.limit,
    );
    const good = kept.filter((file) => auto.has(file.id));
    if (good.length > 0) await storeCandidates(db, { id: answer.searchId, wishId: id }, good);
  }
}

/** Whether another wish's search has lately found a file for this one that may be fetched without asking and is untried. */
export async function hasSharedFinds(db: Db, wishId: number): Promise<boolean> {
  const row = await db
    .selectFrom('candidates as c')
    .innerJoin('searches as s', 's.id', 'c.search_id')
    .select('c.id')
    .where('c.wish_id', '=', wishId)
    .where('c.outcome', 'is', null)
    // Judged by the match stage since: then it is no news.
    .where('c.verdict', 'is', null)
    .where('s.wish_id', '<>', wishId)
    .where('c.seen_at', '>', sql<Date>`now() - make_interval(hours => ${sharedHours})`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
