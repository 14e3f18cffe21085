import { createPathMap } from '#integrations/plex';
import { compareRecordings } from '#pipeline/match';
import { openDatabase } from '#platform/database';
import { createCatalogueStore, createKeeper, createKeptStore, createPlexLookup } from '#plex';
import { plexAt } from './plex-at.ts';

/** One process that keeps the list `p` once, until it is killed or done. Arguments: one JSON object. */
interface Orders {
  readonly connection: Parameters<typeof openDatabase>[0]['connection'];
  readonly standInUrl: string;
  /** Titles of songs of Ann, in order. */
  readonly titles: readonly string[];
}

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const { db, close } = openDatabase({ connection: orders.connection, maxConnections: 2, log });
const plex = plexAt(orders.standInUrl);
const store = createCatalogueStore(db);
const kept = createKeptStore(db);
const keeper = createKeeper({
  plex,
  kept,
  lookup: createPlexLookup({
    db,
    store,
    maxCandidates: 20,
    likeness: (sought, owned) => {
      const { match, score } = compareRecordings(sought, owned);
      return match ? score : 0;
    },
  }),
  find: async () => ({
    name: 'Mine',
    imageUrl: null,
    async *portions() {
      yield orders.titles.map((title) => ({
        key: title,
        title,
        artists: ['Ann'],
        album: null,
        durationMs: null,
        isrc: null,
        path: null,
        reason: null,
      }));
    },
  }),
  pathMap: async () => createPathMap([]),
  pathOf: (path) => path,
  revision: () => store.revision(),
  record: async () => undefined,
});
process.stdout.write('begins\n');
const list = await kept.find('playlist', 'p');
if (list !== null) await keeper.keep(list, new AbortController().signal);
await plex.close();
await close();
process.stdout.write('done\n');
process.exit(0);
