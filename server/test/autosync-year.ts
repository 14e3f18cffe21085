import type { StageOutcome } from '#wishes';
import { generateWorld, insertRows, newRow, removeRows } from '../../stand-ins/spotify/index.ts';
import { openAutosyncHouse } from './autosync-house.ts';

/** What is played. */
export interface AutosyncYearOptions {
  readonly days: number;
  /** Tracks of the account at the beginning. */
  readonly tracks: number;
  /** The process is killed in the middle of the run every so many days, and another goes on. */
  readonly killEvery: number;
  /** Spotify's daily limit ends every so many days before the account is read. */
  readonly quotaEvery: number;
}

/** What came of it. */
export interface AutosyncYearResult {
  readonly days: number;
  readonly runs: Readonly<Record<string, number>>;
  readonly kills: number;
  /** Tracks that stood in the account for at least a day. */
  readonly tracks: number;
  /** Of these without a wish at the end. */
  readonly missed: readonly string[];
  /** Wishes beyond one for each recording. */
  readonly doubled: number;
  readonly had: number;
  /** Tracks that nobody offers, and how many of them the skip list has. */
  readonly hopeless: number;
  readonly skipped: number;
  /** Tries of hopeless tracks beyond the limit of the skip list. */
  readonly triesTooMany: number;
  /** Tracks that failed at first, were had later, and are still on the list of failures. */
  readonly stuck: number;
  readonly calls: number;
  /** Calls to Spotify in a day on which nothing changed and nothing was left from days before, at the most. */
  readonly quietDayCalls: number;
  readonly seconds: number;
}

const dayMs = 86_400_000;
const begin = '2026-01-01T00:00:00Z';
const me = 'hub.tester';

/** What becomes of a wish, by its track: most are had at once, some after failures, some never. */
function fateOf(id: string): { readonly failures: number; readonly code: string } {
  const sum = [...id].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1000, 7);
  if (sum < 700) return { failures: 0, code: '' };
  if (sum < 800) return { failures: 1, code: 'low_quality' };
  if (sum < 850) return { failures: 2, code: 'all_peers_failed' };
  return { failures: Number.POSITIVE_INFINITY, code: 'nothing_found' };
}

