import { type Asking, type Spotify, type SpotifyRefusal, type SpotifyTrack, wantedOf } from '#integrations/spotify';
import type { WantedTrack } from '#music';
import type { FoundTrack, NotNow, SpotifyForImports } from '#pipeline/import';
import { compareRecordings } from '#pipeline/match';
import type { AccountAccess, AccountPlaylists, ListedRow } from '#playlists';

/** Spotify's search takes this many hits of an app of 2026. */
const searchLimit = 10;

/** Whether there is an account to ask with, in words for people. */
async function accessOf(spotify: Spotify): Promise<AccountAccess> {
  const { mode, clientId, link } = await spotify.state();
  if (mode === 'FREE')
    return {
      kind: 'off',
      sentence: 'Harmony is in FREE mode and asks Spotify nothing; switch to PRO under Spotify.',
      missing: ['mode PRO'],
    };
  if (clientId === null)
    return {
      kind: 'off',
      sentence: 'Spotify is not set up; enter the client id of your app under Spotify. A file export works at once.',
      missing: ['SPOTIFY_CLIENT_ID'],
    };
  if (link === null)
    return {
      kind: 'unlinked',
      sentence: 'Nobody has signed in to Spotify; sign in under Spotify. A file export works at once.',
      missing: ['sign-in'],
    };
  if (link.state !== 'linked')
    return {
      kind: 'unlinked',
      sentence: `${link.problem?.sentence ?? 'The sign-in to Spotify has ended.'} Sign in again under Spotify.`,
      missing: ['sign-in'],
    };
  return { kind: 'ready' };
}

function notNow(refusal: SpotifyRefusal): NotNow {
  const { reason, sentence, remedy, retryAt } = refusal;
  return { kind: 'not-now', code: reason, sentence: `${sentence} ${remedy}`.trim(), until: retryAt };
}

/** Somebody stopped us: not an answer of Spotify. */
function unlessCalledOff(refusal: SpotifyRefusal, signal: AbortSignal): void {
  if (refusal.reason === 'called_off') signal.throwIfAborted();
}

/** Spotify as the imports use it: on behalf of the backfill, behind everything that people wait for. */
export function spotifyForImports(spotify: Spotify): SpotifyForImports {
  const asking = (signal: AbortSignal): Asking => ({ purpose: 'backfill', signal });
  return {
    access: () => accessOf(spotify),
    tracks: {
      async search(ask, signal) {
        const answer = await spotify.searchTracks(queryOf(ask), { limit: searchLimit }, asking(signal));
        if (answer.ok) return { kind: 'found', tracks: answer.value.items.flatMap(foundOf) };
        unlessCalledOff(answer.refusal, signal);
        // A question that Spotify cannot read has no answer; asking again would not help.
        if (answer.refusal.reason === 'invalid') return { kind: 'found', tracks: [] };
        return notNow(answer.refusal);
      },
      async track(id, signal) {
        const answer = await spotify.track(id, asking(signal));
        if (answer.ok) {
          const [found] = foundOf(answer.value);
          return found === undefined ? { kind: 'gone' } : { kind: 'found', found };
        }
        unlessCalledOff(answer.refusal, signal);
        return isGone(answer.refusal) ? { kind: 'gone' } : notNow(answer.refusal);
      },
    },
    playlists: {
      async head(id, signal) {
        const answer = await spotify.playlist(id, asking(signal));
        if (answer.ok) {
          const { name, snapshotId, isWithheld } = answer.value;
          return isWithheld ? withheld : { kind: 'head', name, snapshotId };
        }
        unlessCalledOff(answer.refusal, signal);
        if (answer.refusal.reason === 'spotify_withheld') return withheld;
        return isGone(answer.refusal) ? { kind: 'gone' } : notNow(answer.refusal);
      },
      async page(id, offset, signal) {
        const answer = await spotify.rows(id, { offset }, asking(signal));
        if (answer.ok) {
          const { items, next } = answer.value;
          const tracks = items.flatMap((row) => (row.kind === 'track' && row.track !== null ? foundOf(row.track) : []));
          return { kind: 'page', tracks, next };
        }
        unlessCalledOff(answer.refusal, signal);
        if (answer.refusal.reason === 'spotify_withheld') return withheld;
        return isGone(answer.refusal) ? { kind: 'gone' } : notNow(answer.refusal);
      },
    },
  };
}

