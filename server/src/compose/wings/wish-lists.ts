import type { RawBuilder } from 'kysely';
import { importsOfWish, wishesOfImport } from '#pipeline/import';
import type { Db } from '#platform/database';
import { playlistsOfWish, wishesOfPlaylist } from '#playlists';

/** The wishes of a list named `import:<id>` or `playlist:<id>`, as a subquery of their ids. */
export function wishesOfList(name: string): RawBuilder<number> {
  const cut = name.indexOf(':');
  const id = name.slice(cut + 1);
  return name.slice(0, cut) === 'import' ? wishesOfImport(id) : wishesOfPlaylist(id);
}

/** The lists that asked for a wish, oldest first. */
export async function originsOfWish(db: Db, wishId: number) {
  const [imports, playlists] = await Promise.all([importsOfWish(db, wishId), playlistsOfWish(db, wishId)]);
  return [
    ...imports.map((each) => ({ list: `import:${each.id}`, ...each })),
    ...playlists.map((each) => ({ list: `playlist:${each.id}`, ...each })),
  ]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ list, name, line, at }) => ({ list, name, line, at: at.toISOString() }));
}
