import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WantedTrack } from '#music';
import { maxPathOf, placeOf, segmentsOf } from './organise.ts';
import { fitSegment, maxSegmentBytes, safeSegment } from './segment.ts';

function track(fields: Partial<WantedTrack>): WantedTrack {
  return {
    title: 'Title',
    artists: ['Artist'],
    album: 'Album',
    albumArtist: null,
    trackNumber: null,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
    durationMs: null,
    isrc: null,
    releaseDate: null,
    ...fields,
  };
}

function pathOf(fields: Partial<WantedTrack>, extension = 'flac', attempt = 0): string {
  const { folders, file } = segmentsOf(placeOf(track(fields), extension), attempt, 20, 4095);
  return [...folders, file].join('/');
}

describe('the place of a track', () => {
  it.each<[Partial<WantedTrack>, string]>([
    [{ trackNumber: 3 }, 'Artist/Album/03 - Title.flac'],
    [{ trackNumber: 103 }, 'Artist/Album/103 - Title.flac'],
    [{ trackNumber: 0 }, 'Artist/Album/Title.flac'],
    [{ albumArtist: 'Various Artists' }, 'Various Artists/Album/Title.flac'],
    [{ album: null }, 'Artist/Unknown Album/Title.flac'],
    [{ discNumber: 2, discTotal: 2 }, 'Artist/Album (Disc 2)/Title.flac'],
    [{ discNumber: 1, discTotal: 2 }, 'Artist/Album (Disc 1)/Title.flac'],
    [{ discNumber: 1, discTotal: 1 }, 'Artist/Album/Title.flac'],
    [{ artists: ['宇多田ヒカル'], title: '光' }, '宇多田ヒカル/Album/光.flac'],
    [{ artists: ['أم كلثوم'], title: 'إنت عمري' }, 'أم كلثوم/Album/إنت عمري.flac'],
    [{ artists: ['Bjo\u0308rk'] }, 'Bj\u00f6rk/Album/Title.flac'],
    [{ artists: ['👩‍🚀 Crew'] }, '👩‍🚀 Crew/Album/Title.flac'],
    [{ artists: ['AC/DC'], title: 'What? "Live": <1*2|3>\\' }, 'AC_DC/Album/What_ _Live__ _1_2_3__.flac'],
    [{ artists: ['R.E.M.'] }, 'R.E.M/Album/Title.flac'],
    [{ artists: ['.38 Special'] }, '_38 Special/Album/Title.flac'],
    [{ trackNumber: 1, title: '...Baby One More Time' }, 'Artist/Album/01 - ...Baby One More Time.flac'],
    [{ title: '...Baby One More Time' }, 'Artist/Album/_Baby One More Time.flac'],
    [
      { artists: ['../..'], album: '..', title: '../../etc/passwd' },
      'Unknown Artist/Unknown Album/__.._etc_passwd.flac',
    ],
    [{ artists: ['....'], album: ' . . ', title: '...' }, 'Unknown Artist/Unknown Album/Title.flac'],
    [{ artists: ['CON'], album: 'nul.', title: 'COM1' }, '_CON/_nul/_COM1.flac'],
    [{ artists: ['aux.tape'], album: 'Lpt¹', title: 'Console' }, '_aux.tape/_Lpt¹/Console.flac'],
    [{ artists: ['a\0b\u0007c'], title: 'x\u202egnp.exe\u202c' }, 'abc/Album/xgnp.exe.flac'],
    [{ artists: ['\u200b\u200e'], title: '\u2066\u2069' }, 'Unknown Artist/Album/Title.flac'],
    [{ artists: ['  Two \t\n Spaces  '] }, 'Two Spaces/Album/Title.flac'],
    [{ artists: ['lone \ud800 half'] }, 'lone \ufffd half/Album/Title.flac'],
    [{ title: '???' }, 'Artist/Album/Title.flac'],
  ])('%j lies at %s', (fields, path) => {
    expect(pathOf(fields)).toBe(path);
  });

  it('keeps number, suffix and extension of names that are too long, and cuts between whole characters', () => {
    const family = '👨‍👩‍👧‍👦';
    const { file } = segmentsOf(placeOf(track({ trackNumber: 7, title: family.repeat(300) }), 'opus'), 12, 20, 4095);
    expect(file).toMatch(/^07 - (👨‍👩‍👧‍👦)+_12\.opus$/u);
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(maxSegmentBytes);
    expect(Buffer.byteLength(file)).toBeGreaterThan(200);
  });

  it('keeps the disc of an album whose name is too long', () => {
    const place = placeOf(track({ album: '交'.repeat(300), discNumber: 3, discTotal: 3 }), 'mp3');
    const album = segmentsOf(place, 0, 20, 4095).folders[1] ?? '';
    expect(album).toMatch(/^交+ \(Disc 3\)$/u);
    expect(Buffer.byteLength(album)).toBeLessThanOrEqual(maxSegmentBytes);
  });

  it('shortens the file first and the folders after it when the whole path would be too long', () => {
    const long = track({ artists: ['A'.repeat(200)], album: 'B'.repeat(200), title: 'C'.repeat(200), trackNumber: 1 });
    const { folders, file } = segmentsOf(placeOf(long, 'flac'), 1, 20, maxPathOf('win32'));
    expect(20 + 3 + Buffer.byteLength(folders.join('') + file)).toBeLessThanOrEqual(259);
    expect(file).toMatch(/^01 - C+_1\.flac$/);
    expect(folders[0]?.length).toBeGreaterThanOrEqual(32);
  });

  it('never makes a name that leads out, hides, or that any system refuses, whatever the text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', '\0', 'C', 'O', 'N', '\u202e', '\u0301'), maxLength: 30 }),
    );
    const property = fc.property(anyText, anyText, anyText, (artist, album, title) => {
      const { folders, file } = segmentsOf(placeOf(track({ artists: [artist], album, title }), 'mp3'), 1, 20, 4095);
      for (const segment of [...folders, file]) {
        expect(segment).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(segment).not.toMatch(/^\.|^ |[. ]$/u);
        expect(segment).not.toBe('');
        expect(segment).toBe(segment.normalize('NFC'));
        expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(maxSegmentBytes);
        expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('leaves names alone that are already good', () => {
    for (const name of ['Sigur Rós', 'Sunn O)))', '!!!x', 'Mötley Crüe', 'Ke$ha', "Destiny's Child"])
      expect(fitSegment(safeSegment(name, '?'), '', 255)).toBe(name);
  });
});
