import { classify, compact, type OfferedFile, tokenise, type WantedTrack } from '#music';
import { examine } from './reading/evidence.ts';
import { various } from './reading/folder-words.ts';
import { parsePath } from './reading/path.ts';
import { prepareWish } from './reading/wanted.ts';

/** Names that stand for nobody. */
const nobody = new Set(['unknownartist', 'unknown', 'unbekannterinterpret', 'artist', 'music', 'noartist']);
const mostSecondsOff = 5;
const longest = 100;
const mostWords = 8;

/**
 * What a person's choice teaches of an artist's name: the name that the chosen path gives, when nothing but the name kept the engine from taking the file.
 * `null` when the path names the artist as wanted, names nobody, or differs in more than the name (another title, version or length), because then the person
 * chose it for another reason.
 */
export function aliasFrom(
  wanted: WantedTrack,
  file: Pick<OfferedFile, 'path' | 'extension' | 'lengthS'>,
): string | null {
  const wish = prepareWish(wanted);
  const { name, artist, versions, folderVersions, lengthDelta } = examine(wish, {
    path: file.path,
    extension: file.extension,
    lengthS: file.lengthS,
    sizeBytes: null,
    bitrateKbps: null,
  });
  if (artist !== null || name.fit === 'missing' || name.fit === 'partial' || name.after !== '' || name.aside !== '')
    return null;
  if (versions.extra.length + versions.missing.length + versions.conflict.length + folderVersions.length > 0)
    return null;
  if (lengthDelta !== null && Math.abs(lengthDelta) > mostSecondsOff) return null;
  const alias = parsePath(file.path).artist?.normalize('NFC').trim() ?? '';
  const { words } = tokenise(alias.slice(0, longest + 1));
  const key = words.join('');
  if (key === '' || alias.length > longest || words.length > mostWords || /^\d+$/.test(key)) return null;
  if (nobody.has(key) || various.has(words.join(' ')) || various.has(words[0] ?? '')) return null;
  if (key === wish.base || key === wish.album || wanted.artists.some((each) => compact(each) === key)) return null;
  // `Tribute to X`, `Karaoke Stars`
  return classify(words).marks.length > 0 ? null : alias;
}
