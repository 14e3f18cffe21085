import { compact } from '#music';
import { groupKey } from '../editions.ts';
import type { OwnedRelease } from '../ports.ts';

/** How many of a release's tracks are wished and owned. */
export interface Completion {
  readonly wished: number;
  readonly owned: number;
  /** `null`: the source does not say, and its tracks were never read. */
  readonly total: number | null;
}

/** What is known of a release before its files are counted. */
export interface CountedRelease {
  readonly id: number;
  readonly title: string;
  readonly group_key: string;
  readonly release_type: string;
  readonly release_date: string | null;
  readonly total_tracks: number | null;
}

/** What we have of a release, and one file of it. */
export interface Had {
  readonly completion: Completion | null;
  readonly fileId: number | null;
}

/**
 * What we have of each release of an artist: by its wishes where its tracks were read, and by the files whose tags name it, whichever is more. Files that
 * name another edition count where none names this one. Of several releases with one title only files of the same year count.
 */
export function completionsOf(
  releases: readonly CountedRelease[],
  read: ReadonlyMap<number, { readonly wished: number; readonly owned: number; readonly total: number }>,
  owned: readonly OwnedRelease[],
): ReadonlyMap<number, Had> {
  const nameOf = (release: CountedRelease): string => compact(release.title);
  const named = Map.groupBy(owned, ({ album }) => compact(album));
  // the form without its type: tags do not tell an album from a single
  const editions = Map.groupBy(owned, ({ album }) => formOf(groupKey(album, 'album')));
  const sameTitle = Map.groupBy(releases, nameOf);
  return new Map(
    releases.map((release) => {
      const twins = sameTitle.get(nameOf(release)) ?? [];
      const own = named.get(nameOf(release));
      const all = own ?? editions.get(formOf(release.group_key)) ?? [];
      const files = twins.length > 1 ? all.filter(({ year }) => year === yearOf(release)) : all;
      // a single and an album of the same name and year: the files are the album's
      const album = release.release_type === 'single' && twins.some((each) => isAlbumOf(each, release));
      const tracks = album ? 0 : new Set(files.flatMap((each) => each.tracks)).size;
      const wishes = read.get(release.id);
      const total = wishes?.total ?? release.total_tracks;
      const count = Math.max(wishes?.owned ?? 0, total === null ? tracks : Math.min(total, tracks));
      const known = total !== null || count > 0;
      return [
        release.id,
        {
          completion: known ? { wished: wishes?.wished ?? 0, owned: count, total } : null,
          fileId: files[0]?.fileId ?? null,
        },
      ];
    }),
  );
}

const formOf = (group: string): string => group.slice(group.indexOf('|') + 1);
const yearOf = (release: CountedRelease): string | null => release.release_date?.slice(0, 4) ?? null;
const isAlbumOf = (each: CountedRelease, single: CountedRelease): boolean =>
  each.release_type !== 'single' && yearOf(each) === yearOf(single);
