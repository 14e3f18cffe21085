import { examine } from '../reading/evidence.ts';
import { parsePath } from '../reading/path.ts';
import { parseReleaseName } from '../reading/release-name.ts';
import { prepareWish } from '../reading/wanted.ts';
import { compareAlbums } from '../records/album.ts';
import { artistLikeness } from '../records/artists.ts';
import { compareMessy } from '../records/messy.ts';
import type { MessyRecord } from '../records/messy-record.ts';
import { compareRecordings, type TrackRecord } from '../records/recording.ts';
import { verdictOf, weigh } from '../score.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const textsOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map(textOf).filter((text) => text.trim() !== '')
    : textOf(value).trim() === ''
      ? []
      : [textOf(value)];

function aliasesOf(value: unknown): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([name, others]) => [name, textsOf(others)]));
}

/** `m:ss` or `h:mm:ss` in seconds. */
function clockOf(value: unknown): number | null {
  const text = textOf(value).trim();
  return /^\d{1,3}(?::[0-5]?\d){1,2}$/.test(text)
    ? text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
    : null;
}

function yearOf(value: unknown): number | null {
  const text = textOf(value).trim();
  const full = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text);
  if (full !== null) return Number(full[1]);
  const short = /(?:^'?|-)(\d\d)$/.exec(text);
  return short === null ? null : Number(short[1]) + (Number(short[1]) > 30 ? 1900 : 2000);
}

function trackOf(value: unknown): TrackRecord {
  const fields = fieldsOf(value);
  const clock = clockOf(fields['time']);
  const artists = textsOf(fields['artists'] ?? fields['artist']);
  const albumArtist = textsOf(fields['album_artist']);
  return {
    title: textOf(fields['title']),
    artists: [...artists, ...albumArtist],
    album: textOf(fields['album']) || null,
    durationMs: numberOf(fields['duration_ms']) ?? (clock === null ? null : clock * 1000),
    isrc: textOf(fields['isrc']) || null,
    year: yearOf(fields['year']),
    number: numberOf(fields['number']),
  };
}

function messyOf(value: unknown): MessyRecord {
  const fields = fieldsOf(value);
  const number = /^\D?0*(\d{1,3})$/.exec(textOf(fields['number']).trim());
  const duration = numberOf(fields['duration_ms']);
  return {
    title: textOf(fields['title']).slice(0, 1000),
    artist: textsOf(fields['artists'] ?? fields['artist'])
      .join(', ')
      .slice(0, 500),
    album: textOf(fields['album']).slice(0, 500),
    seconds: clockOf(fields['time']) ?? (duration === null ? null : duration / 1000),
    number: number === null ? null : Number(number[1]),
    year: yearOf(fields['year']),
  };
}

/** Lists of artists come from catalogues with trustworthy columns; a single artist column with shop or tag columns beside it does not. */
const isClean = (value: unknown): boolean => Array.isArray(fieldsOf(value)['artists']);

function retrieval(request: Fields): Fields {
  const query = fieldsOf(request['query']);
  const wish = prepareWish({
    title: textOf(query['title']),
    artists: textsOf(query['artists'] ?? query['artist']),
    album: textOf(query['album']) || null,
    albumArtist: null,
    trackNumber: null,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
    durationMs: numberOf(query['duration_ms']),
    isrc: null,
    releaseDate: null,
    artistAliases: aliasesOf(query['artist_aliases']),
  });
  const candidates = Array.isArray(request['candidates']) ? request['candidates'] : [];
  const results = candidates.map((candidate: unknown) => {
    const fields = fieldsOf(candidate);
    const sum = weigh(
      examine(wish, {
        path: textOf(fields['path']),
        extension: textOf(fields['extension']).toLowerCase() || null,
        lengthS: numberOf(fields['length']),
        sizeBytes: numberOf(fields['size']),
        bitrateKbps: numberOf(fields['bitrate']),
      }),
    );
    return { id: fields['id'], score: sum, accept: verdictOf(sum) === 'auto' };
  });
  return { results };
}

/** Answers one request of the matching harness; the `id` is the caller's business. Throws only for a fault of ours. */
export function answer(request: Fields): Fields {
  switch (request['type']) {
    case 'ping':
      return {};
    case 'retrieval':
      return retrieval(request);
    case 'pair': {
      const clean = isClean(request['left']) && isClean(request['right']);
      const { score, match } = clean
        ? compareRecordings(trackOf(request['left']), trackOf(request['right']))
        : compareMessy(messyOf(request['left']), messyOf(request['right']));
      return { score, match };
    }
    case 'album_pair': {
      const [left, right] = [trackOf(request['left']), trackOf(request['right'])];
      const { score, match } = compareAlbums(left, right);
      return { score, match };
    }
    case 'artist_pair': {
      const score = artistLikeness([textOf(request['left'])], [textOf(request['right'])], textsOf(request['aliases']));
      return { score, match: score >= 0.5 };
    }
    case 'parse_path':
      return { fields: parsePath(textOf(request['path'])) };
    case 'release_parse':
      return { fields: parseReleaseName(textOf(request['title'])) };
    default:
      return { error: `Unknown request type ${JSON.stringify(request['type'] ?? null)}.` };
  }
}

/** The id of a line that is no JSON, as JSON text, as far as it can be seen. */
function idIn(line: string): string {
  return /"id"\s*:\s*("[^"\\]{0,200}"|-?\d{1,15})/.exec(line.slice(0, 10_000))?.[1] ?? 'null';
}

/** Answers one line: always one line of JSON without a break, with the request's id, whatever came in. */
export function answerLine(line: string): string {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return `{"id":${idIn(line)},"error":"The line is not valid JSON."}`;
  }
  if (!isFields(request)) return '{"id":null,"error":"The line is not a JSON object."}';
  const id = request['id'] ?? null;
  try {
    return JSON.stringify({ id, ...answer(request) });
  } catch (fault) {
    return JSON.stringify({ id, error: fault instanceof Error ? fault.message : 'The request could not be judged.' });
  }
}
