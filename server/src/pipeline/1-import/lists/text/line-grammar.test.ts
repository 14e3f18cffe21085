import { describe, expect, test } from 'vitest';
import { brief } from '../../cases/read-all.ts';
import { parseLine } from './line-grammar.ts';

const id = 'nFZKBKsLQBDKan8uwvg5IS';
const read = (text: string): string | null => {
  const entry = parseLine(text, 1);
  return entry === null ? null : brief(entry).slice(3);
};

describe('a line of text', () => {
  test.each([
    ['Artist - Title', 'Artist ~ Title'],
    ['Artist – Title', 'Artist ~ Title'],
    ['Artist — Title', 'Artist ~ Title'],
    ['Artist — Title', 'Artist ~ Title'],
    ['Artist–Title', 'Artist ~ Title'],
    ['Artist\tTitle', 'Artist ~ Title'],
    ['Artist\tTitle\tAlbum', 'Artist ~ Title ~ Album'],
    ['Artist | Title', 'Artist ~ Title'],
    ['Artist | Title | Album', 'Artist ~ Title ~ Album'],
    ['Plug / Socket by The Current', 'The Current ~ Plug / Socket'],
    ['Artist - Title | Album', 'Artist ~ Title ~ Album'],
    ['Artist - Title | 1985', 'Artist ~ Title ~  ~  ~  ~ 1985'],
    ['Artist - Title | Album | 1985', 'Artist ~ Title ~ Album ~  ~  ~ 1985'],
    ['Artist - Title | 1985 | Album', 'Artist ~ Title ~ Album ~  ~  ~ 1985'],
    ['1. Artist - Title', 'Artist ~ Title'],
    ['01) Artist - Title', 'Artist ~ Title'],
    ['#3 Artist - Title', 'Artist ~ Title'],
    ['01 - Artist - Title', 'Artist ~ Title'],
    ['• Artist - Title', 'Artist ~ Title'],
    ['- Artist - Title', 'Artist ~ Title'],
    ['311 - Down', '311 ~ Down'],
    ['Blink-182 - Dammit', 'Blink-182 ~ Dammit'],
    ['JAY-Z - 4:44', 'JAY-Z ~ 4:44'],
    ['Artist - Title 3:45', 'Artist ~ Title ~  ~ 225000'],
    ['Artist - Title (1:02:03)', 'Artist ~ Title ~  ~ 3723000'],
    ['3:45 Artist - Title', 'Artist ~ Title ~  ~ 225000'],
    ['Artist - Title [3:45] | Album', 'Artist ~ Title ~ Album ~ 225000'],
    ["Simple Minds - Don't You (Forget About Me)", "Simple Minds ~ Don't You (Forget About Me)"],
    ['A feat. B - Title', 'A + B ~ Title'],
    ['A - Title (feat. B)', 'A + B ~ Title (feat. B)'],
    ['Tyler, The Creator - EARFQUAKE', 'Tyler, The Creator ~ EARFQUAKE'],
    ['A - B - C', 'A ~ B - C'],
    [`Artist - Title spotify:track:${id}`, 'Artist ~ Title'],
    [`https://open.spotify.com/intl-de/track/${id}?si=1 Artist - Title`, 'Artist ~ Title'],
    [`spotify:track:${id}`, `https://open.spotify.com/track/${id}`],
    [`https://open.spotify.com/embed/playlist/${id}?utm_source=x`, `https://open.spotify.com/playlist/${id}`],
    [`spotify:user:me:playlist:${id}`, `https://open.spotify.com/playlist/${id}`],
    ['spotify:local:Garage+Band:Demo+Tape:Rough+Mix+%233:183', 'Garage Band ~ Rough Mix #3 ~ Demo Tape ~ 183000'],
    [`https://open.spotify.com/album/${id}`, 'failed not_a_track'],
    [`spotify:artist:${id}`, 'failed not_a_track'],
    [`spotify:episode:${id}`, 'skipped not_music'],
    ['https://open.spotify.com/track/short', 'failed invalid_link'],
    ['https://spotify.link/abc', 'failed short_link'],
    ['https://youtu.be/dQw4w9WgXcQ', 'failed needs_names'],
    ['https://example.com/x', 'failed unsupported_link'],
    ['Stand by Me', 'failed no_separator'],
    ['only a title', 'failed no_separator'],
    ['Artist -', 'failed no_separator'],
    [' - Title', 'failed no_separator'],
    ['A\0B - C', 'failed nul_byte'],
    [`${'x'.repeat(1001)} - C`, 'failed too_long'],
    ['x - '.repeat(2000), 'failed line_too_long'],
    ['# a comment', null],
    ['   ', null],
  ])('%j is %j', (text, result) => {
    expect(read(text)).toBe(result);
  });

  test('keeps the ids of the references in it', () => {
    const entry = parseLine(`A - B spotify:track:${id} spotify:album:${id}`, 1);
    expect(entry).toMatchObject({ kind: 'track', spotifyTrackId: id, spotifyAlbumId: id });
  });

  test('of adversarial blanks and dashes is read to its end', () => {
    const started = performance.now();
    for (const piece of [' ', '\t', ' -', '- ', '\t ', '0:00 ', '|', ' | ', '(', 'feat. ', ',', 'spotify:track:'])
      parseLine(piece.repeat(Math.floor(4900 / piece.length)), 1);
    // what grows with the square of the length would take minutes
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
