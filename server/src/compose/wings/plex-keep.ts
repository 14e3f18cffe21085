import { join } from 'node:path';
import type { Plex } from '#integrations/plex';
import { libraryTracks } from '#library';
import { artistLikeness, compareRecordings } from '#pipeline/match';
import {
  type Catalogue,
  createFileMatching,
  createFileMatchStore,
  createKeeper,
  createKeptStore,
  createPlexLookup,
  type FindKeptSource,
  type PlexCredentials,
} from '#plex';
import type { Foundation } from '../foundation.ts';
import { createListSources } from '../journey/list-sources.ts';

const turnEveryMs = 5_000;
const filesEveryMs = 15_000;

/** Playlists and imports that are kept in Plex, and the lookup that finds their tracks there. */
export function createPlexKeep(
  foundation: Pick<Foundation, 'settings' | 'db' | 'activity' | 'store'>,
  plex: Plex,
  credentials: PlexCredentials,
  catalogue: Catalogue,
) {
  const { settings, db, activity } = foundation;
  const { fuzzyMaxCandidates, minArtistSimilarity } = settings.match;
  const sources = createListSources({ db, wishes: foundation.store });
  const kept = createKeptStore(db);
  const lookup = createPlexLookup({
    db,
    store: catalogue.store,
    maxCandidates: fuzzyMaxCandidates,
    likeness(sought, owned) {
      if (artistLikeness(sought.artists, owned.artists) < minArtistSimilarity) return 0;
      const { match, score } = compareRecordings(sought, owned);
      return match ? score : 0;
    },
  });
  const find: FindKeptSource = (kind, id) => (kind === 'playlist' ? sources.playlist(id) : sources.importJob(id));
  const record = (type: string, status: string, details: Record<string, unknown>): Promise<void> =>
    activity.record(type, status, details);
  const paths = {
    pathMap: () => credentials.pathMap(),
    pathOf: (path: string) => join(settings.organise.musicDir, ...path.split('/')),
  };
  const matches = createFileMatchStore(db);
  const files = createFileMatching({ db, store: matches, catalogue: catalogue.store, lookup, ...paths });
  const keeper = createKeeper({
    plex,
    kept,
    lookup,
    find,
    ...paths,
    revision: () => catalogue.store.revision(),
    record,
  });
  return {
    lookup,
    routes: { kept, find, record },
    matchRoutes: { lookup, matches, filesOf: (ids: readonly number[]) => libraryTracks(db, { ids }) },
    timers: [
      { name: 'plex_playlists', everyMs: turnEveryMs, work: (signal: AbortSignal) => keeper.turn(signal) },
      { name: 'plex_files', everyMs: filesEveryMs, work: (signal: AbortSignal) => files.turn(signal) },
    ],
  };
}
