import { sql } from 'kysely';
import { libraryKeys, type OwnedRecording } from '#library';
import type { Db } from '#platform/database';
import type { CatalogueStore } from './catalogue.store.ts';

/** A recording that is looked for in Plex. */
export interface Sought {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly durationMs: number | null;
  readonly isrc: string | null;
  /** Where our file of it lies, in Plex's spelling as compared (`pathKeyOf`). */
  readonly pathKey: string | null;
}

/** How a recording was found: the same file, the same artist, song and version, or by likeness. */
export interface FoundInPlex {
  readonly ratingKey: string;
  readonly by: 'path' | 'recording' | 'likeness';
  /** 0..1. */
  readonly confidence: number;
}

interface Row {
  readonly rating_key: string;
  readonly title: string;
  readonly artists: string[];
  readonly album: string | null;
  readonly duration_ms: number | null;
}

/** Below this it would be a guess, and a wrong song would be played. */
const sureFrom = 0.8;
/** Least share of letter triples in common for a closer look. */
const similarFrom = 0.6;
const nearBatch = 20;
const exactBatch = 500;

/**
 * Finds recordings among Plex's tracks in stages, each by an index: the file itself, then the key of artist, song and version, then those that share most
 * letter triples, at most `maxCandidates`. `likeness` (0..1, 0: another recording) is the matching engine's opinion and decides the last two.
 */
export function createPlexLookup(deps: {
  readonly db: Db;
  readonly store: CatalogueStore;
  readonly likeness: (sought: Sought, owned: OwnedRecording) => number;
  readonly maxCandidates: number;
}) {
  const { db } = deps;
  const judged = (sought: Sought, row: Row): number =>
    deps.likeness(sought, { ...row, durationMs: row.duration_ms, isrc: null });

  async function exact(sought: readonly Sought[]): Promise<(FoundInPlex | null)[]> {
    const paths = await deps.store.keysOfPaths(sought.flatMap(({ pathKey }) => pathKey ?? []));
    const keys = sought.map((each) => libraryKeys(each).recording_key);
    const rows = await db
      .selectFrom('plex_tracks')
      .select(['rating_key', 'title', 'artists', 'album', 'duration_ms', 'recording_key'])
      .where('recording_key', 'in', [...new Set(keys)])
      .orderBy('rating_key')
      .execute();
    const byKey = Map.groupBy(rows, (row) => row.recording_key);
    return sought.map((each, at) => {
      const same = each.pathKey === null ? undefined : paths.get(each.pathKey);
      if (same !== undefined) return { ratingKey: same, by: 'path', confidence: 1 };
      return best(each, byKey.get(keys[at] ?? '') ?? [], 'recording');
    });
  }

  function best(sought: Sought, rows: readonly Row[], by: FoundInPlex['by']): FoundInPlex | null {
    let found: FoundInPlex | null = null;
    for (const row of rows) {
      const confidence = judged(sought, row);
      if (confidence >= sureFrom && confidence > (found?.confidence ?? 0))
        found = { ratingKey: row.rating_key, by, confidence };
    }
    return found;
  }

  async function near(sought: readonly Sought[]): Promise<(FoundInPlex | null)[]> {
    const texts = sought.map((each) => libraryKeys(each).match_text);
    const rows = await db.transaction().execute(async (trx) => {
      // the operator % uses the index; its threshold is a setting of the transaction
      await sql`select set_config('pg_trgm.similarity_threshold', ${String(similarFrom)}, true)`.execute(trx);
      const answer = await sql<Row & { at: number }>`
        select q.at, t.* from unnest(${texts}::text[]) with ordinality as q(text, at)
        cross join lateral (
          select rating_key, title, artists, album, duration_ms from plex_tracks
          where match_text % q.text order by similarity(match_text, q.text) desc, rating_key limit ${deps.maxCandidates}
        ) t where length(q.text) > 3`.execute(trx);
      return answer.rows;
    });
    const of = Map.groupBy(rows, (row) => row.at - 1);
    return sought.map((each, at) => best(each, of.get(at) ?? [], 'likeness'));
  }

  return {
    /** In the order given; `null` where nothing is surely the same. Without `likeness` only what an exact key finds. */
    async find(sought: readonly Sought[], options = { likeness: true }): Promise<(FoundInPlex | null)[]> {
      const found: (FoundInPlex | null)[] = [];
      for (let from = 0; from < sought.length; from += exactBatch) {
        const part = sought.slice(from, from + exactBatch);
        const answers = await exact(part);
        const open = part.flatMap((each, at) => (options.likeness && answers[at] === null ? [{ each, at }] : []));
        for (let at = 0; at < open.length; at += nearBatch) {
          const some = open.slice(at, at + nearBatch);
          const nearest = await near(some.map(({ each }) => each));
          for (const [place, one] of some.entries()) answers[one.at] = nearest[place] ?? null;
        }
        found.push(...answers);
      }
      return found;
    },
  };
}

/** Finds recordings among Plex's tracks. */
export type PlexLookup = ReturnType<typeof createPlexLookup>;
