import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { brief, readAll } from '../cases/read-all.ts';

const recording = (name: string): Promise<Buffer> => readFile(new URL(`../recordings/${name}`, import.meta.url));

// Facts about the recordings: format, wishes, rejected entries, ignored pieces.
const expected: readonly (readonly [name: string, format: string, tracks: number, rejected: readonly string[]])[] = [
  ['exportify-net.csv', 'exportify', 14, []],
  ['exportify-app-de.csv', 'exportify', 14, []],
  ['tunemymusic.csv', 'tunemymusic', 15, []],
  ['soundiiz.csv', 'soundiiz', 14, []],
  ['lastfm.csv', 'lastfm', 2, []],
  ['listenbrainz.jsonl', 'listenbrainz', 4, []],
  ['playlist.jspf', 'jspf', 4, []],
  ['mix.m3u8', 'm3u', 5, ['14: skipped stream', '15: failed no_artist']],
  ['latin1.m3u', 'm3u', 1, []],
  ['spotify-account-data/Playlist1.json', 'spotify-playlists', 7, ['8: skipped not_music']],
  ['spotify-account-data/YourLibrary.json', 'spotify-library', 5, ['6: skipped not_a_track', '7: skipped not_a_track']],
  ['spotify-account-data/StreamingHistory_music_0.json', 'spotify-history', 4, []],
  [
    'spotify-extended/Streaming_History_Audio_2024-2025_0.json',
    'spotify-extended-history',
    4,
    ['5: skipped not_music'],
  ],
  ['youtube-takeout/music-library-songs.csv', 'youtube-library', 5, []],
  [
    'youtube-takeout/Kueche-videos.csv',
    'youtube-playlist',
    0,
    ['2: failed needs_names', '3: failed needs_names', '4: failed needs_names'],
  ],
  ['itunes-library.xml', 'itunes-xml', 6, []],
];

describe('an export file', () => {
  test.each(expected)('%s is recognised by content and read whole', async (name, format, tracks, rejected) => {
    const read = await readAll(await recording(name));
    if (typeof read === 'string') throw new Error(read);
    expect(read.format).toBe(format);
    expect(read.entries.filter((entry) => entry.kind === 'track')).toHaveLength(tracks);
    expect(read.entries.filter((entry) => entry.kind !== 'track').map(brief)).toEqual(rejected);
  });

  test.each(expected)('%s reads the same however it arrives', async (name) => {
    const bytes = await recording(name);
    const whole = await readAll(bytes);
    for (const size of [1, 7, 1000]) expect(await readAll(bytes, size)).toEqual(whole);
  });

  test('gives everything that Exportify tells, in German as in English', async () => {
    const read = await readAll(await recording('exportify-app-de.csv'));
    if (typeof read === 'string') throw new Error(read);
    expect(read.entries[9]).toEqual({
      kind: 'track',
      line: 11,
      raw: expect.stringContaining('AC/DC'),
      track: {
        title: 'AC/DC? No: Plug / Socket',
        artists: ['The "Quoted", Comma'],
        album: 'A.B.C. – "Best of"',
        albumArtist: 'The "Quoted", Comma',
        trackNumber: 5,
        trackTotal: null,
        discNumber: 1,
        discTotal: null,
        durationMs: 230_000,
        isrc: 'QZHRM2600009',
        releaseDate: '1985',
      },
      spotifyTrackId: 'BCYRWYUPxpS9ah7WZJudnA',
      spotifyAlbumId: 'V0zSQZMjicOV6YpHWq9jJO',
    });
    expect(brief(read.entries[8] ?? read.entries[0] ?? fail())).toContain(
      'DJ Emoji + Lil Quokka ~ 🔥🔥 (feat. Lil Quokka)',
    );
  });

  test('in a language that we do not know is recognised by its values', async () => {
    const german = (await recording('exportify-app-de.csv')).toString('utf8');
    const [, ...rows] = german.split('\n');
    const foreign = [Array.from({ length: 19 }, (_, index) => `"Слово ${index}"`).join(','), ...rows].join('\n');
    const known = await readAll(german);
    expect(await readAll(foreign)).toEqual(known);
    const bare = await readAll(rows.join('\n'));
    if (typeof bare === 'string' || typeof known === 'string') throw new Error('must read');
    expect(bare.entries.map((entry) => brief(entry).replace(/^\d+/, ''))).toEqual(
      known.entries.map((entry) => brief(entry).replace(/^\d+/, '')),
    );
  });

  test('never keeps the addresses and devices of a listening history', async () => {
    const read = await readAll(await recording('spotify-extended/Streaming_History_Audio_2024-2025_0.json'));
    expect(JSON.stringify(read)).not.toMatch(/203\.0\.113|android/);
  });

  test.each([
    ['UTF-8 with BOM', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with BOM', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with BOM', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 LE', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 BE', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    ['Windows line ends', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['old Macintosh line ends', (text: string) => Buffer.from(text.replaceAll('\n', '\r'))],
    ['semicolons', (text: string) => Buffer.from(text.replaceAll(',', ';'))],
    ['tabs', (text: string) => Buffer.from(text.replaceAll(',', '\t'))],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
  ])('with %s reads the same', async (_name, encode) => {
    const text =
      'Title,Artist,Album,Duration\nÜbermorgen,Käfer & Söhne,Öst,3:07\nCafé Noir,José Luña,,214\nGlasregen,Mira Vantour,Keller,214373\n';
    for (const size of [1, 3, 65_536]) {
      const read = await readAll(encode(text), size);
      if (typeof read === 'string') throw new Error(read);
      expect(read.entries.map(brief)).toEqual([
        '2: Käfer & Söhne ~ Übermorgen ~ Öst ~ 187000',
        '3: José Luña ~ Café Noir ~  ~ 214000',
        '4: Mira Vantour ~ Glasregen ~ Keller ~ 214373',
      ]);
    }
  });
});

function fail(): never {
  throw new Error('no such entry');
}
