import type { Candidate, FileCheck, Search, WishProof } from '../../../api/index.ts';

type Transfer = WishProof['transfers'][number];
type Move = WishProof['moves'][number];
type Origin = WishProof['origins'][number];
type Past = WishProof['events'][number];

/** One thing that happened to a wish. */
export type Entry = { readonly key: string; readonly at: string } & (
  | { readonly kind: 'wished'; readonly origin: Origin | null }
  | { readonly kind: 'searched'; readonly search: Search }
  | {
      readonly kind: 'asked';
      readonly transfer: Transfer;
      readonly candidate: Candidate | null;
      readonly fitting: number;
    }
  | { readonly kind: 'checked'; readonly check: FileCheck }
  | { readonly kind: 'moved'; readonly move: Move }
  | { readonly kind: 'told'; readonly event: Past }
);

/** The kinds in the order of the journey, for what happened in the same moment. */
const order = ['wished', 'searched', 'asked', 'checked', 'moved', 'told'];

/**
 * Everything that happened to a wish in the order of time, from what the rooms of the house know: who asked for it, questions, transfers, checks,
 * what was done to files, rests and what people did. What has no time of its own is left out.
 */
export function timelineOf(proof: WishProof): Entry[] {
  const candidates = proof.candidates as Candidate[];
  const fitting = candidates.filter(({ verdict }) => verdict === 'auto').length;
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const origins = proof.origins.filter(({ at }) => at !== null);
  const entries: Entry[] = [
    ...origins.map(
      (origin): Entry => ({ key: `wished ${origin.list} ${origin.line}`, at: origin.at ?? '', kind: 'wished', origin }),
    ),
    // nobody's list: typed elsewhere, a release, a discography
    ...(origins.length === 0
      ? [{ key: 'wished', at: proof.wish.created_at, kind: 'wished', origin: null } as const]
      : []),
    ...proof.searches.map(
      (search): Entry => ({
        key: `searched ${search.started_at} ${search.query}`,
        at: search.started_at,
        kind: 'searched',
        search,
      }),
    ),
    ...proof.transfers.map(
      (transfer): Entry => ({
        key: `asked ${transfer.id}`,
        at: transfer.enqueued_at ?? transfer.created_at ?? proof.wish.created_at,
        kind: 'asked',
        transfer,
        candidate: byId.get(transfer.candidate_id ?? 0) ?? null,
        fitting,
      }),
    ),
    ...proof.verified
      .filter(({ at }) => at !== null)
      .map((check): Entry => ({ key: `checked ${check.download_id}`, at: check.at ?? '', kind: 'checked', check })),
    ...proof.moves
      .filter(({ begun_at }) => begun_at !== null)
      .map(
        (move): Entry => ({
          key: `moved ${move.kind} ${move.begun_at} ${move.to}`,
          at: move.begun_at ?? '',
          kind: 'moved',
          move,
        }),
      ),
    ...proof.events
      .filter(({ at }) => at !== null)
      .map((event): Entry => ({ key: `told ${event.id}`, at: event.at ?? '', kind: 'told', event })),
  ];
  return entries.toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || order.indexOf(a.kind) - order.indexOf(b.kind),
  );
}

/** What is shown before somebody asks for all of it: the beginning, and the latest. `left` stand between them. */
export function shortened(entries: readonly Entry[], most: number): { shown: Entry[]; left: number } {
  if (entries.length <= most + 1) return { shown: [...entries], left: 0 };
  return { shown: [...entries.slice(0, 1), ...entries.slice(1 - most)], left: entries.length - most };
}
