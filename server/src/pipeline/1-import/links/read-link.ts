import type { Db } from '#platform/database';
import { reasonsToSkip, wishForItems } from '../hand-over.ts';
import type { ImportStore, ItemRow, JobRow } from '../import.store.ts';
import { parseReference } from '../lists/fields/reference.ts';
import type { FoundTrack, NotNow, PublicPlaylists, SpotifyForImports, WishIntake } from '../ports.ts';
import { broughtItems, itemOfFound } from './brought.ts';
import type { LinkStore, WaitingLink } from './links.store.ts';

/** What reading links needs. */
export interface LinkReaderDeps {
  readonly db: Db;
  readonly store: ImportStore;
  readonly links: LinkStore;
  readonly intake: WishIntake;
  readonly spotify: SpotifyForImports;
  /** `null`: the operator does not want the public pages to be read. */
  readonly publicPlaylists: PublicPlaylists | null;
  /** Tells whoever watches that the counters of an import have changed. */
  readonly changed: (jobId: string) => void;
  readonly now: () => Date;
}

/** How reading one link ended. */
export type LinkReading =
  /** Its tracks are in. */
  | { readonly kind: 'read'; readonly tracks: number }
  /** It will never give any, or somebody else has closed it; its reason is stored. */
  | { readonly kind: 'closed' }
  /** Put off with its reason; others may still be read. */
  | { readonly kind: 'put-off' }
  /** Spotify gives nothing to anybody now. */
  | NotNow;

/** Spotify's own lists exist for people only; the Web API has denied them since 2024. */
const ownLists = /^37i9dQZF1/;
/** A playlist of somebody else may be opened up, but hardly ever is. */
const withheldAgainMs = 7 * 24 * 3_600_000;
/** A sign-in, or another try at a public page that could not be read, is waited for this long. */
const againMs = 10 * 60_000;

const sentences = {
  cut: 'The public page shows 100 tracks at the most and shows that many: the playlist was probably cut off. Import a file export to get all of it.',
  withheld:
    'Spotify shows the tracks of this playlist to its owner only. Import a file export of it, or let the operator allow public pages (SPOTIFY_EMBED_ENABLED).',
  gone: 'Spotify does not know this playlist: it was deleted, or is private.',
  goneTrack: 'Spotify does not know this track any more.',
  empty: 'The playlist has no tracks that could be fetched.',
} as const;

