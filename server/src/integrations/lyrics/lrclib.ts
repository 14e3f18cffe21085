import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { recordingKey, type WantedTrack } from '#music';
import type { FoundLyrics, LyricsSource } from '../../pipeline/7-tag/ports.ts';
import type { Way } from './way.ts';

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const recordSchema = Type.Object({
  trackName: Type.String(),
  artistName: Type.String(),
  duration: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  instrumental: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  plainLyrics: text,
  syncedLyrics: text,
});
type Row = Type.Static<typeof recordSchema>;

/** Words belong to a recording whose length differs by no more than this. */
const sameLengthS = 2;

/**
 * LRCLIB: the exact question first, without the album when that knows nothing, then a search whose rows are judged here: same song by the same artist,
 * length within two seconds, synced before plain. Rows of a wrong song exist; one whose times run beyond the end is passed over.
 */
export function createLrclib(way: Way): LyricsSource {
  async function get(track: WantedTrack, album: string | null, signal: AbortSignal): Promise<Row[]> {
    const seconds = track.durationMs === null ? null : Math.round(track.durationMs / 1000);
    const query = queryOf({
      track_name: track.title,
      artist_name: track.artists[0] ?? '',
      album_name: album,
      duration: seconds === null || seconds < 1 || seconds > 3600 ? null : String(seconds),
    });
    return rowsOf([await way.get(`/get?${query}`, signal)]);
  }

  async function search(track: WantedTrack, signal: AbortSignal): Promise<Row[]> {
    const query = queryOf({ track_name: track.title, artist_name: track.artists[0] ?? '' });
    const found = await way.get(`/search?${query}`, signal);
    return rowsOf(Array.isArray(found) ? found.slice(0, 50) : []);
  }

  return {
    name: 'LRCLIB',
    async find(track, signal) {
      const asks = [
        ...(track.album === null ? [] : [() => get(track, track.album, signal)]),
        () => get(track, null, signal),
        () => search(track, signal),
      ];
      let plain: FoundLyrics | null = null;
      for (const ask of asks) {
        const best = pickRow(track, await ask());
        if (best?.kind === 'synced' || best?.kind === 'instrumental') return best;
        plain ??= best;
      }
      return plain;
    },
  };
}

/** The best of the rows that are about this recording. */
export function pickRow(track: WantedTrack, rows: readonly Row[]): FoundLyrics | null {
  const key = recordingKey(track);
  const wanted = track.durationMs === null ? null : track.durationMs / 1000;
  const fitting = rows.filter((row) => {
    const theirs = recordingKey({ ...track, title: row.trackName, artists: [row.artistName] });
    const near = wanted === null || typeof row.duration !== 'number' || Math.abs(row.duration - wanted) <= sameLengthS;
    return theirs === key && near;
  });
  const off = (row: Row): number =>
    wanted === null || typeof row.duration !== 'number' ? sameLengthS : Math.abs(row.duration - wanted);
  const answers = fitting
    .toSorted((a, b) => off(a) - off(b))
    .flatMap((row) => {
      const answer = answerOf(row, wanted);
      return answer === null ? [] : [answer];
    });
  return (
    (['synced', 'instrumental', 'plain'] as const)
      .map((kind) => answers.find((answer) => answer.kind === kind))
      .find((answer) => answer !== undefined) ?? null
  );
}

function answerOf(row: Row, wantedS: number | null): FoundLyrics | null {
  const synced = row.syncedLyrics ?? '';
  const end = wantedS ?? (typeof row.duration === 'number' ? row.duration : null);
  if (synced.trim() !== '' && (end === null || lastStamp(synced) <= end + sameLengthS))
    return { kind: 'synced', lrc: synced };
  if (row.instrumental === true) return { kind: 'instrumental' };
  const plain = row.plainLyrics ?? '';
  return plain.trim() === '' ? null : { kind: 'plain', text: plain };
}

/** The latest time in an LRC text, in seconds. */
function lastStamp(lrc: string): number {
  let last = 0;
  for (const [, minutes, seconds] of lrc.matchAll(/\[(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)\]/g))
    last = Math.max(last, Number(minutes) * 60 + Number((seconds ?? '0').replace(':', '.')));
  return last;
}

function rowsOf(found: readonly unknown[]): Row[] {
  return found.filter((row): row is Row => Value.Check(recordSchema, row));
}

function queryOf(fields: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== null);
  return new URLSearchParams(given).toString();
}
