import type { Picture } from './picture.ts';

/** A picture and where it was found. */
export interface FoundPicture {
  readonly source: string;
  readonly picture: Picture;
}

const pixels = ({ width, height }: Pick<Picture, 'width' | 'height'>): number => width * height;

/** The largest; of equals the one that was named first. */
export function largest(found: readonly FoundPicture[]): FoundPicture | null {
  return found.reduce<FoundPicture | null>(
    (best, each) => (best === null || pixels(each.picture) > pixels(best.picture) ? each : best),
    null,
  );
}

/** Whether an embedded cover gives way to `cover`: only a missing one, or one below the limits by a larger one; `forced` also one of the same size. */
export function givesWay(
  embedded: Picture | null,
  cover: Pick<Picture, 'width' | 'height' | 'sha256'>,
  limits: { readonly minEdge: number; readonly minBytes: number; readonly forced: boolean },
): boolean {
  if (embedded === null) return true;
  if (embedded.sha256 === cover.sha256) return false;
  if (limits.forced) return pixels(cover) >= pixels(embedded);
  const low =
    embedded.width > 0 && embedded.height > 0
      ? Math.min(embedded.width, embedded.height) < limits.minEdge
      : embedded.bytes.length < limits.minBytes;
  return low && pixels(cover) > pixels(embedded);
}
