import { isDeepStrictEqual } from 'node:util';
import type { PathMap, Plex, PlexPlaylistItem } from '#integrations/plex';
import { ServiceFault } from '#platform/outbound';
import type { PlexLookup } from '../catalogue/lookup.ts';
import type { FindKeptSource } from '../ports.ts';
import type { KeptEnd, KeptItem, KeptListRow, KeptStore } from './kept.store.ts';
import { createMaker } from './make.ts';
import { type MergePlan, merge, movesBetween } from './merge.ts';
import { adopt, matchRows, rowsOf, takenOutByHand } from './rows.ts';

const usualPauseS = 300;
const faultPauseS = 60;
const pageSize = 500;
/** Times that a list is gone through until Plex has what was planned: somebody may edit it meanwhile. */
const passes = 3;

/** What keeping lists needs. */
export interface KeepDeps {
  readonly plex: Pick<Plex, 'client' | 'playlists'>;
  readonly kept: KeptStore;
  readonly lookup: PlexLookup;
  readonly find: FindKeptSource;
  readonly pathMap: () => Promise<PathMap>;
  /** The absolute path of a file of the library. */
  readonly pathOf: (path: string) => string;
  /** Grows whenever Plex is known to have other tracks. */
  readonly revision: () => Promise<number>;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
}

/**
 * Keeps lists in Plex, row by row. The list is known by its number, never by its title; nothing that people did in Plex is undone (rows added, moved or taken
 * out, title, picture), and no list is ever deleted. What is about to be done is stored before it is done, so that a process that is killed at any
 * moment leaves nothing doubled: the next one finds the rows that it was adding by their track.
 */
export function createKeeper(deps: KeepDeps) {
  const { kept, plex } = deps;
  const { client, playlists } = plex;
  const maker = createMaker({ playlists, kept, record: deps.record });

  async function entriesOf(ratingKey: string, signal: AbortSignal): Promise<PlexPlaylistItem[]> {
    const entries: PlexPlaylistItem[] = [];
    for (;;) {
      signal.throwIfAborted();
      const page = await playlists.items(ratingKey, { offset: entries.length, limit: pageSize }, signal);
      entries.push(...page.items);
      if (page.items.length === 0 || entries.length >= page.total) return entries;
    }
  }

  async function saveChanged(listId: number, before: readonly KeptItem[], items: readonly KeptItem[]): Promise<void> {
    if (!isDeepStrictEqual(before, items)) await kept.save(listId, items);
  }

  /** What is not in the list any more: taken out by a hand, or gone from Plex altogether and looked for again. */
  async function judgeMissing(missing: readonly KeptItem[]): Promise<KeptItem[]> {
    const judged: KeptItem[] = [];
    for (const item of missing) {
      const there = item.ratingKey !== null && (await client.item(item.ratingKey)) !== null;
      judged.push(
        there ? takenOutByHand(item) : { ...item, itemId: null, ratingKey: null, state: 'gap', settled: false },
      );
    }
    return judged;
  }

  /** One time through: looks, plans, notes, does, looks again. Answers whether Plex has then what was planned. */
  async function pass(
    list: KeptListRow,
    ratingKey: string,
    source: readonly string[],
    match: Match,
    signal: AbortSignal,
  ) {
    const seen = await entriesOf(ratingKey, signal);
    const stored = await kept.items(list.id);
    const adopted = adopt(stored, seen);
    const before = [...adopted.items, ...(await judgeMissing(adopted.missing))];
    const items = await match(before);
    const plan = planOf(items, before, seen);
    const wanted = new Set(source);
    const noted = planned(items, before, plan, wanted);
    await saveChanged(list.id, stored, noted);

    for (const itemId of plan.remove) await playlists.removeItem(ratingKey, itemId);
    if (plan.add.length > 0)
      await playlists.append(
        ratingKey,
        plan.add.map((row) => row.ratingKey),
      );
    const added = plan.remove.length + plan.add.length === 0 ? seen : await entriesOf(ratingKey, signal);
    const again = adopt(noted, added);
    // what a person took out meanwhile is judged at the next look
    const placed = [...again.items, ...again.missing];
    await saveChanged(list.id, noted, placed);

    const idOf = new Map(
      placed.flatMap((item) =>
        item.sourceKey === null || item.itemId === null ? [] : [[item.sourceKey, item.itemId]],
      ),
    );
    const here = new Set(added.map((entry) => entry.playlistItemId));
    const target = plan.order
      .flatMap((entry) => ('itemId' in entry ? entry.itemId : (idOf.get(entry.key) ?? [])))
      .filter((itemId) => here.has(itemId));
    const ofTarget = new Set(target);
    const current = added.map((entry) => entry.playlistItemId).filter((itemId) => ofTarget.has(itemId));
    const moves = movesBetween(current, target);
    for (const { itemId, after } of moves) {
      signal.throwIfAborted();
      await playlists.moveItem(ratingKey, itemId, after);
    }
    const last = moves.length === 0 ? added : await entriesOf(ratingKey, signal);
    const now = last.map((entry) => entry.playlistItemId).filter((itemId) => ofTarget.has(itemId));
    if (now.join() !== target.join()) return false;
    await saveChanged(
      list.id,
      placed,
      placed.map((item) => (item.state === 'placed' ? { ...item, settled: true } : item)),
    );
    return plan.add.every((row) => idOf.has(row.key));
  }

  async function work(list: KeptListRow, revision: number, signal: AbortSignal): Promise<KeptEnd> {
    const source = await deps.find(list.source_kind, list.source_id);
    if (source === null) return failed('source_gone', 'The playlist or import does not exist here any more.', null);
    const { machineIdentifier } = await client.identity(signal);
    if (list.machine_identifier !== null && list.machine_identifier !== machineIdentifier)
      return failed(
        'other_server',
        'The list was made at another Plex server.',
        'Connect Harmony with that server again.',
      );
    const rows = await rowsOf(source, signal);
    const pathMap = await deps.pathMap();
    const match: Match = async (items) =>
      await matchRows(
        rows,
        new Map(items.flatMap((item) => (item.sourceKey === null ? [] : [[item.sourceKey, item]]))),
        {
          lookup: deps.lookup,
          fresh: list.seen_revision !== revision,
          pathMap,
          pathOf: deps.pathOf,
        },
      );

    let at = list.rating_key === null ? null : await playlists.get(list.rating_key, signal);
    if (list.rating_key !== null && at === null)
      return {
        ...failed('deleted_in_plex', 'The list was deleted in Plex.', 'Switch it on again to have it made anew.'),
        state: 'gone',
      };
    if (at === null) {
      const items = await match(await kept.items(list.id));
      at = await maker.make(list, source.name, items, machineIdentifier);
      if (at === null) {
        await kept.save(list.id, items);
        return {
          state: 'waiting',
          code: 'no_tracks',
          reason: 'Plex has none of its tracks yet.',
          remedy: null,
          nextInS: usualPauseS,
        };
      }
    }
    if (at.smart)
      return failed(
        'smart',
        'The list was made a smart one in Plex, which fills it by rules.',
        'Switch it off, or delete the list in Plex.',
      );
    await maker.name(list, at, source.name, source.imageUrl);
    const keys = rows.map((row) => row.key);
    for (let times = 0; times < passes; times += 1)
      if (await pass(list, at.ratingKey, keys, match, signal))
        return { state: 'kept', code: null, reason: null, remedy: null, nextInS: usualPauseS };
    return {
      state: 'partial',
      code: 'not_as_planned',
      reason: 'Plex did not take every change of the list, or somebody edits it.',
      remedy: 'It is tried again by itself.',
      nextInS: faultPauseS,
    };
  }

  /** Keeps one list; what Plex does wrong is stored with the list. */
  async function keep(list: KeptListRow, signal: AbortSignal): Promise<void> {
    const revision = await deps.revision();
    let end: KeptEnd;
    try {
      end = await work(list, revision, signal);
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      const { code, message: reason, remedy } = error;
      end = { state: 'failed', code, reason, remedy, nextInS: faultPauseS };
    }
    await kept.end(list.id, revision, end);
    const isNews = end.state !== list.state && (end.state === 'gone' || end.state === 'failed');
    if (isNews && end.code !== 'not_configured')
      await deps.record('sync', 'plex_playlist_failed', {
        source: list.source_id,
        code: end.code,
        sentence: end.reason,
        remedy: end.remedy,
      });
  }

  return {
    keep,
    /** Keeps every list that is due. */
    async turn(signal: AbortSignal): Promise<void> {
      for (const list of await kept.due(await deps.revision())) {
        signal.throwIfAborted();
        await keep(list, signal);
      }
    },
  };
}

