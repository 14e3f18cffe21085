import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import type { World } from '../../stand-ins/musicbrainz/index.ts';
import { mbid } from '../../stand-ins/worlds/musicbrainz.ts';

/** What is played. */
export interface YearOptions {
  readonly artists: number;
  readonly days: number;
  /** Releases per artist in that time. */
  readonly releases: number;
  /** The process is replaced by a new one after so many days, in the middle of its work. */
  readonly restartEvery: number;
  /** Every so many days the service is down for some hours. */
  readonly outageEvery: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface YearResult {
  readonly releases: number;
  /** Wished on the day of the release. */
  readonly onDay: number;
  /** Wished on another day. */
  readonly late: readonly string[];
  readonly missed: readonly string[];
  /** Wished more than once, by track. */
  readonly twice: number;
  readonly scans: number;
  readonly requests: number;
  /** One a day for each artist, one for each release. */
  readonly leastRequests: number;
  readonly refused: number;
  readonly restarts: number;
  readonly simulatedDays: number;
  readonly slowestTickMs: number;
  readonly seconds: number;
}

const begin = '2026-01-01';
const dayMs = 86_400_000;
const dayAfter = (days: number): string => new Date(Date.parse(begin) + days * dayMs).toISOString().slice(0, 10);

/** A sequence that looks random and is the same every time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Artists with a past of three albums each and releases on random days; some are announced weeks before, all are listed from their day on at the latest. */
export function yearWorld(options: Pick<YearOptions, 'artists' | 'days' | 'releases'>): World {
  const random = dice(7);
  const artists: World['artists'][number][] = [];
  const recordings: World['recordings'][number][] = [];
  const releaseGroups: World['releaseGroups'][number][] = [];
  let id = 0;
  const release = (artist: number, date: string, publishedOn?: string): void => {
    id += 1;
    const tracks = [1, 2].map((n) => {
      const recording = mbid('recording', id * 10 + n);
      recordings.push({
        id: recording,
        title: `Song ${id} ${n === 1 ? 'Alpha' : 'Beta'}`,
        length: 180_000 + id * 7,
        credit: [{ artist: mbid('artist', artist) }],
      });
      return { recording };
    });
    releaseGroups.push({
      id: mbid('group', id),
      title: `Record ${id}`,
      primaryType: (['Album', 'EP', 'Single'] as const)[id % 3] ?? 'Album',
      credit: [{ artist: mbid('artist', artist) }],
      firstReleaseDate: date,
      ...(publishedOn === undefined ? {} : { publishedOn }),
      releases: [{ id: mbid('release', id), date, media: [{ tracks }] }],
    });
  };
  for (let artist = 1; artist <= options.artists; artist += 1) {
    artists.push({ id: mbid('artist', artist), name: `Artist ${artist}` });
    for (let old = 0; old < 3; old += 1) release(artist, `20${10 + old}-05-01`);
    for (let n = 0; n < options.releases; n += 1) {
      const day = 1 + Math.floor(random() * (options.days - 2));
      const announced = random() < 0.4 ? Math.floor(random() * 30) : 0;
      release(artist, dayAfter(day), dayAfter(Math.max(0, day - announced)));
    }
  }
  return { artists, recordings, releaseGroups };
}

/** Plays that time with real HTTP, a real database and a moved clock: ticks every quarter of an hour while there is work, limits kept in simulated time. */
export async function playYear(options: YearOptions): Promise<YearResult> {
  const startedAt = performance.now();
  const world = yearWorld(options);
  const env = { WATCHLIST_MAX_PER_TICK: '20', ...options.env };
  const first = await openWatchHouse({ world, at: `${begin}T00:00:00Z`, env });
  let house: WatchHouse = first;
  let scans = 0;
  let restarts = 0;
  let slowestTickMs = 0;
  const wishedOn = new Map<string, string>();
  try {
    for (const artist of world.artists) await house.post('/watchlist', { artist_key: `musicbrainz:${artist.id}` });
    await house.drain();
    for (let day = 0; day < options.days; day += 1) {
      const outage = day > 0 && day % options.outageEvery === 0;
      if (outage) first.standIn.fault({ times: 25, fault: { kind: 'status', status: 500 } });
      house.clock.set(Math.max(house.clock.now(), Date.parse(`${dayAfter(day)}T00:00:00Z`)));
      // quarters of an hour, until the day's work is done
      for (let quarter = 0; quarter < 90; quarter += 1) {
        const before = performance.now();
        const { enqueued, blocked } = await house.room.tick();
        slowestTickMs = Math.max(slowestTickMs, performance.now() - before);
        if (day % options.restartEvery === options.restartEvery - 1 && quarter === 0) {
          house = await restarted(house, first, env);
          restarts += 1;
        }
        scans += await house.drain(undefined, 3);
        house.clock.advance(900_000);
        if (enqueued === 0 && blocked === 0 && !(await anyBlocked(house))) break;
      }
      const found = await house.db
        .selectFrom('artist_releases')
        .select(['source_id'])
        .where('state', '=', 'wished')
        .where('wished_at', '>=', new Date(`${dayAfter(day)}T00:00:00Z`))
        .execute();
      for (const row of found) if (!wishedOn.has(row.source_id)) wishedOn.set(row.source_id, dayAfter(day));
    }
    const due = world.releaseGroups.filter(
      (group) => (group.firstReleaseDate ?? '') >= begin && (group.firstReleaseDate ?? '') < dayAfter(options.days),
    );
    const late = due.filter((group) => (wishedOn.get(group.id) ?? group.firstReleaseDate) !== group.firstReleaseDate);
    const titles = (await house.wishes()).map((wish) => wish.title);
    const wanted = new Set(due.flatMap((group) => tracksOf(world, group.id)));
    return {
      releases: due.length,
      onDay: due.filter((group) => wishedOn.get(group.id) === group.firstReleaseDate).length,
      late: late.map((group) => `${group.title} of ${group.firstReleaseDate} on ${wishedOn.get(group.id)}`),
      missed: [...wanted].filter((title) => !titles.includes(title)),
      twice: titles.length - new Set(titles).size + titles.filter((title) => !wanted.has(title)).length,
      scans,
      requests: first.standIn.requests.length,
      leastRequests: options.artists * options.days + due.length,
      refused: first.standIn.requests.filter((request) => request.status === 503).length,
      restarts,
      simulatedDays: options.days,
      slowestTickMs: Math.round(slowestTickMs),
      seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    };
  } finally {
    if (house !== first) await house.close();
    await first.close();
  }
}

function tracksOf(world: World, group: string): string[] {
  const found = world.releaseGroups.find((each) => each.id === group);
  const ids = (found?.releases ?? []).flatMap(({ media }) => media.flatMap(({ tracks }) => tracks));
  return ids.map(({ recording }) => world.recordings.find((each) => each.id === recording)?.title ?? '');
}

async function anyBlocked(house: WatchHouse): Promise<boolean> {
  const row = await house.db
    .selectFrom('artist_watchlist')
    .select('id')
    .where('retry_block_until', '>', new Date(house.clock.now()))
    .executeTakeFirst();
  return row !== undefined;
}

/** Another process takes over in the middle: what the old one had in its hands is given to the new one, as the queue does with a lost lease. */
async function restarted(old: WatchHouse, first: WatchHouse, env: Record<string, string>): Promise<WatchHouse> {
  const dying = new AbortController();
  const half = Math.floor(old.queue.length / 2);
  const left = old.queue.splice(half);
  await old.drain();
  const victim = left[0];
  if (victim !== undefined) {
    // killed between two requests: the signal stops the scan, the job comes again
    old.queue.push(victim);
    setImmediate(() => dying.abort(new Error('killed')));
    await old.drain(dying.signal).catch(() => undefined);
    // a request of the dead process that is still on its way arrives in real time, before the moved clock goes on
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const house = await openWatchHouse({
    world: { artists: [], recordings: [], releaseGroups: [] },
    at: '',
    beside: first,
    env,
  });
  house.queue.push(...left);
  if (old !== first) await old.close();
  return house;
}
