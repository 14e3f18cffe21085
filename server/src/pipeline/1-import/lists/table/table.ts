import { type Entry, type EntryReader, rejected } from '../entry.ts';
import { excerpt } from '../fields/clean.ts';
import { type Joiner, splitArtists } from '../fields/credits.ts';
import { describe } from '../fields/describe.ts';
import { parseReference, parseVideoId } from '../fields/reference.ts';
import { parseDuration, parseIsrc, parsePosition, parseReleaseDate } from '../fields/values.ts';
import type { Columns } from './columns.ts';
import type { Column } from './header-words.ts';
import { type Delimiter, type Row, recordSplitter } from './records.ts';

/** How a table is to be read. */
export interface TableLayout {
  readonly format: string;
  readonly delimiter: Delimiter;
  /** Rows before the first entry: the header and what stands above it. */
  readonly skip: number;
  readonly header: readonly string[];
  readonly columns: Columns;
  readonly joiner: Joiner;
}

/** Delimited tables of every layout; one record is one entry. */
export function tableReader(layout: TableLayout): EntryReader {
  const splitter = recordSplitter(layout.delimiter);
  let seen = 0;
  const toEntry = (row: Row): Entry | null => {
    seen += 1;
    return seen <= layout.skip ? null : fromRow(row, layout);
  };
  return {
    format: layout.format,
    push: (text) => splitter.push(text).map(toEntry),
    end: () => splitter.end().map(toEntry),
  };
}

function fromRow(row: Row, layout: TableLayout): Entry | null {
  const place = {
    line: row.line,
    raw: excerpt(row.cells.join(layout.delimiter === '\t' ? ' | ' : `${layout.delimiter} `)),
  };
  if (row.problem === 'unclosed_quote')
    return rejected(
      'failed',
      place,
      row.problem,
      'A quotation mark is opened here and never closed; close it or double it ("").',
    );
  if (row.problem === 'record_too_long')
    return rejected('failed', place, row.problem, 'The line is far too long for one track.');
  if (row.cells.every((cell) => cell.trim() === '')) return null;
  // Files put together from several exports repeat the header.
  if (layout.header.length > 1 && row.cells.join('\0') === layout.header.join('\0')) return null;
  if (row.cells.some((cell) => cell.includes('\0')))
    return rejected(
      'failed',
      place,
      'nul_byte',
      'The line contains NUL bytes; the file is damaged here. Export it again.',
    );
  const cell = (column: Column): string => row.cells[layout.columns[column] ?? -1] ?? '';
  const type = cell('type').trim().toLowerCase();
  const title = cell('title');
  if (layout.format === 'tunemymusic' && (type === 'album' || type === 'artist') && title.trim() === '')
    return rejected('skipped', place, 'not_a_track', `This row is an ${type}; only tracks are imported.`);

  const references = cell('artistReferences')
    .split(',')
    .filter((part) => part.trim() !== '');
  const artists = splitArtists(joined(cell('artist'), layout.format), layout.joiner, references.length || null);
  const more = (layout.columns.moreArtists ?? []).map((at) => row.cells[at] ?? '');
  const track = parsePosition(cell('trackNumber'));
  const disc = parsePosition(cell('discNumber'));
  return describe(
    {
      title,
      artists: [...artists, ...more],
      album: cell('album'),
      albumArtist: cell('albumArtist').replaceAll('\\,', ','),
      trackNumber: track.number,
      trackTotal: track.total,
      discNumber: disc.number,
      discTotal: disc.total,
      durationMs: parseDuration(cell('duration'), layout.columns.durationUnit ?? 'guess'),
      isrc: parseIsrc(cell('isrc')),
      releaseDate: parseReleaseDate(cell('releaseDate')) ?? parseReleaseDate(cell('year')),
      reference: fullReference(cell('reference')),
      albumReference: cell('albumReference'),
      video: parseVideoId(cell('video')) !== null,
    },
    place,
  );
}

/** TuneMyMusic joins by ampersands; one alone is more often part of a name, two or more are a list. */
function joined(cell: string, format: string): string {
  return format === 'tunemymusic' && cell.split(' & ').length > 2 && !cell.includes(',')
    ? cell.replaceAll(' & ', ';')
    : cell;
}

/** Some tables hold the bare id of the track. */
function fullReference(text: string): string {
  const trimmed = text.trim();
  return /^[0-9A-Za-z]{22}$/.test(trimmed) && parseReference(trimmed) === null ? `spotify:track:${trimmed}` : trimmed;
}
