import { classify, gap, type Tokens, tokenise, type VersionKind, type VersionMark } from '#music';
import { findSpans, type Span } from './spans.ts';
import { articles, type PreparedWish } from './wanted.ts';

/** What one folder of a path says about a wish. */
export interface FolderReading {
  /** The wanted artist: `whole` name, `part` of a joint name, or not there. */
  readonly artist: 'whole' | 'part' | null;
  readonly album: boolean;
  /** Versions that the folder claims for everything in it. */
  readonly claims: readonly VersionMark[];
  /** `disc` folders (CD1) stand between album and file; `generic` ones (Music, Downloads, mp3) say nothing. */
  readonly kind: 'disc' | 'generic' | 'various' | 'named';
  /** Every word belongs to the claim (`Karaoke`, `Instrumentals & Karaoke`). */
  readonly onlyClaims: boolean;
  readonly compact: string;
}

const generic = new Set(
  'folder|store|music|musik|musica|muzyka|muzika|musique|muziek|my music|shared|share|shared music|downloads|download|downloaded|complete|completed|media|audio|audio files|mp3|mp3s|flac|flacs|lossless|lossy|library|music library|storage|data|files|albums|album|singles|single|tracks|songs|unsorted|random|mix|mixes|playlist|playlists|new|new folder|new music|incoming|temp|tmp|misc|other|others|stuff|favorites|favourites|favs|itunes|itunes media|itunes music|spotify|deezer|tidal|qobuz|soulseek|slsk|soulseek downloads|nicotine|studio albums|discography|eps|lps|party|various songs|d|e|f|c|users|home|mnt|volumes|nas|public|desktop|documents|external|usb|backup|collection|my collection|soundtracks|compilations|2020s|2010s|2000s|90s|80s|70s|60s|rock|pop|electronic|electronica|house|techno|metal|jazz|blues|classical|classic rock|indie|hip hop|hiphop|rap|rnb|soul|funk|folk|country|world|reggae|punk|alternative|ambient|dance'.split(
    '|',
  ),
);
const various = new Set([
  'va',
  'various artists',
  'various',
  'v a',
  'compilation',
  'ost',
  'soundtrack',
  'verschiedene',
  'varios',
  'verschiedene interpreten',
  'various artist',
  'multi artists',
]);
const disc = /^(?:cd|disc|disk|dvd|lp|vinyl|side|platte|disque|disco)?(?:\d{1,2}|[a-d])(?:of\d+)?$/;
const claimable: ReadonlySet<VersionKind> = new Set([
  'live',
  'remix',
  'acoustic',
  'instrumental',
  'acappella',
  'demo',
  'speed',
  'stem',
  'cover',
  'commentary',
  'rerecording',
]);
/** Words that make a folder one of both kinds (`Live & Studio`, `incl. Remixes`): it then claims nothing. */
const mixing = new Set([
  'originals',
  'original',
  'studio',
  'bonus',
  'incl',
  'including',
  'includes',
  'plus',
  'vs',
  'nonlive',
  'und',
]);
/** Words that claim a version wherever they stand in a folder's name. */
const strong = new Set(
  'unplugged acoustic acustico acustica acoustique akustik karaoke karaokes instrumental instrumentals tribute tributes tributo hommage homenaje lullaby lullabies renditions rendition bootleg remixes remixed demos outtakes rehearsals acapella acappella acapellas nightcore daycore slowed stripped soundboard covers covered coverversions commentary interviews emulation emulations chiptune 8bit live ライブ'.split(
    ' ',
  ),
);
const placing = new Set([
  'at',
  'in',
  'from',
  'on',
  'im',
  'en',
  'au',
  'a',
  'from',
  'bei',
  'auf',
  'version',
  'versions',
  'sessions',
  'session',
  'recordings',
  'recording',
  'album',
  'ep',
  'bootleg',
  'concert',
  'tour',
  'set',
  'broadcast',
]);
const coverBefore = new Set([
  'to',
  'plays',
  'play',
  'performs',
  'perform',
  'sings',
  'covers',
  'covering',
  'celebrating',
]);
const coverOf = new Set([
  'songs',
  'music',
  'versions',
  'version',
  'renditions',
  'rendition',
  'covers',
  'tribute',
  'style',
  'sound',
  'sounds',
  'emulations',
]);
const digits = /^\d+$/;

