import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

const codes = (text: string) => readLines(text).hints.map((hint) => [hint.line, hint.code]);

describe('reading the import box', () => {
  it('tells titles from playlist links, with country prefix, query and URI form', () => {
    const draft = readLines(
      'Björk – Jóga\nhttps://open.spotify.com/intl-de/playlist/37i9dQZF1DX?si=1\nspotify:playlist:37i9dQZF1DX2\n\n',
    );
    expect(draft.tracks).toEqual(['Björk – Jóga']);
    expect(draft.links).toHaveLength(2);
    expect(draft.hints).toEqual([]);
  });

  it('keeps back what cannot be handed in, and says why', () => {
    const draft = readLines('https://youtu.be/x\nhttps://open.spotify.com/album/1\nA - B');
    expect(codes('https://youtu.be/x\nhttps://open.spotify.com/album/1\nA - B')).toEqual([
      [1, 'foreign_link'],
      [2, 'not_playlist'],
    ]);
    expect(draft.kept).toEqual(['https://youtu.be/x', 'https://open.spotify.com/album/1']);
    expect(draft.tracks).toEqual(['A - B']);
  });

  it('hands in a repeated line once, whatever its case and composition of accents', () => {
    const draft = readLines('Sigur R\u00f3s - Gl\u00f3s\u00f3li\nSIGUR RO\u0301S - GLO\u0301SO\u0301LI');
    expect(draft.tracks).toHaveLength(1);
    expect(draft.hints[0]).toMatchObject({ line: 2, code: 'duplicate', other: 1, keep: false });
  });

  it('sends a bare name but says that an artist would help', () => {
    expect(readLines('Hallelujah').tracks).toEqual(['Hallelujah']);
    expect(codes('Hallelujah')).toEqual([[1, 'no_separator']]);
  });

  it('does not take a hyphen inside a name for a separator', () => {
    expect(codes('Jay-Z')).toEqual([[1, 'no_separator']]);
  });

  it.each([
    ['Track Name,Artist Name(s)\nGlosoli,Sigur Ros', 'csv'],
    ['"Title";"Artist"\na;b', 'csv'],
    ['#EXTM3U\n#EXTINF:1,A - B', 'm3u'],
    ['[{"title":"a"}]', 'json'],
    ['Artist – Title', null],
    ['[Untitled] – Artist', null],
  ])('recognises the content of a file: %j', (text, kind) => {
    expect(readLines(text).fileKind).toBe(kind);
  });
});
