import type { EntryReader } from './entry.ts';
import { excerpt } from './fields/clean.ts';
import { jsonFormat, jsonReader } from './json/json.ts';
import type { Refusal } from './open-list.ts';
import { recogniseTable } from './table/recognise.ts';
import { tableReader } from './table/table.ts';
import { parseLine } from './text/line-grammar.ts';
import { lineSplitter } from './text/lines.ts';
import { m3uReader } from './text/m3u.ts';
import { textReader } from './text/text.ts';
import { itunesReader, xspfReader } from './xml/xml.ts';

/** Chooses the reader by the beginning of a list, never by its name. `complete`: the sample is the whole text. */
export function recognise(sample: string, complete: boolean): EntryReader | Refusal {
  const text = sample.replace(/^\ufeff/, '');
  const start = text.trimStart().slice(0, 2000);
  if (start === '' && complete) return refuse('empty_file', 'The file is empty.');
  if (/^(?:\{\s*["}]|\[\s*(?:[[{"\]\d-]|null|true|false))/.test(start)) return jsonReader(jsonFormat(text));
  if (start.startsWith('{\\rtf')) return refuse('rich_text', 'This is a rich-text document; save it as plain text.');
  if (start.startsWith('<')) return recogniseMarkup(start);
  if (/^#EXTM3U|(?:^|[\r\n])#EXTINF:/i.test(text) || isPathList(text)) return m3uReader();

  const lines = textLines(text, complete);
  const readable = lines.filter((line) => isReadable(line)).length;
  const table = recogniseTable(text, complete);
  // A header that we know decides; without one, a list of readable lines is text even where commas make it look regular.
  if (table.kind === 'table') return tableReader(table.layout);
  if (table.kind === 'unknown-columns' && readable < lines.length * 0.5)
    return refuse(
      'unknown_columns',
      `None of the columns is known (${excerpt(table.header.slice(0, 8).join(', ')).slice(0, 200)}); name them in the first row, for example "title" and "artist".`,
    );
  return textReader();
}

function recogniseMarkup(start: string): EntryReader | Refusal {
  if (/<plist[\s>]/i.test(start)) return itunesReader();
  if (/<playlist[\s>]/i.test(start)) return xspfReader();
  if (/<!doctype html|<html[\s>]/i.test(start))
    return refuse(
      'web_page',
      'This is a web page, not a list; use the export of your music service, or paste the link.',
    );
  return refuse('unknown_markup', 'This XML is not known; supported are iTunes/Apple Music "Library.xml" and XSPF.');
}

function textLines(text: string, complete: boolean): string[] {
  const splitter = lineSplitter();
  const lines = splitter.push(text);
  if (complete || lines.length === 0) lines.push(...splitter.end());
  return lines
    .slice(0, 200)
    .map((line) => line.text)
    .filter((line) => line.trim() !== '');
}

function isReadable(line: string): boolean {
  const entry = parseLine(line.slice(0, 2000), 1);
  return entry === null || entry.kind === 'track' || entry.kind === 'link';
}

/** Whether most lines are paths of audio files: an M3U without header. */
function isPathList(text: string): boolean {
  const lines = text
    .split(/\r\n?|\n/, 50)
    .map((line) => line.slice(-300))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const paths = lines.filter(
    (line) =>
      /[\\/.][^\\/]*\.(?:mp3|flac|m4a|ogg|opus|wav|wma|aac|aiff?|alac|ape)\s*$/i.test(line) ||
      /^[^\\/]+\.(?:mp3|flac|m4a|ogg|opus)\s*$/i.test(line),
  );
  return lines.length > 0 && paths.length >= lines.length * 0.8;
}

function refuse(code: string, sentence: string): Refusal {
  return { kind: 'refused', code, sentence };
}
