import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brief, readAll } from '../cases/read-all.ts';
import type { Entry } from './entry.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    ' - ',
    ' – ',
    '\0',
    '\u202e',
    '../',
    '{',
    '}',
    '[',
    ']',
    ':',
    '<',
    '>',
    '<track>',
    '</track>',
    '<dict>',
    '<key>Tracks</key>',
    '#EXTM3U\n',
    '#EXTINF:3,',
    'title,artist\n',
    '"title":',
    '"tracks":[',
    'spotify:track:',
    'https://open.spotify.com/playlist/',
    '3:45',
    ' | 1999',
    'A - B',
    '\ud800',
    '&#0;',
    '<![CDATA[',
  ),
);

const sound = (entry: Entry): boolean =>
  Number.isInteger(entry.line) &&
  entry.line >= 1 &&
  entry.raw.length <= 500 &&
  !JSON.stringify(entry).includes('\\u0000') &&
  JSON.stringify(entry).isWellFormed() &&
  (entry.kind !== 'track' ||
    (entry.track.title.trim() !== '' &&
      entry.track.artists.length > 0 &&
      entry.track.artists.every((artist) => artist.trim() !== '')));

describe('reading a list', () => {
  test('never fails, whatever comes, and reads the same in any pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), async (pieces, size) => {
        const whole = await readAll(pieces.join(''));
        if (typeof whole !== 'string') expect(whole.entries.every(sound)).toBe(true);
        expect(await readAll(pieces.join(''), size)).toEqual(whole);
      }),
      { numRuns: 600 },
    );
  });

  test('never fails on bytes that are no text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const read = await readAll(bytes);
        if (typeof read !== 'string') expect(read.entries.every(sound)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  const word = fc.string({ unit: fc.constantFrom(...Array.from('abc ,;"-–|()[]#é夜🔥.')), maxLength: 12 });

  test('accounts for every line of a text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 0, max: 10 }),
        async (lines, end, max) => {
          // The first lines make it a text, whatever follows.
          const all = [
            'Artist - Title',
            'Artist - Other',
            ...Array.from({ length: 40 }, (_, index) => `A${index} - T`),
            ...lines,
          ];
          const read = await readAll(all.map((line) => line + end).join(''), 64, max + 40);
          if (typeof read === 'string') throw new Error(read);
          if (read.format !== 'text') return;
          expect(read.entries.length + read.beyondLimit + read.ignored).toBe(all.length);
        },
      ),
    );
  });

  test('accounts for every record of a table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, word), { maxLength: 30 }), async (rows) => {
        const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = `title,artist\n${rows.map(([title, artist]) => `${cell(title)},${cell(artist)}\n`).join('')}`;
        const read = await readAll(text, 64);
        if (typeof read === 'string') throw new Error(read);
        expect(read.entries.length + read.ignored).toBe(rows.length + 1);
      }),
    );
  });

  test.each([
    [
      'every line with an open quote',
      'title,artist\n"a,b\n"""c,d\n""e,"f\ng,h\n',
      ['2: failed unclosed_quote', '3: failed unclosed_quote', '4: f\ng,h\n'],
    ],
    ['a repeated header', 'title,artist\nB,A\ntitle,artist\nD,C\n', ['2: A ~ B', '4: C ~ D']],
    [
      'an old YouTube list',
      'Playlist Id,Channel Id\nx,y\n\nVideo Id,Time Added\nabc00000000,2020-01-01\n',
      ['5: failed needs_names'],
    ],
    [
      'links alone',
      'https://open.spotify.com/playlist/aaaaaaaaaaaaaaaaaaaaaa\nspotify:track:aaaaaaaaaaaaaaaaaaaaaa\n',
      [
        '1: https://open.spotify.com/playlist/aaaaaaaaaaaaaaaaaaaaaa',
        '2: https://open.spotify.com/track/aaaaaaaaaaaaaaaaaaaaaa',
      ],
    ],
    [
      'a table of links',
      'Track URI,Note\nspotify:track:aaaaaaaaaaaaaaaaaaaaaa,x\n',
      ['2: https://open.spotify.com/track/aaaaaaaaaaaaaaaaaaaaaa'],
    ],
    [
      'titles with commas',
      'A - One, Two, Three\nB - Four, Five, Six\n',
      ['1: A ~ One, Two, Three', '2: B ~ Four, Five, Six'],
    ],
    ['paths alone', 'Music\\A - B.mp3\nMusic/Someone/Album/03 Song.flac\n', ['1: A ~ B', '2: Someone ~ Song ~ Album']],
    [
      'a list that iTunes exported as text',
      'Name\tInterpret\tKomponist\tAlbum\tWerk\tGenre\tGröße\tDauer\tCD-Nummer\tAnzahl der CDs\tTitelnummer\tAnzahl der Titel\tJahr\tOrt\rB\tA\t\tC\t\tPop\t1\t214\t1\t1\t7\t12\t1985\tx\r',
      ['2: A ~ B ~ C ~ 214000 ~  ~ 1985'],
    ],
    ['a table of Excel', 'sep=;\ntitle;artist\nB;A\n', ['3: A ~ B']],
    [
      'XSPF',
      '<?xml version="1.0"?><playlist xmlns="http://xspf.org/ns/0/"><trackList><track><title>B &amp; C</title><creator>A</creator><duration>5000</duration></track><track><title>x</title></track></trackList></playlist>',
      ['1: A ~ B & C ~  ~ 5000', '2: failed no_artist'],
    ],
  ])('%s gives what it says', async (_name, text, expected) => {
    const read = await readAll(text);
    if (typeof read === 'string') throw new Error(read);
    if (_name.startsWith('every')) expect(read.entries.length + read.ignored).toBeGreaterThanOrEqual(4);
    else expect(read.entries.map(brief)).toEqual(expected);
  });

  test('does not resolve entities of an XML document', async () => {
    const text =
      '<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY x SYSTEM "file:///etc/passwd">]><plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Name</key><string>&x;B</string><key>Artist</key><string>A</string></dict></dict></dict></plist>';
    const read = await readAll(text);
    expect(typeof read === 'string' ? read : read.entries.map(brief)).toEqual(['1: A ~ &x;B']);
  });

  test.each([
    ['text', (index: number) => `Artist ${index} - Song number ${index} | Album | 2001\n`, ''],
    [
      'CSV',
      (index: number) => `"Song, number ${index}","Artist ${index}",Album,214373,QZHRM2600000\n`,
      'title,artist,album,duration_ms,isrc\n',
    ],
    [
      'JSON',
      (index: number) =>
        `${index === 0 ? '' : ','}{"trackName":"Song ${index}","artistName":"Artist ${index}","msPlayed":1}`,
      '[',
    ],
  ])('of 100,000 lines of %s lets others work meanwhile', async (_name, line, head) => {
    const text = Buffer.from(head + Array.from({ length: 100_000 }, (_, index) => line(index)).join(''));
    let turns = 0;
    let next = setImmediate(function count() {
      turns += 1;
      next = setImmediate(count);
    });
    const before = process.threadCpuUsage();
    const read = await readAll(text, 65_536, 100);
    const used = process.threadCpuUsage(before);
    const took = (used.user + used.system) / 1000;
    clearImmediate(next);
    if (typeof read === 'string') throw new Error(read);
    expect(read.entries.length + read.beyondLimit).toBe(100_000);
    // Others get a turn every few milliseconds, whatever the speed of the machine and whoever else uses it.
    expect(turns).toBeGreaterThan(took / 40);
  });
});
