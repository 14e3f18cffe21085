import { cutBrackets, fold, tokenise } from '#music';

/** A track record from a source that mixes up its columns: any field may be empty, misplaced, cut or misspelt. */
export interface MessyRecord {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  /** Seconds. */
  readonly seconds: number | null;
  readonly number: number | null;
  readonly year: number | null;
}

const blank = /^(?:null|unknown|n\.?a\.?|none|-|\?+|unknown (?:artist|album|title)|untitled)?$/;
const clock = /(?<![\d:])(\d{1,2}):([0-5]\d)(?![\d:])/;
const onlyClock = /^\s*\d{1,2}:[0-5]\d\s*$/;
const leadingNumber = /^\s*\d{1,3}\s?[-.)_]\s*(?=\S)/;
/** Where a shop's other columns begin inside a title: price, copyright, length, genre list, year with a label, date. */
const columns = [
  /\s\$ ?\d/,
  /\s\( ?c ?\) /,
  /\s[℗©‰]/,
  /\s\d{1,2}:[0-5]\d\b/,
  /\s(?:19|20)\d\d (?=[a-z])/,
  /\s\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d\d\b/,
  /\s(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2} , (?:19|20)\d\d/,
  /\s[a-z&/'-]+(?: ?[&/] ?[a-z&/'-]+)* ?, ?music\b/,
  /\s(?:dance & electronic|rap & hip-hop|alternative rock|hip-hop\/rap|hip-hop ?\/ ?rap|r&b ?\/ ?soul|singer\/songwriter|classic rock|hard rock|indie & lo-fi|christian & gospel|country|rock|pop|r&b|alternative|electronica|dance|soundtracks?|latin music|world|jazz|blues|folk|metal|reggae|soul)(?= ?,| ?\$| ?\( ?c ?\)|\s\d|\s*$)/,
];

/** Cuts a title where another column was appended; brackets before that stay. */
function withoutColumns(title: string): string {
  let end = title.length;
  for (const column of columns) {
    const at = title.search(column);
    if (at > 0 && at < end) end = at;
  }
  return title.slice(0, end).trim();
}

/** `album (2009)`, `album (unknown)`, `album [explicit]` → `album`. */
function bareAlbum(album: string): string {
  return (
    cutBrackets(album)
      .main.replace(/\s-\s(?:single|ep)\s*$/, '')
      .trim() || album
  );
}

/** Cuts `value` out of a title at which another column was appended or prepended; the title itself never vanishes. */
function without(title: string, value: string): string {
  if (value.length < 3) return title;
  const at = title.indexOf(value);
  if (at === -1) return title;
  const before = title.slice(0, at);
  const after = title.slice(at + value.length);
  if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after)) return title;
  if (at === 0 || before.trim() === '')
    return /^\s*[-:]\s/.test(after) && after.length > 4 ? after.replace(/^\s*[-:]\s/, '') : title;
  const open = (before.match(/[([]/g)?.length ?? 0) > (before.match(/[)\]]/g)?.length ?? 0);
  if (open)
    return /[([]\s*$/.test(before) && /^\s*[)\]]\s*$/.test(after) ? before.replace(/[([]\s*$/, '').trim() : title;
  return before.replace(/\s[-–(]?\s*$/, '').trim() || title;
}

/** The title of a record without what other columns, its own or the other record's, have left in it. Folded text. */
export function cleanTitle(record: MessyRecord, other: MessyRecord): string {
  let title = fold(record.title).replace(leadingNumber, '');
  if (blank.test(title) || onlyClock.test(title)) return '';
  title = withoutColumns(title);
  const albums = [record.album, other.album].map((album) => fold(album)).flatMap((album) => [album, bareAlbum(album)]);
  for (const value of [fold(record.artist), fold(other.artist), ...albums])
    if (!blank.test(value)) title = without(title, value);
  return title.trim();
}

/** A field's comparable text; empty when it says nothing. */
export function comparable(field: string): string {
  const text = fold(field).trim();
  return blank.test(text) ? '' : tokenise(bareAlbum(text)).compact;
}

/** A length written inside a text, in seconds. */
export function secondsIn(text: string): number | null {
  const found = clock.exec(text);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}