/** Whether a name in a folder or file is complete there: not the start or end of a longer name (`Crown` in `Crown of Thorns`). */
export function isWholeName(tokens: Tokens, span: Span): boolean {
  const before =
    span.from === 0 ||
    (tokens.gaps[span.from] ?? 0) >= gap.hyphen ||
    tokens.brackets[span.from] !== tokens.brackets[span.from - 1] ||
    digits.test(tokens.words[span.from - 1] ?? '') ||
    (articles.has(tokens.words[span.from - 1] ?? '') &&
      (span.from === 1 || (tokens.gaps[span.from - 1] ?? 0) >= gap.hyphen));
  if (!before) return false;
  if (span.to >= tokens.words.length) return true;
  if ((tokens.gaps[span.to] ?? 0) >= gap.hyphen || tokens.brackets[span.to] !== tokens.brackets[span.to - 1])
    return true;
  const next = tokens.words[span.to] ?? '';
  return (
    digits.test(next) ||
    next === 'feat' ||
    next === 'ft' ||
    next === 'featuring' ||
    next === 'with' ||
    next === 'the' ||
    next === 'discography' ||
    next === 'x'
  );
}

function claimsOfRegion(region: readonly string[], bracketed: boolean): readonly VersionMark[] {
  const said = classify(region);
  if (said.marks.length === 0) return [];
  if (region.some((word) => mixing.has(word))) return [];
  const marks = said.marks.filter(({ kind }) => claimable.has(kind));
  if (marks.length === 0 || bracketed) return marks;
  return marks.filter(({ kind, detail }) => {
    if (kind !== 'live')
      return (
        detail === '' || region.some((word) => strong.has(word) && word !== 'live') || beyondLatin.test(region.join(''))
      );
    const at = region.indexOf('live');
    if (at === -1) return true;
    const next = region[at + 1];
    // "Live Through This" is a title; "Live at Wembley", "Tokyo Live", "1986 Live" are claims.
    return next === undefined || placing.has(next) || digits.test(next);
  });
}

const beyondLatin = /[^\u0000-\u024f]/;

/** Reads a folder name for a wish; readings are remembered in the wish. */
export function readFolder(wish: PreparedWish, name: string): FolderReading {
  const known = wish.folders.get(name);
  if (known !== undefined) return known;
  const reading = read(wish, name);
  wish.folders.set(name, reading);
  return reading;
}

function read(wish: PreparedWish, name: string): FolderReading {
  const tokens = tokenise(name.length > 300 ? name.slice(0, 300) : name);
  const { words, compact } = tokens;
  const spoken = words.join(' ');
  const owned = new Uint8Array(words.length);
  let artist: FolderReading['artist'] = null;
  let covered = false;
  for (const form of wish.artists) {
    for (const span of findSpans(tokens, form.compact)) {
      const before = words[span.from - 1] ?? '';
      if (
        span.from > 0 &&
        tokens.gaps[span.from] === gap.space &&
        tokens.brackets[span.from] === tokens.brackets[span.from - 1]
      ) {
        if (coverBefore.has(before) || (before === 'of' && coverOf.has(words[span.from - 2] ?? ''))) covered = true;
      }
      if (isWholeName(tokens, span) && tokens.brackets[span.from] === 0) {
        if (!form.part) artist = 'whole';
        else artist ??= 'part';
        owned.fill(1, span.from, span.to);
      } else if (before === 'of' && !covered) artist ??= form.part ? 'part' : 'whole';
    }
  }
  let album = false;
  for (const span of wish.album === '' ? [] : findSpans(tokens, wish.album, 1)) {
    album = true;
    owned.fill(2, span.from, span.to);
  }
  if (artist === null && generic.has(spoken))
    return { artist, album, claims: [], kind: 'generic', onlyClaims: false, compact };
  if (disc.test(compact)) return { artist, album, claims: [], kind: 'disc', onlyClaims: false, compact };
  const claims: VersionMark[] = covered ? [{ kind: 'cover', detail: '' }] : [];
  let explained = true;
  let region: string[] = [];
  for (let at = 0; at <= words.length; at += 1) {
    const closes =
      at === words.length ||
      (at > 0 &&
        (tokens.brackets[at] !== tokens.brackets[at - 1] ||
          (tokens.gaps[at] === gap.dash && at > 0) ||
          owned[at] !== owned[at - 1]));
    if (closes && region.length > 0) {
      const found = claimsOfRegion(region, tokens.brackets[at - 1] !== 0);
      claims.push(...found);
      if (found.length === 0 || found.some(({ detail }) => detail !== '' && detail !== 'hits')) explained = false;
      region = [];
    }
    if (at < words.length && owned[at] === 0) region.push(words[at] as string);
  }
  const kind =
    various.has(spoken) || various.has(words[0] ?? '') || (words[0] === 'various' && words[1] === 'artists')
      ? 'various'
      : 'named';
  return { artist, album, claims, kind, onlyClaims: explained && claims.length > 0, compact };
}

/** Whether a folder name only says which disc (`CD1`, `Disc 2`). */
export function isDiscFolder(name: string): boolean {
  return disc.test(tokenise(name.slice(0, 60)).compact);
}

/** Whether a folder name says nothing about the music in it (`Music`, `Downloads`, `FLAC`). */
export function isGenericFolder(name: string): boolean {
  return generic.has(tokenise(name.slice(0, 60)).words.join(' '));
}
