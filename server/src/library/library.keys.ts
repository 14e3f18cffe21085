import { parseTitle, recordingKey, romanise, type WantedTrack, words } from '#music';

/** Longer texts than these name nothing; the cut keeps an index row below PostgreSQL's 2,704 bytes. */
const titleLength = 300;
const artistLength = 200;
const matchLength = 200;

/** What the library is found by: the identity of the recording, and artist and title in Latin letters for likeness by letter triples. */
export function libraryKeys(track: { readonly title: string; readonly artists: readonly string[] }): {
  readonly recording_key: string;
  readonly match_text: string;
} {
  const title = track.title.slice(0, titleLength);
  const artist = (track.artists[0] ?? '').slice(0, artistLength);
  const named = { title, artists: [artist] } as unknown as WantedTrack;
  // PostgreSQL's letter triples know only letters of the database's locale, so every script becomes Latin.
  const said = [...words(artist), ...parseTitle(title).base].map((word) => romanise(word) || word);
  return { recording_key: recordingKey(named), match_text: said.join(' ').slice(0, matchLength) };
}

/** What typing in the search box is compared with: lower case, compatibility forms folded. */
export function searchText(texts: readonly (string | null)[]): string {
  return texts
    .filter((text) => text !== null)
    .join(' ')
    .normalize('NFKC')
    .toLowerCase();
}
