import { slopeOf } from '../load/slope.ts';

/** A number of requests, and what was held when they had been answered. */
export type Held = readonly [requests: number, held: number];

/**
 * What stays held: the least of every `span` requests, as after a collection of garbage. What comes and goes between them says nothing about a leak; what leaks lifts the least, too.
 * The last span is left out: it is seldom whole, and a single look may meet garbage.
 */
export function lowest(points: readonly Held[], span = 2000): readonly Held[] {
  const least = new Map<number, Held>();
  for (const point of points) {
    const place = Math.floor(point[0] / span);
    const before = least.get(place);
    if (before === undefined || point[1] < before[1]) least.set(place, point);
  }
  return [...least]
    .toSorted(([a], [b]) => a - b)
    .slice(0, -1)
    .map(([, point]) => point);
}

/** By how much the least grows in the second half of a run, for 1000 requests; `null` when there are too few to tell. */
export function growthOf(points: readonly Held[], span = 2000): number | null {
  const floor = lowest(points, span);
  const perRequest = slopeOf(floor.slice(Math.floor(floor.length / 2)));
  return perRequest === null ? null : perRequest * 1000;
}
