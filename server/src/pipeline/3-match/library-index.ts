import { isBeyondLatin, parseTitle, recordingKey, soundSkeleton, type WantedTrack } from '#music';
import { artistNames } from './records/artists.ts';
import { compareRecordings, type TrackRecord } from './records/recording.ts';

/** A track that we or a media server own. */
export interface OwnedTrack extends TrackRecord {
  readonly id: string;
}

/** How a wanted track was found among the owned ones. */
export interface LibraryMatch {
  readonly id: string;
  /** `isrc`: the same code; `normalised`: same key of artist, song and version; `fuzzy`: likeness of titles and artists. */
  readonly stage: 'isrc' | 'normalised' | 'fuzzy';
  readonly score: number;
}

/** An index over owned tracks; building is linear, asking does not scan. */
export interface LibraryIndex {
  readonly match: (wanted: WantedTrack) => LibraryMatch | null;
}

const asWanted = (track: OwnedTrack): WantedTrack => ({
  title: track.title,
  artists: track.artists.length === 0 ? [''] : track.artists,
  album: track.album,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: track.durationMs,
  isrc: null,
  releaseDate: null,
});

function put<Key>(map: Map<Key, OwnedTrack[]>, key: Key, track: OwnedTrack): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [track]);
  else known.push(track);
}

/** Keys under which a title can be found although it is spelled differently: its words' beginnings, and its sound for other scripts. */
function roughKeys(title: string, artists: readonly string[]): string[] {
  const base = parseTitle(title.slice(0, 500)).base;
  const keys = base
    .slice(0, 8)
    .filter((word) => word.length > 2 || /\d/.test(word) || isBeyondLatin(word))
    .map((word) => `w:${word.slice(0, 5)}`);
  const sound = soundSkeleton(base.join(''));
  if (sound.length > 2) keys.push(`s:${sound.slice(0, 6)}`);
  for (const artist of artistNames(artists).single.slice(0, 6)) keys.push(`a:${artist}`);
  return keys;
}

/**
 * Builds the index. A wish is looked up in stages: ISRC; the normalised key; then, at most `maxCandidates` tracks that share most rough keys are compared
 * closely. The best one that is the same recording wins, nearest in length first.
 */
export function createLibraryIndex(
  tracks: readonly OwnedTrack[],
  options: { readonly maxCandidates: number } = { maxCandidates: 50 },
): LibraryIndex {
  const byIsrc = new Map<string, OwnedTrack[]>();
  const byKey = new Map<string, OwnedTrack[]>();
  const byRough = new Map<string, OwnedTrack[]>();
  for (const track of tracks) {
    if (track.isrc) put(byIsrc, track.isrc.toUpperCase(), track);
    put(byKey, recordingKey(asWanted(track)), track);
    for (const key of roughKeys(track.title, track.artists)) put(byRough, key, track);
  }

  function best(wanted: TrackRecord, owned: readonly OwnedTrack[], stage: LibraryMatch['stage']): LibraryMatch | null {
    let found: LibraryMatch | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const track of owned) {
      const { match, score } = compareRecordings(wanted, track);
      const apart =
        wanted.durationMs !== null && track.durationMs !== null
          ? Math.abs(wanted.durationMs - track.durationMs)
          : 60_000;
      if (!match || (found !== null && (score < found.score || (score === found.score && apart >= least)))) continue;
      found = { id: track.id, stage, score };
      least = apart;
    }
    return found;
  }

  function candidates(wanted: WantedTrack): OwnedTrack[] {
    const votes = new Map<OwnedTrack, number>();
    // Rare keys first, so that a common word or a prolific artist cannot crowd out the rest.
    const lists = roughKeys(wanted.title, wanted.artists)
      .map((key) => byRough.get(key) ?? [])
      .sort((a, b) => a.length - b.length);
    for (const list of lists) {
      for (const track of list.slice(0, 2000)) votes.set(track, (votes.get(track) ?? 0) + 1);
      if (votes.size > 20_000) break;
    }
    return [...votes]
      .sort((a, b) => b[1] - a[1])
      .slice(0, options.maxCandidates)
      .map(([track]) => track);
  }

  return {
    match(wanted) {
      const record: TrackRecord = {
        title: wanted.title,
        artists: wanted.artists,
        album: wanted.album,
        durationMs: wanted.durationMs,
        isrc: wanted.isrc,
      };
      const same = wanted.isrc === null ? undefined : byIsrc.get(wanted.isrc.toUpperCase())?.[0];
      if (same !== undefined) return { id: same.id, stage: 'isrc', score: 1 };
      return (
        best(record, byKey.get(recordingKey(wanted)) ?? [], 'normalised') ?? best(record, candidates(wanted), 'fuzzy')
      );
    },
  };
}
