import type { PlexClient, PlexItem, PlexSection } from '#integrations/plex';
import { libraryKeys } from '#library';
import type { CatalogueStore, StoredTrack } from './catalogue.store.ts';

/** Rows of one question; memory holds one page, whatever the library. */
const pageSize = 200;
/** Tracks that are prepared without a break; reading their names takes time that others wait for. */
const breath = 50;
/** Changes are asked for from this many seconds before the last reading: changes under way. */
const overlapS = 120;
/** How far Plex's clock may be behind ours. Without it, very many tracks of one moment would be read again and again. */
const clocksS = 3600;

/** Paths as they are compared: one form of letters; Windows minds neither case nor the kind of slash. */
export function pathKeyOf(path: string): string {
  const one = path.normalize('NFC');
  return /\\|^[A-Za-z]:/.test(one) ? one.replaceAll('/', '\\').toLowerCase() : one;
}

/** What a reading found. */
export interface Reading {
  readonly tracks: number;
  /** New, other or gone. */
  readonly changed: number;
  readonly whole: boolean;
}

/** An index of the tracks that Plex has. */
export interface Catalogue {
  /**
   * Reads what has changed since the last time; the whole library when it was never read or when the numbers do not agree, as after deletions. Throws
   * `ServiceFault`; what was read by then is kept.
   */
  read(section: PlexSection, signal: AbortSignal): Promise<Reading>;
  readonly store: CatalogueStore;
}

/** Makes the index over Plex's own lists, page by page. */
export function createCatalogue(deps: {
  readonly client: Pick<PlexClient, 'identity' | 'items' | 'count'>;
  readonly store: CatalogueStore;
  readonly now?: () => Date;
}): Catalogue {
  const { client, store } = deps;
  const now = deps.now ?? (() => new Date());

  async function pages(section: string, round: number, since: number | null, signal: AbortSignal) {
    // what comes meanwhile comes at the end
    const filters: [string, string][] = [['sort', 'addedAt:asc']];
    if (since !== null) filters.push(['updatedAt>>', String(since)]);
    let changed = 0;
    let latest = 0;
    for (let offset = 0; ; ) {
      signal.throwIfAborted();
      const page = await client.items(section, 'track', { offset, limit: pageSize }, filters, signal);
      for (let at = 0; at < page.items.length; at += breath) {
        changed += await store.put(section, round, page.items.slice(at, at + breath).map(trackOf));
      }
      for (const item of page.items) latest = Math.max(latest, item.updatedAt ?? 0);
      offset += page.items.length;
      // it may send fewer rows than asked for
      if (page.items.length === 0 || offset >= page.total) return { changed, latest };
    }
  }

  return {
    store,
    async read(section, signal) {
      const { machineIdentifier } = await client.identity(signal);
      const before = await store.section(section.id, machineIdentifier);
      const begun = Math.floor(now().getTime() / 1000);
      const total = await client.count(section.id, 'track', signal);
      const { round, read_until: until } = before;
      if (round > 0) {
        const { changed, latest } = await pages(section.id, round, Math.max(0, until - overlapS), signal);
        if ((await store.count(section.id)) === total) {
          await store.read(section.id, round, Math.max(until, untilOf(latest, begun)), changed > 0);
          return { tracks: total, changed, whole: false };
        }
      }
      const { changed, latest } = await pages(section.id, round + 1, null, signal);
      const gone = await store.dropUnseen(section.id, round + 1);
      await store.read(section.id, round + 1, untilOf(latest, begun), changed + gone > 0);
      return { tracks: total, changed: changed + gone, whole: true };
    },
  };
}

/** Everything that changed before is known: what was read, and what is older than clocks may differ. */
const untilOf = (latest: number, begun: number): number => Math.max(Math.min(latest, begun), begun - clocksS);

function trackOf(item: PlexItem): StoredTrack {
  const performer = item.originalTitle ?? item.grandparentTitle;
  const artists = performer === null ? [] : [performer.slice(0, 500)];
  const title = item.title.slice(0, 1000);
  const [path] = item.files;
  return {
    rating_key: item.ratingKey,
    title: title.replaceAll('\0', ''),
    artists: artists.map((artist) => artist.replaceAll('\0', '')),
    album: item.parentTitle?.slice(0, 1000).replaceAll('\0', '') ?? null,
    duration_ms: item.durationMs === null ? null : Math.round(item.durationMs),
    path_key: path === undefined ? null : pathKeyOf(path).replaceAll('\0', ''),
    ...libraryKeys({ title, artists }),
  };
}
