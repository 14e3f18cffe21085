/** What makes two files equivalent. */
export interface Comparable {
  readonly extension: string | null;
  readonly bitrate_kbps: number | null;
  readonly score: number | null;
}

/** What the choice between peers looks at; candidates come in their order of preference. */
export interface Choosable extends Comparable {
  readonly username: string;
  readonly pinned: boolean;
}

/** How much worse an equivalent may be judged, and by how much its bit rate may fall behind. */
const scoreLeeway = 0.05;
const bitrateLeeway = 0.9;

/**
 * The candidate to ask: the best one; but when its peer already serves us `perPeer` files, an equivalent of a less busy peer (same format,
 * about the same score and bit rate). A person's choice stands. When every equivalent's peer is busy, the best one is asked all the same:
 * its queue decides. `null` when there is nothing.
 */
export function choose<T extends Choosable>(
  candidates: readonly T[],
  activeOf: (username: string) => number,
  perPeer: number,
): T | null {
  const [best] = candidates;
  if (best === undefined) return null;
  if (best.pinned || activeOf(best.username) < perPeer) return best;
  const free = candidates.find((each) => isEquivalent(each, best) && activeOf(each.username) < perPeer);
  return free ?? best;
}

/** Whether a file is as good as another: same format, about the same score and bit rate. */
export function isEquivalent(each: Comparable, best: Comparable): boolean {
  if (each.extension !== best.extension) return false;
  if ((each.score ?? 0) < (best.score ?? 0) - scoreLeeway) return false;
  if (best.bitrate_kbps === null) return true;
  return each.bitrate_kbps !== null && each.bitrate_kbps >= best.bitrate_kbps * bitrateLeeway;
}
