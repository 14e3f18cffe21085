import { sniffJoiner } from '../fields/credits.ts';
import { type Columns, headerKey, readHeader } from './columns.ts';
import type { Column } from './header-words.ts';
import { type Delimiter, recordSplitter } from './records.ts';
import { shapeOf } from './shapes.ts';
import type { TableLayout } from './table.ts';

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

// How far down a header may stand (older YouTube lists start with a block about the list), and how many rows are looked at.
const headerDepth = 10;
const sampleRows = 200;
/** Columns that are looked at; real exports have up to forty. */
const maxColumns = 100;

/** What a sample of text looks like as a table. */
export type TableGuess =
  | { readonly kind: 'table'; readonly layout: TableLayout }
  /** A table, but nothing in it says which column holds the titles. */
  | { readonly kind: 'unknown-columns'; readonly header: readonly string[] }
  | { readonly kind: 'no-table' };

/** Recognises a delimited table from the beginning of a text. `complete`: the sample is the whole text. */
export function recogniseTable(sample: string, complete: boolean): TableGuess {
  let best: { readonly layout: TableLayout; readonly hits: number } | null = null;
  let unknown: readonly string[] | null = null;
  for (const delimiter of delimiters) {
    if (!sample.includes(delimiter) && delimiter !== ',') continue;
    const rows = readSample(sample, delimiter, complete);
    const found = layoutOf(rows, delimiter);
    const hits = found === null ? 0 : Object.keys(found.columns).length;
    if (found !== null && hits > (best?.hits ?? 0)) best = { layout: found, hits };
    else if (found === null && isRegular(rows)) unknown ??= rows[0] ?? null;
  }
  if (best !== null) return { kind: 'table', layout: best.layout };
  return unknown === null ? { kind: 'no-table' } : { kind: 'unknown-columns', header: unknown };
}

function readSample(sample: string, delimiter: Delimiter, complete: boolean): (readonly string[])[] {
  const splitter = recordSplitter(delimiter);
  const rows = splitter.push(sample);
  if (complete || rows.length === 0) rows.push(...splitter.end());
  return rows.slice(0, sampleRows).map((row) => row.cells.slice(0, maxColumns));
}

function layoutOf(rows: readonly (readonly string[])[], delimiter: Delimiter): TableLayout | null {
  let header = -1;
  let columns: Columns = {};
  for (const [at, row] of rows.slice(0, headerDepth).entries()) {
    const found = readHeader(row);
    if (isUsable(found, row) && Object.keys(found).length > Object.keys(columns).length) {
      header = at;
      columns = found;
    }
  }
  if (header >= 0 && columns.title !== undefined && (columns.artist !== undefined || columns.reference === undefined))
    return finish(formatOf(columns, rows[header] ?? [], delimiter), delimiter, header, columns, rows);

  const body = rows.slice(header + 1).filter((row) => row.some((cell) => cell.trim() !== ''));
  // A first row that fits the shape of the others is data; one that does not is a header in an unknown language.
  const shaped = shapeOf(body.length > 1 ? body.slice(1) : body) ?? shapeOf(body);
  if (shaped !== null) {
    const first = shapeOf(body.slice(0, 1));
    const top = header >= 0 ? header : first === null ? 0 : -1;
    return finish(shaped.format, delimiter, top, { ...columns, ...shaped.columns }, rows);
  }
  return header >= 0
    ? finish(formatOf(columns, rows[header] ?? [], delimiter), delimiter, header, columns, rows)
    : null;
}

/** A header names a title beside something else, or a column that identifies tracks. A single word is no header. */
function isUsable(columns: Columns, row: readonly string[]): boolean {
  if (columns.video !== undefined && row.length >= 2) return true;
  const named = Object.keys(columns).length;
  return columns.title !== undefined ? named >= 2 || row.length >= 2 : columns.reference !== undefined && named >= 2;
}

function finish(
  format: string,
  delimiter: Delimiter,
  header: number,
  columns: Columns,
  rows: readonly (readonly string[])[],
): TableLayout {
  const cells = columns.artist === undefined ? [] : rows.slice(header + 1).map((row) => row[columns.artist ?? 0] ?? '');
  // Only the Spotify exporters join artists in one cell by a rule; elsewhere a lone comma says nothing about other rows.
  return {
    format,
    delimiter,
    skip: header + 1,
    header: rows[header] ?? [],
    columns,
    joiner: format === 'exportify' ? sniffJoiner(cells) : 'auto',
  };
}

function formatOf(columns: Columns, header: readonly string[], delimiter: Delimiter): string {
  const keys = new Set(header.map(headerKey));
  const has = (...names: Column[]): boolean => names.every((name) => columns[name] !== undefined);
  if (keys.has('trackname') && keys.has('artistname') && keys.has('playlistname') && keys.has('type'))
    return 'tunemymusic';
  if (keys.has('addeddate') && has('title', 'artist', 'isrc')) return 'soundiiz';
  if (has('reference', 'title', 'artist') && (keys.has('trackuri') || has('albumReference') || has('artistReferences')))
    return 'exportify';
  if (has('video')) return has('title') ? 'youtube-library' : 'youtube-playlist';
  if (keys.has('uts') && keys.has('utctime')) return 'lastfm';
  if (delimiter === '\t' && header.length >= 12) return 'apple-text';
  return 'csv';
}

/** Whether most rows have the same number of cells, at least three: a table, not prose with commas. */
function isRegular(rows: readonly (readonly string[])[]): boolean {
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  const width = filled[0]?.length ?? 0;
  return filled.length >= 2 && width >= 2 && filled.filter((row) => row.length === width).length >= filled.length * 0.9;
}
