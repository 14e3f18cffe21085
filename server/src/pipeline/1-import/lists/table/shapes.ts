import { parseReference } from '../fields/reference.ts';
import { parseIsrc } from '../fields/values.ts';
import type { Columns } from './columns.ts';

/** Columns found by the shape of their values, for headers in a language that we do not know and for tables without one. */
export interface Shaped {
  readonly format: 'exportify' | 'lastfm' | 'csv';
  readonly columns: Columns;
}

/** Recognises a layout by value shape over sample rows; `null` when titles cannot be told from the rest. */
export function shapeOf(rows: readonly (readonly string[])[]): Shaped | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2) return null; // One column is a plain list.
  const all = (at: number, test: (cell: string) => boolean): boolean => {
    const cells = rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.filter(test).length >= cells.length * 0.8;
  };
  const pointsTo = (kind: string) => (cell: string) => {
    const first = cell.split(/,\s*/, 1)[0] ?? '';
    const reference = parseReference(first);
    return reference?.kind === kind || (kind === 'track' && reference?.kind === 'local');
  };
  const at = (test: (cell: string) => boolean): number | undefined => {
    const found = Array.from({ length: width }, (_, index) => index).find((index) => all(index, test));
    return found;
  };
  const reference = at(pointsTo('track'));
  const isrc = at((cell) => parseIsrc(cell) !== null);

  // exportify.app keeps its order of columns in every language: URI, name, artist URIs, artists, album URI, album, album artist URIs, …
  if (reference === 0 && all(2, pointsTo('artist')) && all(4, pointsTo('album')))
    return {
      format: 'exportify',
      columns: {
        reference,
        title: 1,
        artistReferences: 2,
        artist: 3,
        albumReference: 4,
        album: 5,
        albumArtist: 7,
        releaseDate: 8,
        discNumber: 10,
        trackNumber: 11,
        duration: 12,
        durationUnit: 'ms',
        ...(isrc === undefined ? {} : { isrc }),
      },
    };
  // exportify.net: URI, name, album, artists, release date, milliseconds, …
  if (reference === 0 && all(4, isDate) && all(5, (cell) => /^\d{4,8}$/.test(cell)))
    return {
      format: 'exportify',
      columns: {
        reference,
        title: 1,
        album: 2,
        artist: 3,
        releaseDate: 4,
        duration: 5,
        durationUnit: 'ms',
        ...(isrc === undefined ? {} : { isrc }),
      },
    };
  // The popular Last.fm exporter has no header: artist, album, track, "01 Dec 2025 21:03".
  if (width === 4 && all(3, (cell) => /^\d{1,2} [A-Za-z]{3} \d{4},? \d{2}:\d{2}$/.test(cell)))
    return { format: 'lastfm', columns: { artist: 0, album: 1, title: 2 } };
  return reference === undefined ? null : { format: 'csv', columns: { reference } };
}

function isDate(cell: string): boolean {
  return /^\d{4}(?:-\d{2}){0,2}$/.test(cell);
}
