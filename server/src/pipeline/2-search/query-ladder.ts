import { builtInAliases, isBeyondLatin, parseTitle, romanise, type WantedTrack, wordSet, words } from '#music';

/** Words too common to narrow a search. */
const common = wordSet('the a an of and or in on at to for my me is it de la le el der die das und et y');
const sharedArtists = new Set(['various artists', 'various', 'va', 'unknown artist', 'soundtrack']);

/** Text as the daemon can use it: tokens that start with a dash would exclude, one-character tokens are removed by it; all of them removed is no query. */
function askable(text: string): string | null {
  const tokens = text
    .replace(/[‘’‚‛´`]/g, "'")
    .split(/\s+/)
    .map((token) => token.replace(/^[-‐-―"]+/, '').replace(/[",;]+$/, ''))
    .filter((token) => token !== '' && token !== '&');
  if (tokens.length > 0 && tokens.every((token) => token.length === 1 && !isBeyondLatin(token))) return null;
  return tokens.length === 0 ? null : tokens.slice(0, 12).join(' ').slice(0, 120);
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
export function planQueries(wanted: WantedTrack): readonly string[] {
  const title = parseTitle(wanted.title);
  // A star of the text itself would be a wildcard to the network.
  const artist = (wanted.artists[0] ?? '').replaceAll('*', ' ').trim();
  const artistWords = sharedArtists.has(words(artist).join(' ')) ? [] : words(artist);
  const version = versionWords(wanted);
  const base = title.base.join(' ');
  const rawBase =
    wanted.title
      .replaceAll('*', ' ')
      .split(/\s[-–—]\s|[([{]/)[0]
      ?.replace(/\s(?:feat|ft|featuring)\b.*$/i, '')
      .trim() || wanted.title;
  const name = artistWords.join(' ');
  const distinctive = [
    ...new Set(
      [...artistWords.slice(0, 3), ...title.base.filter((word) => !common.has(word) && word.length > 2)].filter(
        (word) => !common.has(word),
      ),
    ),
  ];
  const ladder: (string | null)[] = [
    `${artistWords.length === 0 ? '' : artist} ${rawBase} ${version}`,
    `${withoutApostrophes(artist)} ${words(withoutApostrophes(rawBase)).join(' ')} ${version}`,
    distinctive.length >= 2 ? distinctive.slice(0, 6).join(' ') : null,
  ];
  const native = `${name} ${base}`;
  if (isBeyondLatin(native)) ladder.push([...artistWords, ...title.base].map((word) => romanise(word)).join(' '));
  const aliases = [...(wanted.artistAliases?.[wanted.artists[0] ?? ''] ?? []), ...builtInAliases(artist)];
  for (const alias of aliases.slice(0, 2)) {
    ladder.push(`${alias} ${base}`);
  }
  if (artistWords.length > 0)
    ladder.push(`${artistWords.map((word, at) => (at === 0 ? wildcard(word) : word)).join(' ')} ${base}`);
  if (wanted.album !== null && artistWords.length > 0)
    ladder.push(`${name} ${parseTitle(wanted.album).base.join(' ')}`);
  const asked = new Map<string, string>();
  for (const text of ladder) {
    const query = text === null ? null : askable(text);
    if (query !== null && !asked.has(query.toLowerCase())) asked.set(query.toLowerCase(), query);
  }
  return [...asked.values()];
}
