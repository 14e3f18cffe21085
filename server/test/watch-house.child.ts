import { openDatabase } from '#platform/database';
import type { MusicBrainzStandIn } from '../../stand-ins/musicbrainz/index.ts';
import { movedClock } from './clock.ts';
import type { TestDatabase } from './database.ts';
import { openWatchHouse } from './watch-house.ts';

/** One process that looks at every watched artist, whether it is due or not, until it is killed or done. Arguments: one JSON object. */
interface Orders {
  readonly connection: Parameters<typeof openDatabase>[0]['connection'];
  readonly standInUrl: string;
  /** ISO 8601. */
  readonly at: string;
}

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const { db, close } = openDatabase({ connection: orders.connection, maxConnections: 4, log });
const house = await openWatchHouse({
  world: { artists: [], recordings: [], releaseGroups: [] },
  at: orders.at,
  // of both a house beside another uses only this
  beside: {
    clock: movedClock(orders.at),
    database: { db } as TestDatabase,
    standIn: { url: orders.standInUrl } as MusicBrainzStandIn,
  },
});
process.stdout.write('begins\n');
const entries = await db.selectFrom('artist_watchlist').select('id').orderBy('id').execute();
const scan = house.room.jobs.find((job) => job.type === 'artist_scan');
if (scan === undefined) throw new Error('There is no job that scans.');
for (const { id } of entries)
  await scan.run({ entry_id: id }, { jobId: `job-${process.pid}`, attempt: 1, signal: new AbortController().signal });
await house.close();
await close();
process.stdout.write('done\n');
process.exit(0);
