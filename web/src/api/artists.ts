import { Problem } from './problem.ts';
import { client, done, unwrap } from './request.ts';
import type {
  ActivityEvent,
  Artist,
  Calendar,
  CalendarToken,
  Discography,
  FoundArtist,
  Release,
  ReleaseKind,
  WatchEntry,
  WatchOptions,
  WatchPage,
  WishedRelease,
} from './types.ts';

const at = (artist_key: string) => ({ params: { path: { artist_key } } });

/** Watched artists, the most important first. */
export function listWatched(
  query: { q?: string; limit: number; offset: number },
  signal: AbortSignal,
): Promise<WatchPage> {
  return unwrap(client.GET('/watchlist', { params: { query }, signal }));
}

/** One watched artist; `null` when nobody watches it. */
export async function readWatched(key: string, signal: AbortSignal): Promise<WatchEntry | null> {
  try {
    return await unwrap(client.GET('/watchlist/{artist_key}', { ...at(key), signal }));
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 404) return null;
    throw thrown;
  }
}

/** Watches an artist by key, link or name. A name of several artists throws a `Problem` from which `choicesOf` reads them. */
export function watchArtist(who: { artist: string } | { artist_key: string }, backfill: boolean): Promise<WatchEntry> {
  return unwrap(client.POST('/watchlist', { body: { ...who, backfill } }));
}

/** The artists that could have been meant, when that is what the problem says. */
export function choicesOf(problem: Problem): FoundArtist[] {
  const { reason, choices } = problem.meta;
  return reason === 'ambiguous_artist' && Array.isArray(choices) ? (choices as FoundArtist[]) : [];
}

/** Changes how an artist is watched. */
export function changeWatched(key: string, change: WatchOptions): Promise<WatchEntry> {
  return unwrap(client.PATCH('/watchlist/{artist_key}', { ...at(key), body: change }));
}

/** Stops looking at an artist, until `resumeAt` (ISO 8601) or for good. */
export function pauseWatched(key: string, resumeAt: string | null): Promise<WatchEntry> {
  return unwrap(client.POST('/watchlist/{artist_key}/pause', { ...at(key), body: { resume_at: resumeAt } }));
}

/** Looks at an artist again; also ends a pause after failures. */
export function resumeWatched(key: string): Promise<WatchEntry> {
  return unwrap(client.POST('/watchlist/{artist_key}/resume', at(key)));
}

/** Stops watching; what was found stays. */
export async function unwatch(key: string): Promise<void> {
  await done(client.DELETE('/watchlist/{artist_key}', at(key)));
}

/** Watches everybody whom the account follows. */
export function importFollowed(): Promise<{ added: number; already_watched: number; followed: number }> {
  return unwrap(client.POST('/watchlist/import', { body: null }));
}

/** An artist with a slice of its releases, newest first. */
export function readArtist(key: string, signal: AbortSignal): Promise<Artist> {
  const query = { limit: 500, offset: 0 };
  return unwrap(client.GET('/artists/{artist_key}', { params: { path: { artist_key: key }, query }, signal }));
}

/** Places on a release: disc and number of a track. */
type TrackPlace = { readonly disc: number; readonly number: number };

/** Wishes for a release of the catalogue, or only for these tracks of it. */
export function wishRelease(key: string, release: number, tracks?: readonly TrackPlace[]): Promise<WishedRelease> {
  const path = { artist_key: key, release_id: release };
  const body = tracks === undefined ? {} : { tracks: [...tracks] };
  return unwrap(client.POST('/artists/{artist_key}/releases/{release_id}/wish', { params: { path }, body }));
}

/** Always or never fetches a release, or leaves it to the rules. */
export async function chooseRelease(key: string, release: number, choice: Release['choice']): Promise<void> {
  const path = { artist_key: key, release_id: release };
  await unwrap(
    client.PUT('/artists/{artist_key}/releases/{release_id}/choice', { params: { path }, body: { choice } }),
  );
}

/** Reads everything that the sources know of an artist, in the background. */
export async function syncArtist(key: string): Promise<{ already_enqueued: boolean }> {
  return await unwrap(client.POST('/artists/{artist_key}/enqueue-sync', { ...at(key), body: { force: true } }));
}

/** Fetches everything that an artist has put out. */
export async function fetchDiscography(key: string, name: string, kinds: ReleaseKind[]): Promise<void> {
  await unwrap(client.POST('/soulseek/discography/download', { body: { artist_id: key, artist_name: name, kinds } }));
}

/** Discographies that were asked for, newest first. */
export async function listDiscographies(signal: AbortSignal): Promise<Discography[]> {
  const query = { limit: 100, offset: 0 };
  return (await unwrap(client.GET('/soulseek/discography', { params: { query }, signal }))).items;
}

/** Releases of the last month and the next half year. */
export function readCalendar(signal: AbortSignal): Promise<Calendar> {
  return unwrap(client.GET('/calendar/releases', { signal }));
}

/** Addresses that were given to calendar programs. */
export async function listCalendarTokens(signal: AbortSignal): Promise<CalendarToken[]> {
  return (await unwrap(client.GET('/calendar/tokens', { signal }))).items;
}

/** Makes an address for a calendar program; answers its path, which is shown this once. */
export async function addCalendarToken(name: string): Promise<string> {
  return (await unwrap(client.POST('/calendar/tokens', { body: { name } }))).path;
}

/** That address shows nothing any more. */
export async function removeCalendarToken(id: number): Promise<void> {
  await done(client.DELETE('/calendar/tokens/{id}', { params: { path: { id } } }));
}

/** What happened with watched artists, newest first. */
export async function listWatchActivity(signal: AbortSignal): Promise<ActivityEvent[]> {
  const query = { type: 'watchlist', limit: 100 };
  return (await unwrap(client.GET('/activity', { params: { query }, signal }))).items;
}
