import type { PathMap, PlexPlaylistItem } from '#integrations/plex';
import { pathKeyOf } from '../catalogue/catalogue.ts';
import type { FoundInPlex, PlexLookup, Sought } from '../catalogue/lookup.ts';
import type { KeptRow, KeptSource } from '../ports.ts';
import type { KeptItem } from './kept.store.ts';

/** Reasons of rows that are not in the list although their wish is met, or a person wanted it so. */
const unknownFile = 'The file is there, but Plex does not know it yet.';
const notTaken = 'Plex did not take it into the list.';
const takenOut = 'It was taken out of the list in Plex by hand.';

/** Every row of the source in order. */
export async function rowsOf(source: KeptSource, signal: AbortSignal): Promise<KeptRow[]> {
  const rows: KeptRow[] = [];
  const seen = new Set<string>();
  for await (const portion of source.portions()) {
    signal.throwIfAborted();
    for (const row of portion) {
      // rows that move between two portions come twice
      if (seen.has(row.key)) continue;
      seen.add(row.key);
      rows.push(row);
    }
  }
  return rows;
}

/** The rows as they stand now: what is in the list stays with its track, everything else is looked for in Plex. */
export async function matchRows(
  rows: readonly KeptRow[],
  known: ReadonlyMap<string, KeptItem>,
  deps: {
    readonly lookup: PlexLookup;
    readonly pathMap: PathMap;
    readonly pathOf: (path: string) => string;
    /** Whether Plex has other tracks than at the last look. */
    readonly fresh: boolean;
  },
): Promise<KeptItem[]> {
  const open = rows.filter((row) => {
    const item = known.get(row.key);
    return row.title !== null && (item === undefined || item.state === 'gap' || item.state === 'pending');
  });
  const found = new Map<string, FoundInPlex | null>();
  // likeness is dear: what was unlike everything stays so until Plex has other tracks
  for (const likeness of [true, false]) {
    const some = open.filter((row) => (deps.fresh || !known.has(row.key)) === likeness);
    const answers = await deps.lookup.find(
      some.map((row) => soughtOf(row, deps)),
      { likeness },
    );
    for (const [at, row] of some.entries()) found.set(row.key, answers[at] ?? null);
  }
  return rows.map((row, position) => {
    const item = known.get(row.key);
    if (item?.itemId && (item.state === 'placed' || item.state === 'leaving'))
      return { ...item, position, state: 'placed' };
    if (item?.state === 'removed') return { ...item, position, reason: takenOut };
    const match = found.get(row.key) ?? (deps.fresh ? null : earlierMatch(item));
    return {
      sourceKey: row.key,
      position,
      ratingKey: match?.ratingKey ?? null,
      itemId: null,
      state: 'gap',
      matchedBy: match?.by ?? null,
      confidence: match?.confidence ?? null,
      reason: match === null ? (row.path === null ? row.reason : unknownFile) : null,
      settled: false,
    };
  });
}

/** What likeness found at an earlier look, of a row that did not get into the list yet. */
function earlierMatch(item: KeptItem | undefined): FoundInPlex | null {
  if (item === undefined || item.ratingKey === null || item.matchedBy === null) return null;
  return { ratingKey: item.ratingKey, by: item.matchedBy, confidence: item.confidence ?? 0 };
}

function soughtOf(
  row: KeptRow,
  deps: { readonly pathMap: PathMap; readonly pathOf: (path: string) => string },
): Sought {
  const plexPath = row.path === null ? null : deps.pathMap.toPlex(deps.pathOf(row.path));
  const { title, artists, album, durationMs, isrc } = row;
  return {
    title: title ?? '',
    artists,
    album,
    durationMs,
    isrc,
    pathKey: plexPath === null ? null : pathKeyOf(plexPath),
  };
}

/**
 * What is known of the list after looking at it: rows that were being added have their place, what is otherwise unknown was added by hand, what was being removed
 * is forgotten, and what is missing is in `missing` for the caller to tell a person's hand from a track that Plex has no more.
 */
export function adopt(
  items: readonly KeptItem[],
  atPlex: readonly Pick<PlexPlaylistItem, 'playlistItemId' | 'ratingKey'>[],
): { readonly items: readonly KeptItem[]; readonly missing: readonly KeptItem[] } {
  const ids = new Set(atPlex.map((entry) => entry.playlistItemId));
  const known = new Set(items.flatMap((item) => item.itemId ?? []));
  const fresh = new Map<string, string[]>();
  for (const { playlistItemId, ratingKey } of atPlex)
    if (!known.has(playlistItemId)) fresh.set(ratingKey, [...(fresh.get(ratingKey) ?? []), playlistItemId]);

  const missing: KeptItem[] = [];
  const kept: KeptItem[] = [];
  for (const item of items) {
    if (item.state === 'pending') {
      const itemId = fresh.get(item.ratingKey ?? '')?.shift();
      kept.push(
        itemId === undefined
          ? { ...item, state: 'gap', reason: notTaken }
          : { ...item, itemId, state: 'placed', settled: false },
      );
    } else if (item.itemId === null || ids.has(item.itemId)) kept.push(item);
    else if (item.state === 'placed') missing.push(item);
  }
  for (const [ratingKey, left] of fresh) for (const itemId of left) kept.push(byHand(ratingKey, itemId));
  return { items: kept, missing };
}

const byHand = (ratingKey: string, itemId: string): KeptItem => ({
  sourceKey: null,
  position: null,
  ratingKey,
  itemId,
  state: 'by_hand',
  matchedBy: null,
  confidence: null,
  reason: null,
  settled: true,
});

/** A row that people took out of the list: it is not added again while the source has it. */
export const takenOutByHand = (item: KeptItem): KeptItem => ({
  ...item,
  itemId: null,
  state: 'removed',
  reason: takenOut,
  settled: false,
});