type Match = (items: readonly KeptItem[]) => Promise<KeptItem[]>;

const failed = (code: string, reason: string, remedy: string | null): KeptEnd => ({
  state: 'failed',
  code,
  reason,
  remedy,
  nextInS: usualPauseS,
});

function planOf(items: readonly KeptItem[], before: readonly KeptItem[], seen: readonly PlexPlaylistItem[]): MergePlan {
  const placed = before.flatMap(({ sourceKey, itemId, position, settled, state }) =>
    sourceKey === null || itemId === null || position === null || (state !== 'placed' && state !== 'leaving')
      ? []
      : [{ key: sourceKey, itemId, position, settled }],
  );
  const left = new Set(
    items.flatMap((item) => (item.state === 'removed' && item.sourceKey !== null ? [item.sourceKey] : [])),
  );
  return merge(
    items.flatMap(({ sourceKey, ratingKey }) => (sourceKey === null ? [] : [{ key: sourceKey, ratingKey }])),
    placed,
    seen.map((entry) => entry.playlistItemId),
    left,
  );
}

/** What is stored before anything is done: rows that are about to be added, removed or moved are marked as such. */
function planned(
  items: readonly KeptItem[],
  before: readonly KeptItem[],
  plan: MergePlan,
  wanted: ReadonlySet<string>,
): KeptItem[] {
  const adding = new Set(plan.add.map((row) => row.key));
  return [
    ...items.map((item): KeptItem => {
      if (item.sourceKey !== null && adding.has(item.sourceKey)) return { ...item, state: 'pending', settled: false };
      if (item.sourceKey !== null && plan.misplaced.has(item.sourceKey)) return { ...item, settled: false };
      return item;
    }),
    ...before.flatMap((item): KeptItem[] => {
      if (item.sourceKey === null) return [item];
      if (wanted.has(item.sourceKey) || item.itemId === null) return [];
      return [{ ...item, state: 'leaving' }];
    }),
  ];
}
