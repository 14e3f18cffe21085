import { extensionOf } from '#music';
import type { Db } from '#platform/database';
import type { ReplayCandidate } from './what-if.ts';

/** Rows read at once: turning more into objects would hold up the process. */
const rowsPerRead = 200;

/** The next wishes that have candidates, by id. */
export async function wishesWithCandidates(db: Db, afterId: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('candidates')
    .select('wish_id')
    .distinct()
    .where('wish_id', '>', afterId)
    .orderBy('wish_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.wish_id);
}

/** The candidates of one wish, at most `most`, in the form that is judged. */
export async function replayCandidates(db: Db, wishId: number, most: number): Promise<ReplayCandidate[]> {
  const found: ReplayCandidate[] = [];
  let after = 0;
  while (found.length < most) {
    const rows = await db
      .selectFrom('candidates')
      .select(['id', 'username', 'path', 'size_bytes', 'extension', 'bitrate_kbps', 'sample_rate_hz', 'bit_depth'])
      .select(['length_s', 'variable_bitrate', 'free_slot', 'queue_length', 'speed_bps', 'pinned', 'outcome'])
      .where('wish_id', '=', wishId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(Math.min(rowsPerRead, most - found.length))
      .execute();
    for (const row of rows) {
      found.push({
        pinned: row.pinned,
        failed: row.outcome === 'failed' || row.outcome === 'refused',
        file: {
          id: String(row.id),
          username: row.username,
          path: row.path,
          sizeBytes: row.size_bytes,
          extension: row.extension ?? extensionOf(row.path),
          bitrateKbps: row.bitrate_kbps,
          sampleRateHz: row.sample_rate_hz,
          bitDepth: row.bit_depth,
          lengthS: row.length_s,
          variableBitrate: row.variable_bitrate,
          freeSlot: row.free_slot,
          queueLength: row.queue_length,
          speedBps: row.speed_bps,
        },
      });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerRead) break;
    after = last.id;
  }
  return found;
}