/** Plays that time day by day over real HTTP and a real database, with a moved clock: lists that change, wishes that are met or fail, kills, limits. */
export async function playAutosyncYear(options: AutosyncYearOptions): Promise<AutosyncYearResult> {
  const startedAt = performance.now();
  const half = Math.floor(options.tracks / 2);
  let killer: AbortController | null = null;
  const first = await openAutosyncHouse({
    now: begin,
    world: generateWorld({
      playlists: [half, Math.floor(half / 2)],
      savedTracks: half,
      until: '2025-12-31',
      artists: options.tracks,
    }),
    env: {
      AUTOSYNC_ENABLED: 'true',
      AUTOSYNC_TIME: '03:00',
      AUTOSYNC_TIME_ZONE: 'Europe/Berlin',
      SPOTIFY_DAILY_CALLS: '0',
    },
    owns() {
      if (killer === null) return false;
      killer = null;
      throw new Error('killed');
    },
  });
  const { standIn, db } = first;
  const { clock } = standIn.strings;
  const pool = [...standIn.world.tracks.keys()];
  const [list] = [...standIn.world.playlists.values()];
  if (list === undefined) throw new Error('no list');
  let next = half;
  let kills = 0;
  let house = first;
  let quietDayCalls = 0;
  const tries = new Map<string, number>();
  const stood = new Set<string>();
  const content = (): string[] => [
    ...[...standIn.world.playlists.values()].flatMap((each) =>
      each.rows.flatMap((row) => (row.content.kind === 'track' ? [row.content.id] : [])),
    ),
    ...(standIn.world.users.get(me)?.savedTracks ?? []).map((saved) => saved.id),
  ];
  try {
    for (let day = 0; day < options.days; day += 1) {
      const quiet = day % 4 === 3;
      if (!quiet && day > 0 && next < pool.length) {
        insertRows(list, [newRow({ kind: 'track', id: pool[next] ?? '' }, new Date(clock.now()).toISOString(), me)], 0);
        next += 1;
        if (day % 5 === 0) removeRows(list, (row) => row === list.rows[3]);
      }
      // half a year after the consent the sign-in ends
      if (day % 150 === 149) await first.signIn();
      clock.set(new Date(Date.parse(begin) + day * dayMs + 4 * 3_600_000));
      const limited = day > 0 && day % options.quotaEvery === 0;
      const calls = standIn.calls.total();
      standIn.strings.quota.rules = limited
        ? { daily: { calls: standIn.strings.quota.spent() + 1, says: 'retry-after' } }
        : {};
      if (day > 0 && day % options.killEvery === 0 && !limited && !quiet) {
        killer = new AbortController();
        let died = false;
        await house.tick().catch(() => {
          died = true;
        });
        killer = null;
        if (died) {
          kills += 1;
          const successor = await first.beside();
          if (house !== first) await house.closeHttp();
          house = successor;
        }
      }
      await house.tick();
      if (limited) {
        standIn.strings.quota.rules = {};
        const run = (await house.ask('GET', '/autosync')).body.last_run;
        if (run.resume_at !== null) clock.set(new Date(Math.max(clock.now(), Date.parse(run.resume_at)) + 1000));
        await house.tick();
      } else if (quiet && day % options.quotaEvery > 2)
        quietDayCalls = Math.max(quietDayCalls, standIn.calls.total() - calls);
      for (const id of content()) stood.add(id);
      await live(day);
    }
    return await result();
  } finally {
    if (house !== first) await house.closeHttp();
    await first.close();
  }

  /** A day in the life of the open wishes. */
  async function live(day: number): Promise<void> {
    const open = await db
      .selectFrom('wishes')
      .select(['id', 'spotify_track_id'])
      .where('state', 'in', ['queued', 'waiting'])
      .execute();
    for (const { id, spotify_track_id } of open) {
      const { failures, code } = fateOf(spotify_track_id ?? '');
      const tried = tries.get(spotify_track_id ?? '') ?? 0;
      tries.set(spotify_track_id ?? '', tried + 1);
      const outcome: StageOutcome =
        tried >= failures
          ? { kind: 'done', cause: { code: 'test', sentence: 'There.' } }
          : {
              kind: 'wait',
              cause: { code, sentence: 'Not today.' },
              until: new Date(Date.parse(begin) + (day + 1) * dayMs),
            };
      await house.settle(id, outcome);
    }
  }

  async function result(): Promise<AutosyncYearResult> {
    const wishes = await db
      .selectFrom('wishes')
      .select(['spotify_track_id', 'recording_key', 'duration_ms', 'state'])
      .execute();
    const wished = new Set(wishes.map((wish) => wish.spotify_track_id));
    // one name with lengths far apart ("Intro") is two recordings
    const doubled = wishes.filter((wish, at) =>
      wishes.some(
        (other, place) =>
          place < at &&
          (other.spotify_track_id === wish.spotify_track_id ||
            (other.recording_key === wish.recording_key &&
              Math.abs((other.duration_ms ?? 0) - (wish.duration_ms ?? 0)) <= 10_000)),
      ),
    );
    const list = await db.selectFrom('auto_sync_skipped_tracks').selectAll().execute();
    const hopeless = wishes.filter((wish) => fateOf(wish.spotify_track_id ?? '').failures === Number.POSITIVE_INFINITY);
    const runs = await db
      .selectFrom('autosync_runs')
      .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    const { remembered } = await db
      .selectFrom('autosync_tracks')
      .select((eb) => eb.fn.countAll<number>().as('remembered'))
      .executeTakeFirstOrThrow();
    const missing = [...stood].filter((id) => !wished.has(id));
    return {
      days: options.days,
      runs: Object.fromEntries(runs.map((run) => [run.state, run.count])),
      kills,
      tracks: stood.size,
      // another edition of a recording that has its wish is remembered without one of its own
      missed: missing.slice(0, Math.max(0, stood.size - remembered)),
      doubled: doubled.length,
      had: wishes.filter((wish) => wish.state === 'done').length,
      hopeless: hopeless.length,
      skipped: list.filter((row) => row.failure_count >= 3).length,
      triesTooMany: hopeless.filter((wish) => (tries.get(wish.spotify_track_id ?? '') ?? 0) > 4).length,
      stuck: list.filter((row) => fateOf(row.spotify_id ?? '').failures !== Number.POSITIVE_INFINITY).length,
      calls: standIn.calls.total(),
      quietDayCalls,
      seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    };
  }
}
