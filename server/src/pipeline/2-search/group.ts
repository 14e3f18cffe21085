import { type WantedTrack, words } from '#music';
import type { Question } from './plan.ts';
import { askable, plainName, sharedArtists } from './query-ladder.ts';
import { askedWords } from './words.ts';

/** How many wishes, this one included, are waiting to be searched for. */
export interface Companions {
  /** Of the same artist and album. */
  readonly album: number;
  /** Of the same artist, whatever album. */
  readonly artist: number;
}

/** A question for an album is worth it from this many wishes on; fewer are asked for by their artist, which brings more. */
const fewestOfAlbum = 3;
const fewestOfVagueAlbum = 2;
const fewestOfArtist = 2;
/** One short or everyday word finds too much else, so it must serve more. */
const fewestOfVagueArtist = 6;
const vagueLength = 4;

/**
 * Questions whose answer may serve several waiting wishes at once, best first; none for a wish that is alone. The album comes first, because its folder is
 * what people want; the artist comes first when wishes are spread over albums.
 */
export function groupQuestions(track: WantedTrack, companions: Companions): readonly Question[] {
  const artist = artistName(track);
  if (artist === null) return [];
  const ofArtist = companions.artist >= fewestFor(artist) ? question('artist', artist) : null;
  const few = ofArtist === null ? fewestOfVagueAlbum : fewestOfAlbum;
  const ofAlbum = companions.album >= few ? albumQuestion(track, artist) : null;
  const both = companions.artist >= companions.album * 2 ? [ofArtist, ofAlbum] : [ofAlbum, ofArtist];
  return both.filter((each) => each !== null);
}

/** The first artist as written; `null` when the name says nobody in particular. */
function artistName(track: WantedTrack): string | null {
  const [name = ''] = track.artists;
  const folded = words(name).join(' ');
  return folded === '' || sharedArtists.has(folded) ? null : name;
}

function fewestFor(artist: string): number {
  const distinct = askedWords(artist).filter((word) => word.length > 1);
  const [only = ''] = distinct;
  const ascii = /^[ -~]*$/.test(only);
  return distinct.length <= 1 && ascii && only.length <= vagueLength ? fewestOfVagueArtist : fewestOfArtist;
}

function albumQuestion(track: WantedTrack, artist: string): Question | null {
  if (track.album === null || words(track.album).length === 0) return null;
  const name = plainName(track.album);
  // An album named like its artist: the question for the artist does the same.
  return name === '' ? null : question('album', `${artist} ${name}`);
}

function question(kind: 'album' | 'artist', text: string): Question | null {
  const query = askable(text);
  return query === null ? null : { kind, text: query };
}
