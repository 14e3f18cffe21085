import { compareVersions, nearlySame, parseTitle, tokenise } from '#music';
import { artistLikeness } from './artists.ts';
import { cleanTitle, comparable, type MessyRecord, secondsIn } from './messy-record.ts';
import type { Likeness } from './recording.ts';

function trigrams(text: string): Set<string> {
  const out = new Set<string>();
  const padded = ` ${text} `;
  for (let at = 0; at + 3 <= padded.length && at < 600; at += 1) out.add(padded.slice(at, at + 3));
  return out;
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const gram of a) if (b.has(gram)) count += 1;
  return count;
}

/** Dice's coefficient over letter triples, 0..1; robust against slips, missing spaces and cut ends. */
function dice(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const [a, b] = [trigrams(left), trigrams(right)];
  return (2 * shared(a, b)) / (a.size + b.size);
}

/** The share of the shorter text's letter triples that the longer one holds. */
function held(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  const [a, b] = [trigrams(left), trigrams(right)];
  return shared(a, b) / Math.min(a.size, b.size);
}

/**
 * What two messy records have in common, as numbers 0..1, in this order: one, title-same, title-like, title-held, title-unknown, version-differs, version-vague, artist-like;
 * artist-unknown, artist-shared, album-like, album-unknown, number-same, number-differs, time-same;
 * time-differs, year-same, year-differs, all-like, all-held, first-words.
 */
export function features(left: MessyRecord, right: MessyRecord): readonly number[] {
  const [titleA, titleB] = [cleanTitle(left, right), cleanTitle(right, left)];
  const [a, b] = [parseTitle(titleA), parseTitle(titleB)];
  const [baseA, baseB] = [a.base.join(''), b.base.join('')];
  const [wholeA, wholeB] = [tokenise(titleA).compact, tokenise(titleB).compact];
  const titleUnknown = baseA === '' || baseB === '';
  const everybody = tokenise(`${left.artist} ${right.artist}`).compact;
  const version = compareVersions(a.versions, b.versions, everybody);
  const differs = version.extra.length + version.missing.length + version.conflict.length > 0;
  const [artistA, artistB] = [comparable(left.artist), comparable(right.artist)];
  const [albumA, albumB] = [comparable(left.album), comparable(right.album)];
  const all = (record: MessyRecord): string =>
    tokenise([record.title.replace(/^\d{3}-/, ''), record.artist, record.album].join(' ').slice(0, 600)).compact;
  const [allA, allB] = [all(left), all(right)];
  const artistUnknown = artistA === '' || artistB === '';
  const named =
    artistA === ''
      ? allA.includes(artistB) && artistB !== ''
      : artistB === ''
        ? allB.includes(artistA)
        : artistLikeness([left.artist], [right.artist]) > 0;
  const timeA = left.seconds ?? secondsIn(left.title);
  const timeB = right.seconds ?? secondsIn(right.title);
  const apart = timeA === null || timeB === null ? null : Math.abs(timeA - timeB);
  let first = 0;
  while (first < a.base.length && a.base[first] !== undefined && a.base[first] === b.base[first]) first += 1;
  const flag = (yes: boolean): number => (yes ? 1 : 0);
  return [
    1,
    flag(!titleUnknown && (baseA === baseB || wholeA === wholeB || nearlySame(baseA, baseB))),
    dice(wholeA, wholeB),
    held(baseA, baseB),
    flag(titleUnknown),
    flag(!titleUnknown && differs),
    flag(version.vague),
    dice(artistA, artistB),
    flag(artistUnknown),
    flag(named),
    dice(albumA, albumB),
    flag(albumA === '' || albumB === ''),
    flag(left.number !== null && left.number === right.number),
    flag(left.number !== null && right.number !== null && left.number !== right.number),
    flag(apart !== null && apart <= 2),
    flag(apart !== null && apart > 5),
    flag(left.year !== null && left.year === right.year),
    flag(left.year !== null && right.year !== null && left.year !== right.year),
    dice(allA, allB),
    held(allA, allB),
    first / Math.max(1, a.base.length, b.base.length),
  ];
}

/**
 * Weights of a logistic model over `features`, fitted once on the training parts of MusicBrainz-20K and iTunes-Amazon (see `bench/matching/README.md`).
 * Positive speaks for the same recording.
 */
const weights: readonly number[] = [
  -6.58, 1.05, 2.51, 0.74, 1.74, -1.16, -0.24, 0.81, 1.25, -0.21, 0.23, 0.78, 2.69, -1.65, 1.18, -2.58, 1.75, -2.19,
  2.68, 2.13, 2.02,
];

/** Compares two records whose columns cannot be trusted. `score` is the model's probability. */
export function compareMessy(left: MessyRecord, right: MessyRecord): Likeness {
  const values = features(left, right);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] as number) * (weights[at] as number);
  const score = 1 / (1 + Math.exp(-sum));
  return { score, match: score >= 0.5, because: score >= 0.5 ? 'agreement' : 'overlap' };
}
