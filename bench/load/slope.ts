/** Least squares: by how much the second number grows for one of the first; `null` for fewer than four points. */
export function slopeOf(points: readonly (readonly [number, number])[]): number | null {
  if (points.length < 4) return null;
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  const below = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  return above / below;
}
