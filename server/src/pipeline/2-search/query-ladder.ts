import { builtInAliases, isBeyondLatin, parseTitle, romanise, type WantedTrack, wordSet, words } from '#music';
import type { Question, QuestionKind } from './plan.ts';

/** Words too common to narrow a search. */
const common = wordSet('the a an of and or in on at to for my me is it de la le el der die das und et y');
/** Names that stand for nobody in particular, folded. */
export const sharedArtists: ReadonlySet<string> = new Set([
  'various artists',
  'various',
  'va',
  'unknown artist',
  'soundtrack',
]);

/** Text as the daemon can use it: tokens that start with a dash would exclude, one-character tokens are removed by it; all of them removed is no query. */
export function askable(text: string): string | null {
  const tokens = text
    .replace(/[‘’‚‛´`]/g, "'")
    .split(/\s+/)
    .map((token) => token.replace(/^[-‐-―"]+/, '').replace(/[",;]+$/, ''))
    .filter((token) => token !== '' && token !== '&');
  if (tokens.length > 0 && tokens.every((token) => token.length === 1 && !isBeyondLatin(token))) return null;
  return tokens.length === 0 ? null : tokens.slice(0, 12).join(' ').slice(0, 120);
}

/** A title or album as written, without what stands in brackets, after a dash, or names guests; a star of the text itself would be a wildcard. */
export function plainName(text: string): string {
  const [start = ''] = text.replaceAll('*', ' ').split(/\s[-–—]\s|[([{]/);
  return start.replace(/\s(?:feat|ft|featuring)\b.*$/i, '').trim();
}

const wildcard = (word: string): string => (word.length >= 4 && isAscii(word) ? `*${word.slice(1)}` : word);
/** Without the words that hold an apostrophe: peers' clients disagree on whether it splits, joins or stays. */
const withoutApostrophes = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => !/['‘’‚‛´`]/.test(word))
    .join(' ');
const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/** The words of the wanted version that a peer's path surely holds too; edits, remasters and the like are spelled too variously to ask for. */
function versionWords(wanted: WantedTrack): string {
  const { versions } = parseTitle(wanted.title);
  const remix = versions.find(({ kind, detail }) => kind === 'remix' && detail !== '');
  if (remix !== undefined) return `${remix.detail} remix`;
  return versions.find(({ kind }) => kind === 'live' || kind === 'acoustic' || kind === 'instrumental')?.kind ?? '';
}

/**
 * The questions worth asking for one wanted track, best first, without duplicates: a caller stops at the first that brings good candidates. 0 to about 8
 * entries; none when the wish holds nothing that can be asked. Sources: the daemon's own rules (`reference/slskd-api.md`: one-character words dropped, a
 * leading dash excludes, a leading `*` stands for letters, which reaches words that the network blocks).
 */
export function planQueries(wanted: WantedTrack): readonly Question[] {
  const title = parseTitle(wanted.title);
  // A star of the text itself would be a wildcard to the network.
  const artist = (wanted.artists[0] ?? '').replaceAll('*', ' ').trim();
  const artistWords = sharedArtists.has(words(artist).join(' ')) ? [] : words(artist);
  const version = versionWords(wanted);
  const base = title.base.join(' ');
  const rawBase = plainName(wanted.title) || wanted.title;
  const name = artistWords.join(' ');
  const distinctive = [
    ...new Set(
      [...artistWords.slice(0, 3), ...title.base.filter((word) => !common.has(word) && word.length > 2)].filter(
        (word) => !common.has(word),
      ),
    ),
  ];
  const ladder: (readonly [QuestionKind, string])[] = [
    ['written', `${artistWords.length === 0 ? '' : artist} ${rawBase} ${version}`],
    [
      'plain',
      words(
        `${withoutApostrophes(artistWords.length === 0 ? '' : artist)} ${withoutApostrophes(rawBase)} ${version}`,
      ).join(' '),
    ],
  ];
  // Not everybody writes the version into the name.
  if (version !== '') ladder.push(['plain', `${name} ${base}`]);
  const native = `${name} ${base}`;
  if (isBeyondLatin(native))
    ladder.push(['romanised', [...artistWords, ...title.base].map((word) => romanise(word)).join(' ')]);
  const aliases = [...(wanted.artistAliases?.[wanted.artists[0] ?? ''] ?? []), ...builtInAliases(artist)];
  for (const alias of aliases.slice(0, 2)) ladder.push(['alias', `${alias} ${base}`]);
  if (distinctive.length >= 2) ladder.push(['loose', distinctive.slice(0, 6).join(' ')]);
  const plainArtist = words(withoutApostrophes(artist)).filter((word) => word.length > 1);
  const [first = '', ...others] = artistWords.length === 0 || plainArtist.length === 0 ? artistWords : plainArtist;
  const spread = wildcard(first);
  const wanting = words(withoutApostrophes(rawBase))
    .filter((word) => !common.has(word) && word.length > 2)
    .slice(0, 4);
  if (spread !== first)
    ladder.push([
      'wildcard',
      [spread, ...others.slice(0, 2), ...(wanting.length === 0 ? title.base : wanting)].join(' '),
    ]);
  if (wanted.album !== null && artistWords.length > 0)
    ladder.push(['folder', `${name} ${parseTitle(wanted.album).base.join(' ')}`]);
  const asked = new Map<string, Question>();
  for (const [kind, text] of ladder) {
    const query = askable(text);
    if (query !== null && !asked.has(query.toLowerCase())) asked.set(query.toLowerCase(), { kind, text: query });
  }
  return [...asked.values()];
}
