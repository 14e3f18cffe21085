import { compact, parseTitle, recordingKey, type WantedTrack, words } from '#music';
import type { CreditsSource } from '../../pipeline/7-tag/ports.ts';
import type { MusicBrainz } from './adapter.ts';
import type { MbContribution, MbRecording, MbRelease } from './types.ts';

/** Two lengths of the same recording differ by no more than this. */
const sameLengthMs = 7_000;
const searchLimit = 25;
/** Genres that are written; editors vote, and the tail is noise. */
const mostGenres = 3;

/**
 * MusicBrainz as a source of credits. The recording is found by its ISRC, else by its names; only one whose main artist, song and version are the
 * wanted ones counts (codes under the wrong recording exist), with a length that agrees. Rather no answer than the wrong recording.
 */
export function createCreditsSource(musicBrainz: MusicBrainz): CreditsSource {
  return {
    name: 'MusicBrainz',
    async find(track, signal) {
      const ask = { signal };
      const byCode = track.isrc === null ? [] : await musicBrainz.recordingsByIsrc(track.isrc, ask);
      const picked = pickRecording(track, byCode) ?? pickRecording(track, await searched());
      if (picked === null) return null;
      const recording = await musicBrainz.recording(picked.id, ask);
      if (recording === null) return null;
      const near = pickRelease(track, recording.releases);
      const release = near === null ? null : await musicBrainz.release(near.id, ask);
      const named = (roles: readonly string[]) => namesOf(recording.contributions, roles);
      const composers = named(['composer']);
      return {
        ...single('isrc', recording.isrcs.length === 1 ? recording.isrcs[0] : undefined),
        ...several('genres', recording.genres.slice(0, mostGenres).map(titleCase)),
        ...several('composers', composers.length > 0 ? composers : named(['writer'])),
        ...several('producers', named(['producer', 'co-producer', 'executive producer'])),
        ...single('recordingId', recording.id),
        ...several(
          'artistIds',
          recording.artists.map((artist) => artist.artistId),
        ),
        ...single('releaseId', (release ?? near)?.id),
        ...single('releaseGroupId', (release?.group ?? near?.group)?.id),
        ...several('albumArtistIds', (release ?? near)?.artists.map((artist) => artist.artistId) ?? []),
      };

      async function searched(): Promise<readonly MbRecording[]> {
        const title = parseTitle(track.title);
        const wanted = {
          title: bareTitle(track.title),
          artist: track.artists[0] ?? '',
          ...(track.durationMs === null ? {} : { lengthMs: track.durationMs }),
        };
        return title.base.length === 0 ? [] : await musicBrainz.searchRecordings(wanted, searchLimit, ask);
      }
    },
  };
}

/** The one recording that is meant, or `null` when none is, or several could be. */
export function pickRecording(track: WantedTrack, found: readonly MbRecording[]): MbRecording | null {
  const key = recordingKey(track);
  const fitting = found
    .filter((each) => !each.isVideo && keyOf(each) === key && lengthsAgree(track.durationMs, each.lengthMs))
    .toSorted((a, b) => distance(track, a) - distance(track, b));
  const [best, ...others] = fitting;
  if (best === undefined || others.length === 0) return best ?? null;
  const album = track.album === null ? '' : compact(track.album);
  const onAlbum = fitting.find((each) => album !== '' && each.releases.some((one) => compact(one.title) === album));
  if (onAlbum !== undefined) return onAlbum;
  // without lengths several of the same name cannot be told apart
  return track.durationMs === null || best.lengthMs === null ? null : best;
}

function keyOf(recording: MbRecording): string {
  const { title, disambiguation, artists } = recording;
  const versioned = disambiguation === null ? title : `${title} (${disambiguation})`;
  const like = { ...blank, artists: artists.length > 0 ? artists.map((artist) => artist.name) : [''] };
  // what editors add to tell recordings apart says the version where the title does not
  const said = parseTitle(title).versions.length > 0 ? title : versioned;
  return recordingKey({ ...like, title: said });
}

const blank: Omit<WantedTrack, 'title' | 'artists'> = {
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
};

function lengthsAgree(wanted: number | null, found: number | null): boolean {
  return wanted === null || found === null || Math.abs(wanted - found) <= sameLengthMs;
}

function distance(track: WantedTrack, recording: MbRecording): number {
  if (track.durationMs === null || recording.lengthMs === null) return sameLengthMs;
  return Math.abs(track.durationMs - recording.lengthMs);
}

/** The release of the wanted album; without an album the earliest official album that is no compilation or concert. */
export function pickRelease(track: WantedTrack, releases: readonly MbRelease[]): MbRelease | null {
  const album = track.album === null ? '' : compact(track.album);
  const same = releases.filter((each) => album !== '' && compact(each.title) === album);
  if (album !== '' && same.length === 0) return null;
  const rank = (each: MbRelease): string =>
    [
      each.status === 'Official' || each.status === null ? 0 : 1,
      each.group?.secondaryTypes.length ?? 0,
      ['Album', 'EP', 'Single', each.group?.primaryType ?? ''].indexOf(each.group?.primaryType ?? ''),
      each.date ?? '9999',
    ].join('|');
  return (same.length > 0 ? same : releases).toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))[0] ?? null;
}

function namesOf(contributions: readonly MbContribution[], roles: readonly string[]): string[] {
  const names = contributions.filter((each) => roles.includes(each.role)).map((each) => each.name);
  return [...new Set(names)];
}

/** Without brackets and what stands behind a dash: editors put neither into titles. */
function bareTitle(title: string): string {
  const bare = title.replace(/\s*[([].*$/, '').replace(/\s[-–—]\s.*$/, '');
  return words(bare).length > 0 ? bare : title;
}

/** Genres are lower case at MusicBrainz; players show them as they are. */
function titleCase(genre: string): string {
  return genre.replace(/(?<=^|[\s/-])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function single<K extends string>(name: K, value: string | undefined): { [key in K]?: string } {
  return value === undefined || value === '' ? {} : ({ [name]: value } as { [key in K]?: string });
}

function several<K extends string>(name: K, values: readonly string[]): { [key in K]?: readonly string[] } {
  return values.length === 0 ? {} : ({ [name]: values } as { [key in K]?: readonly string[] });
}