/** Reads the contents of links into wishes, a page and its wishes in one transaction, so that it can be killed and goes on anywhere. */
export function createLinkReader(deps: LinkReaderDeps) {
  const { db, store, links, intake, spotify, publicPlaylists, changed } = deps;

  /** Stores a page of tracks and hands it over; answers how many were new to the import, `null` when the link is closed already. */
  async function take(
    link: WaitingLink,
    playlistId: string,
    found: readonly FoundTrack[],
    source: 'FREE' | 'PRO_PLAYLIST_EXPANSION',
    then: (trx: Db, fresh: number) => Promise<void>,
  ): Promise<number | null> {
    const fresh = await db.transaction().execute(async (trx) => {
      const job = await links.lock(trx, link);
      if (job === null) return null;
      const items = await links.bring(trx, job.id, broughtItems(playlistId, link.line, found, source));
      await wishForNew(trx, job, items);
      await then(trx, items.length);
      return items.length;
    });
    changed(link.jobId);
    return fresh;
  }

  /** Wishes for what no earlier import brought; what one did, under whatever name, is linked to its wish. */
  async function wishForNew(trx: Db, job: JobRow, items: readonly ItemRow[]): Promise<void> {
    const readable = items.filter((item) => item.state === 'normalized');
    const known = await links.wishesByTrack(
      trx,
      readable.map((item) => item.spotify_track_id).filter((id) => id !== null),
    );
    const isKnown = (item: ItemRow): boolean => known.has(item.spotify_track_id ?? '');
    await store.markHandedOver(
      trx,
      job.id,
      readable.filter(isKnown).map((item) => ({
        id: item.id,
        wish_id: known.get(item.spotify_track_id ?? '') ?? 0,
        state: 'skipped' as const,
        ...reasonsToSkip['already-wished'],
      })),
    );
    await wishForItems(
      { store, intake },
      trx,
      job,
      readable.filter((item) => !isKnown(item)),
    );
  }

  async function closeLink(link: WaitingLink, state: 'failed', code: string, sentence: string): Promise<LinkReading> {
    await db.transaction().execute(async (trx) => {
      if ((await links.lock(trx, link)) !== null) await links.close(trx, link.itemId, state, { code, sentence });
    });
    changed(link.jobId);
    return { kind: 'closed' };
  }

  async function putOff(link: WaitingLink, until: Date | null, code: string, sentence: string): Promise<LinkReading> {
    await links.putOff([link.itemId], until ?? new Date(deps.now().getTime() + againMs), code, sentence);
    changed(link.jobId);
    return { kind: 'put-off' };
  }

  async function readTrack(link: WaitingLink, id: string, signal: AbortSignal): Promise<LinkReading> {
    const answer = await spotify.tracks.track(id, signal);
    if (answer.kind === 'not-now') return answer;
    if (answer.kind === 'gone') return closeLink(link, 'failed', 'not_found', sentences.goneTrack);
    await db.transaction().execute(async (trx) => {
      const job = await links.lock(trx, link);
      if (job === null) return;
      const item = await links.name(trx, link.itemId, itemOfFound(answer.found, link.line));
      await wishForNew(trx, job, [item]);
    });
    changed(link.jobId);
    return { kind: 'read', tracks: 1 };
  }

  async function readWithAccount(link: WaitingLink, id: string, signal: AbortSignal) {
    const head = await spotify.playlists.head(id, signal);
    if (head.kind !== 'head') return head;
    const goOn = head.snapshotId !== null && head.snapshotId === link.snapshotId;
    const at = {
      name: head.name,
      snapshotId: head.snapshotId,
      nextOffset: goOn ? link.nextOffset : 0,
      foundTracks: goOn ? link.foundTracks : 0,
    };
    let fresh = 0;
    for (;;) {
      const page = await spotify.playlists.page(id, at.nextOffset, signal);
      if (page.kind !== 'page') return page;
      at.foundTracks += page.tracks.length;
      const added = await take(link, id, page.tracks, 'PRO_PLAYLIST_EXPANSION', async (trx) => {
        await links.progress(trx, link.itemId, { ...at, nextOffset: page.next ?? at.nextOffset });
        if (page.next !== null) return;
        await (at.foundTracks > 0
          ? links.close(trx, link.itemId, 'completed', null)
          : links.close(trx, link.itemId, 'failed', { code: 'empty_playlist', sentence: sentences.empty }));
      });
      if (added === null) return { kind: 'closed' as const };
      fresh += added;
      if (page.next === null) {
        return at.foundTracks > 0 ? { kind: 'read' as const, tracks: fresh } : { kind: 'closed' as const };
      }
      at.nextOffset = page.next;
    }
  }

  async function readPublic(
    publicPages: PublicPlaylists,
    link: WaitingLink,
    id: string,
    signal: AbortSignal,
  ): Promise<LinkReading> {
    const answer = await publicPages.read(id, signal);
    if (answer.kind === 'not-now') return putOff(link, answer.until, answer.code, answer.sentence);
    if (answer.kind === 'gone') return closeLink(link, 'failed', 'not_found', sentences.gone);
    if (answer.tracks.length === 0) return closeLink(link, 'failed', 'empty_playlist', sentences.empty);
    const fresh = await take(link, id, answer.tracks, 'FREE', async (trx) => {
      await links.progress(trx, link.itemId, {
        name: answer.name,
        snapshotId: null,
        nextOffset: 0,
        foundTracks: answer.tracks.length,
      });
      const cut = answer.probablyCut ? { code: 'probably_cut', sentence: sentences.cut } : null;
      await links.close(trx, link.itemId, 'completed', cut);
    });
    return fresh === null ? { kind: 'closed' } : { kind: 'read', tracks: fresh };
  }

  return {
    /** Whether there is anybody to ask at all. */
    async mayRead(): Promise<boolean> {
      return publicPlaylists !== null || (await spotify.access()).kind === 'ready';
    },

    /** Reads one link with what there is: the account first, then the public page if that is allowed, else it waits with the reason. */
    async read(link: WaitingLink, signal: AbortSignal): Promise<LinkReading> {
      const access = await spotify.access();
      if (link.trackId !== null && link.url === null) {
        if (access.kind === 'ready') return readTrack(link, link.trackId, signal);
        return putOff(link, null, 'needs_spotify', access.sentence);
      }
      const reference = parseReference(link.url ?? '');
      if (reference?.kind !== 'playlist')
        return closeLink(
          link,
          'failed',
          'short_link',
          'Short links do not say what they point to; open the link and paste the full address.',
        );
      if (access.kind === 'ready' && !ownLists.test(reference.id)) {
        const answer = await readWithAccount(link, reference.id, signal);
        if (answer.kind === 'read' || answer.kind === 'closed' || answer.kind === 'not-now') return answer;
        if (answer.kind === 'gone' && publicPlaylists === null)
          return closeLink(link, 'failed', 'not_found', sentences.gone);
      }
      if (publicPlaylists !== null) return readPublic(publicPlaylists, link, reference.id, signal);
      if (access.kind !== 'ready') return putOff(link, null, 'needs_spotify', access.sentence);
      return putOff(link, new Date(deps.now().getTime() + withheldAgainMs), 'withheld', sentences.withheld);
    },
  };
}

/** Reads links. */
export type LinkReader = ReturnType<typeof createLinkReader>;