/** Spotify as the playlists use it. */
export function spotifyForPlaylists(spotify: Spotify): AccountPlaylists {
  const asking = (signal: AbortSignal): Asking => ({ purpose: 'sync', signal });
  const refused = (refusal: SpotifyRefusal, signal: AbortSignal): NotNow => {
    unlessCalledOff(refusal, signal);
    return notNow(refusal);
  };
  return {
    access: () => accessOf(spotify),
    async mine(offset, signal) {
      const answer = await spotify.mine(offset, asking(signal));
      if (!answer.ok) return refused(answer.refusal, signal);
      return { kind: 'page', ...pageOf(answer.value), items: answer.value.items.map(listedOf) };
    },
    async one(id, signal) {
      const answer = await spotify.playlist(id, asking(signal));
      if (answer.ok) return { kind: 'playlist', playlist: listedOf(answer.value) };
      if (isGone(answer.refusal)) return { kind: 'gone' };
      return refused(answer.refusal, signal);
    },
    async rows(id, offset, signal) {
      const answer = await spotify.rows(id, { offset }, asking(signal));
      if (answer.ok) {
        const rows = answer.value.items.map((row) => rowOf(row.kind, row.track, row.addedAt));
        return { kind: 'page', ...pageOf(answer.value), items: rows };
      }
      if (answer.refusal.reason === 'spotify_withheld') return withheld;
      return isGone(answer.refusal) ? { kind: 'gone' } : refused(answer.refusal, signal);
    },
    async saved(offset, signal) {
      const answer = await spotify.savedTracks({ offset }, asking(signal));
      if (!answer.ok) return refused(answer.refusal, signal);
      const rows = answer.value.items.map((saved) =>
        rowOf(saved.track.id === null ? 'unavailable' : 'track', saved.track, saved.savedAt),
      );
      return { kind: 'page', ...pageOf(answer.value), items: rows };
    },
  };
}

/**
 * Which of the found tracks is the wanted recording: what the matching engine takes for the same, the surest first; among equals the one of the
 * wanted album, then the nearest in length.
 */
export function chooseRecording(wanted: WantedTrack, found: readonly WantedTrack[]): number | null {
  const fitting = found
    .map((track, at) => ({ at, track, likeness: compareRecordings(wanted, track) }))
    .filter(({ likeness }) => likeness.match);
  const apart = (track: WantedTrack): number =>
    wanted.durationMs === null || track.durationMs === null ? 0 : Math.abs(wanted.durationMs - track.durationMs);
  const sameAlbum = (track: WantedTrack): number =>
    wanted.album !== null && track.album?.toLowerCase() === wanted.album.toLowerCase() ? 0 : 1;
  const [best] = fitting.toSorted(
    (a, b) =>
      b.likeness.score - a.likeness.score ||
      sameAlbum(a.track) - sameAlbum(b.track) ||
      apart(a.track) - apart(b.track) ||
      a.at - b.at,
  );
  return best?.at ?? null;
}

const withheld = {
  kind: 'withheld',
  sentence: 'Spotify shows the tracks of this playlist to its owner and those who may edit it only.',
} as const;

const isGone = (refusal: SpotifyRefusal): boolean => refusal.reason === 'not_found';

/** Quotes and colons break Spotify's filters; what stands in brackets, and a remaster behind a dash, is no help (reference §1.7). */
function queryOf(ask: Parameters<SpotifyForImports['tracks']['search']>[0]): string {
  if ('isrc' in ask) return `isrc:${ask.isrc}`;
  const plain = (text: string): string =>
    text
      .replace(/["“”:*]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const short = plain(
    ask.title
      .replace(/\s*[([][^)\]]*[)\]]/g, ' ')
      .replace(/\s+-\s+[^-]*\b(?:remaster(?:ed)?|edit|version|mix)\b.*$/i, ''),
  );
  const title = short === '' ? plain(ask.title) : short;
  return ask.loose ? `${title} ${plain(ask.artist)}` : `track:"${title}" artist:"${plain(ask.artist)}"`;
}

function foundOf(track: SpotifyTrack): FoundTrack[] {
  const wanted = wantedOf(track);
  return track.id === null || wanted === null
    ? []
    : [{ track: wanted, spotifyTrackId: track.id, spotifyAlbumId: track.album?.id ?? null }];
}

function rowOf(kind: ListedRow['kind'], track: SpotifyTrack | null, addedAt: Date | null): ListedRow {
  return {
    kind,
    uri: track?.uri ?? '',
    track: track === null ? null : wantedOf(track),
    spotifyTrackId: track?.id ?? null,
    spotifyAlbumId: track?.album?.id ?? null,
    addedAt,
  };
}

function pageOf(page: { readonly next: number | null; readonly total: number | null }) {
  return { next: page.next, total: page.total };
}

type ListedFrom = Extract<Awaited<ReturnType<Spotify['playlist']>>, { ok: true }>['value'];

function listedOf(playlist: ListedFrom) {
  return {
    id: playlist.id,
    name: playlist.name,
    description: playlist.description,
    ownerId: playlist.owner.id,
    ownerName: playlist.owner.name,
    imageUrl: playlist.imageUrl,
    snapshotId: playlist.snapshotId,
    total: playlist.isWithheld ? null : playlist.total,
  };
}
