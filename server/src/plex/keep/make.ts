import type { Plex, PlexPlaylist } from '#integrations/plex';
import { ServiceFault } from '#platform/outbound';
import type { KeptItem, KeptListRow, KeptStore } from './kept.store.ts';

const pageSize = 500;
const summary = 'Kept by Harmony. What you add, move or take out stays so.';

/**
 * Makes lists in Plex. Until its number is stored a list bears a token in its title that only we know, so that one that was made and not noted is found again and
 * none is made twice.
 */
export function createMaker(deps: {
  readonly playlists: Plex['playlists'];
  readonly kept: Pick<KeptStore, 'save' | 'made' | 'named'>;
  readonly record: (type: string, status: string, details: Record<string, unknown>) => Promise<void>;
}) {
  const { playlists, kept } = deps;
  const endingOf = (list: KeptListRow): string => ` [harmony ${list.token}]`;

  /** A list that was made by a process which did not live to note its number. */
  async function findMade(list: KeptListRow): Promise<PlexPlaylist | null> {
    for (let offset = 0; ; ) {
      const page = await playlists.list({ offset, limit: pageSize });
      const made = page.items.find((each) => each.title.endsWith(endingOf(list)));
      if (made !== undefined) return made;
      offset += page.items.length;
      if (page.items.length === 0 || offset >= page.total) return null;
    }
  }

  /** Makes the list with its first row, or answers `null` while there is none. */
  async function make(list: KeptListRow, name: string, items: readonly KeptItem[], machine: string) {
    const first = items.find((item) => item.ratingKey !== null);
    if (first === undefined || first.ratingKey === null) return null;
    let made = await findMade(list);
    if (made === null) {
      await kept.save(
        list.id,
        items.map((item) => (item === first ? { ...item, state: 'pending' } : item)),
      );
      made = await playlists.create(`${name}${endingOf(list)}`, [first.ratingKey]);
    }
    await kept.made(list.id, machine, made.ratingKey);
    return made;
  }

  /** The title follows the source until a person gives another one; summary and picture are given once. */
  async function name(list: KeptListRow, at: PlexPlaylist, title: string, imageUrl: string | null): Promise<void> {
    const isNew = at.title.endsWith(endingOf(list));
    if (!isNew && at.title !== title && at.title !== list.title) return;
    if (isNew && imageUrl !== null) await picture(list, at.ratingKey, imageUrl);
    if (isNew) await playlists.change(at.ratingKey, { title, summary });
    else if (at.title !== title) await playlists.change(at.ratingKey, { title });
    if (list.title !== title) await kept.named(list.id, title);
  }

  /** A list without a picture is a list all the same. */
  async function picture(list: KeptListRow, ratingKey: string, imageUrl: string): Promise<void> {
    try {
      await playlists.setPoster(ratingKey, imageUrl);
    } catch (error) {
      if (!(error instanceof ServiceFault) || error.status === null) throw error;
      await deps.record('sync', 'plex_poster_failed', { source: list.source_id, sentence: error.message });
    }
  }

  return { make, name };
}
