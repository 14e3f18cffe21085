import { join } from 'node:path';
import type { Activity } from '#activity';
import { createCoverArt } from '#integrations/coverart';
import { createLyricsSources } from '#integrations/lyrics';
import { createCreditsSource, type MusicBrainz } from '#integrations/musicbrainz';
import { type Spotify, spotifyCovers, spotifyCredits } from '#integrations/spotify';
import type { Orchestrator } from '#jobs';
import type { AudioInspector, FileJournal, LibraryStore, WishLocks } from '#library';
import { createDownloadQueries, type FindingsOf } from '#pipeline/download/api';
import type { Tagger, WriteRule } from '#pipeline/tag';
import {
  type ArtworkRouteDeps,
  artworkRoutes,
  createArtworkEnricher,
  createArtworkStore,
  createPictureCache,
} from '#pipeline/tag/artwork';
import {
  createEnrichment,
  createEnrichmentStore,
  createMetadataEnricher,
  createMetadataRuns,
  createRunStore,
  type DownloadedFile,
  type Enrichment,
  type MetadataRouteDeps,
  metadataRoutes,
  summaryOf,
} from '#pipeline/tag/enrich';
import { createLyricsEnricher, type LyricsRouteDeps, lyricsRoutes } from '#pipeline/tag/lyrics';
import type { Db } from '#platform/database';
import type { FolderGuard } from '#platform/files';
import { createSettingsStore, storedSwitch } from '#settings';
import type { WishStore } from '#wishes';
import type { AllSettings } from '../../settings.ts';
import { version } from '../../version.ts';
import type { Wing } from '../wing.ts';

/** What is found out about library files beside their journey: metadata, covers and lyrics. */
export function createHouseEnrichment(deps: {
  readonly settings: AllSettings;
  readonly db: Db;
  readonly jobs: Orchestrator;
  readonly store: WishStore;
  readonly library: LibraryStore;
  readonly journal: FileJournal;
  readonly inspector: AudioInspector;
  readonly tagger: Tagger;
  readonly guard: FolderGuard;
  readonly locks: WishLocks;
  readonly musicBrainz: MusicBrainz;
  /** `null`: this house has no Spotify. */
  readonly spotify: Spotify | null;
  /** Read at each use; `null`: Musixmatch is not asked. */
  readonly musixmatchKey: () => Promise<string | null>;
  readonly activity: Activity;
  readonly changed: (wishId: number) => void;
}) {
  const { settings, db, jobs, store, library, activity } = deps;
  const stored = createSettingsStore(db);
  const files = {
    db,
    musicDir: settings.organise.musicDir,
    library,
    journal: deps.journal,
    inspector: deps.inspector,
    tagger: deps.tagger,
    guard: deps.guard,
    locks: deps.locks,
  };
  const artworks = createArtworkStore(db);
  const pictures = createPictureCache(settings.artwork.dir);
  const coverArt = createCoverArt({ settings: settings.coverArt, version });
  const { timeoutS, maxBytes } = settings.artwork;
  const { allowedHosts } = settings.coverArt;
  const spotifyArt = deps.spotify && spotifyCovers(deps.spotify, { allowedHosts, timeoutS, maxBytes, version });
  const lyricsSources = createLyricsSources({
    db,
    settings: settings.lyricsSources,
    version,
    musixmatchKey: deps.musixmatchKey,
  });
  const rule: WriteRule = settings.tag.existing === 'fill' ? 'fill' : 'replace';
  const enrichment: Enrichment = createEnrichment({
    db,
    jobs,
    store: createEnrichmentStore(db),
    library,
    wishes: store,
    changed: deps.changed,
    writeFound: settings.libraryScan.enrich,
    pools: { artwork: settings.artwork.concurrency },
    enrichers: [
      createMetadataEnricher({
        ...files,
        rule,
        sources: [createCreditsSource(deps.musicBrainz), ...(deps.spotify ? [spotifyCredits(deps.spotify)] : [])],
        releaseKnown: (trx, fileId) => enrichment.reconsider(trx, fileId, 'artwork'),
        enabled: storedSwitch(stored, { name: 'ENABLE_METADATA' }, settings.tag.metadata),
      }),
      createLyricsEnricher({
        ...files,
        rule,
        sources: () => lyricsSources.now(),
        settings: settings.lyrics,
        enabled: storedSwitch(stored, { name: 'ENABLE_LYRICS' }, settings.lyrics.enabled),
      }),
      createArtworkEnricher({
        ...files,
        store: artworks,
        cache: pictures,
        sources: [...(spotifyArt ? [spotifyArt] : []), ...(settings.coverArt.enabled ? [coverArt] : [])],
        settings: settings.artwork,
        enabled: storedSwitch(stored, { name: 'ENABLE_ARTWORK' }, settings.artwork.enabled),
        creditsOf: async (fileId) => (await enrichment.find(fileId, 'metadata'))?.found ?? {},
      }),
    ],
  });
  const downloads = createDownloadQueries(db, store);
  const runs = createMetadataRuns({
    db,
    jobs,
    store: createRunStore(db),
    library,
    enrichment,
    downloadOf: (wishId) => downloads.broughtBy(wishId),
    tell: async (status, run) => {
      await activity.record('metadata', status, { processed: run.processed, total: run.total, error: run.error });
    },
  });

  async function fileOf(downloadId: number): Promise<DownloadedFile | null> {
    const row = await downloads.row(downloadId);
    if (row === null) return null;
    const wish = row.wish_id === null ? null : await store.find(row.wish_id);
    const file = wish === null || row.state !== 'completed' ? null : await library.ofWish(wish.id);
    const { title = null, artists = [] } = wish?.track ?? {};
    return { filename: row.filename, fileId: file?.id ?? null, title, artists };
  }

  async function pathOf(fileId: number): Promise<string | null> {
    const file = await library.byId(fileId);
    return file === null ? null : join(files.musicDir, ...file.path.split('/'));
  }
  const lyrics: LyricsRouteDeps = { enrichment, fileOf, pathOf };
  const artwork: ArtworkRouteDeps = {
    enrichment,
    store: artworks,
    cache: pictures,
    maxBytes: settings.artwork.maxBytes,
    fileOf,
    pathOf,
  };
  const metadata: MetadataRouteDeps = {
    enrichment,
    runs,
    fileOf,
    matchingQueue: async () => (await jobs.sizes()).get('match') ?? 0,
  };
  const wing: Wing = {
    jobs: [...enrichment.definitions, runs.definition],
    timers: [enrichment.timer],
    routes: [metadataRoutes(metadata), artworkRoutes(artwork), lyricsRoutes(lyrics)],
    async stop() {
      await coverArt.close();
      await spotifyArt?.close();
      await lyricsSources.close();
    },
  };
  const findingsOf: FindingsOf = async (wishIds) => {
    const of = await library.viewsOfWishes(wishIds);
    const known = await enrichment.ofFiles([...of.values()].map((file) => file.id));
    return new Map([...of].map(([wishId, { id, path }]) => [wishId, summaryOf(path, known.get(id) ?? [])]));
  };
  return {
    wing,
    findingsOf,
    enrichment,
    rule,
    /** The addresses of the small covers of files that have one, below the API's base. */
    async coversOf(fileIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
      const found = await enrichment.foundOf(fileIds, 'artwork');
      return new Map(
        [...found].map(([id, { sha256 }]) => [id, `/library/files/${id}/artwork?v=${String(sha256).slice(0, 8)}`]),
      );
    },
  };
}
