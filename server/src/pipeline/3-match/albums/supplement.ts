import { sql } from 'kysely';
import { compact, parseTitle, type WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { various } from '../reading/folder-words.ts';
import { type PathFields, parsePath } from '../reading/path.ts';
import { artistLikeness } from '../records/artists.ts';

/** Candidates whose paths may vote. */
const mostVoters = 100;
const sameArtist = 0.9;

/** What a path adds to a wish that names no album. */
export type Supplement = Pick<WantedTrack, 'album' | 'trackNumber' | 'discNumber'>;

/**
 * Album, track and disc number of a wish that names no album, told by the path of the file that was fetched. Only when the path names the wanted artist and
 * title beside the album, is no compilation, and nobody contradicts: of the other accepted offers that name an album, at least as many name this one as any other.
 * `null` when the wish names an album or the evidence is not enough; what a person said is never changed.
 */
export function supplementFrom(wanted: WantedTrack, path: string, others: readonly string[]): Supplement | null {
  if (wanted.album !== null) return null;
  const own = readOf(wanted, path);
  if (own === null || own.album === null) return null;
  const votes = new Map<string, number>();
  for (const other of others) {
    const key = keyOf(readOf(wanted, other)?.album ?? null);
    if (key !== '') votes.set(key, (votes.get(key) ?? 0) + 1);
  }
  const mine = votes.get(keyOf(own.album)) ?? 0;
  if ([...votes.values()].some((count) => count > Math.max(mine, 1))) return null;
  const single = compact(parseTitle(wanted.title).base.join(' ')) === keyOf(own.album);
  return {
    album: own.album,
    // The number within somebody's folder of a single says nothing.
    trackNumber: wanted.trackNumber ?? (single ? null : own.track),
    discNumber: wanted.discNumber ?? (single ? null : own.disc),
  };
}

const keyOf = (album: string | null): string => (album === null ? '' : compact(parseTitle(album).base.join(' ')));

/** What a path says, if it is a path of this artist's own record. */
function readOf(wanted: WantedTrack, path: string): PathFields | null {
  const folders = path.split(/[\\/]+/).slice(0, -1);
  for (const folder of folders) {
    const words = folder
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    if (various.has(words[0] ?? '') || various.has(words.slice(0, 2).join(' '))) return null;
  }
  const fields = parsePath(path);
  if (fields.album === null || fields.artist === null || fields.title === null) return null;
  if (artistLikeness(wanted.artists, [fields.artist]) < sameArtist) return null;
  const key = keyOf(fields.album);
  return key === '' || key === compact(fields.artist) ? null : fields;
}

/** The track with what the fetched file's path adds; the same object when it adds nothing. Read from the stored candidates, so it is the same in every stage. */
export async function supplemented(db: Db, wishId: number, wanted: WantedTrack): Promise<WantedTrack> {
  if (wanted.album !== null) return wanted;
  const rows = await db
    .selectFrom('candidates')
    .select(['path', 'outcome'])
    .where('wish_id', '=', wishId)
    .where((eb) => eb.or([eb('verdict', '=', 'auto'), eb('outcome', '=', 'delivered')]))
    .orderBy(sql`(outcome = 'delivered') desc nulls last`)
    .orderBy('id')
    .limit(mostVoters)
    .execute();
  const [chosen, ...others] = rows;
  if (chosen?.outcome !== 'delivered') return wanted;
  const more = supplementFrom(
    wanted,
    chosen.path,
    others.map(({ path }) => path),
  );
  return more === null ? wanted : { ...wanted, ...more };
}
