import { words } from './text.ts';
import { parseTitle } from './title.ts';
import type { WantedTrack } from './types.ts';

const joiners = new Set(['and', 'feat', 'ft', 'featuring', 'with', 'vs', 'x']);

/** The first credited name, without article and partners: `Simon & Garfunkel`, `Simon, Garfunkel` and the list of both agree. */
function mainArtist(artists: readonly string[]): string {
  const first = artists[0] ?? '';
  const all = words(first.split(/[,;]/)[0] ?? first);
  const name = all[0] === 'the' && all.length > 1 ? all.slice(1) : all;
  const cut = name.findIndex((word, at) => at > 0 && joiners.has(word));
  return (cut > 0 ? name.slice(0, cut) : name).join('');
}

/**
 * The identity of a recording as far as text can tell: main artist, song and version. The same recording wished twice gives the same key, whatever the
 * spelling, credit, album or remaster; live takes, remixes, parts and the like give others. Never empty; ISRC and album play no part.
 */
export function recordingKey(track: WantedTrack): string {
  const title = parseTitle(track.title);
  const song = [title.base, ...title.subtitles].map(
    (part) => part.filter((word) => word !== 'and').join('') || part.join(''),
  );
  const versions = title.versions.map(({ kind, detail }) =>
    detail === '' ? kind : `${kind}=${detail.split(' ').sort().join('')}`,
  );
  return [mainArtist(track.artists), song.join('+'), ...new Set(versions.sort())].join('|');
}
