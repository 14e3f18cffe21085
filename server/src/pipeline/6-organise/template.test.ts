import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WantedTrack } from '#music';
import { makeTrack } from '#test/file-house';
import { placeOf, segmentsOf } from './organise.ts';
import { maxSegmentBytes } from './segment.ts';
import { defaultTemplateText, namingFields, parseTemplate, templateOf } from './template.ts';

const track = makeTrack({
  title: 'Hey You',
  artists: ['Pink Floyd', 'Somebody'],
  album: 'The Wall',
  albumArtist: null,
  trackNumber: 1,
  discNumber: 2,
  discTotal: 2,
  isrc: 'GBN9Y1100123',
  releaseDate: '1979-11-30',
});

function named(template: string, fields: Partial<WantedTrack> = {}, extension = 'flac'): string {
  const { folders, file } = segmentsOf(placeOf({ ...track, ...fields }, extension, templateOf(template)), 0, 20, 4095);
  return [...folders, file].join('/');
}

describe('a template', () => {
  it.each<[string, Partial<WantedTrack>, string]>([
    [defaultTemplateText, {}, 'Pink Floyd/The Wall (Disc 2)/01 - Hey You.flac'],
    ['{title}', {}, 'Hey You.flac'],
    ['{initial}/{albumartist}/{year} - {album}/{track}. {title}', {}, 'P/Pink Floyd/1979 - The Wall/01. Hey You.flac'],
    ['{albumartist}/[{year} - ]{album}/{title}', { releaseDate: null }, 'Pink Floyd/The Wall/Hey You.flac'],
    ['{albumartist}/[{year} - ]{album}/{title}', { releaseDate: '1979' }, 'Pink Floyd/1979 - The Wall/Hey You.flac'],
    [
      '{albumartist}/{album} [{disc}-]{track} {title}',
      { discTotal: 1, discNumber: 1 },
      'Pink Floyd/The Wall 01 Hey You.flac',
    ],
    ['{format}/{artist}/{title}', {}, 'FLAC/Pink Floyd/Hey You.flac'],
    ['{initial}/{title}', { artists: ['Édith Piaf'] }, 'E/Hey You.flac'],
    ['{initial}/{title}', { artists: ['宇多田ヒカル'] }, '宇/Hey You.flac'],
    ['{initial}/{title}', { artists: ['50 Cent'] }, '#/Hey You.flac'],
    ['{year}/{title}', { releaseDate: null }, 'Unknown Year/Hey You.flac'],
    ['{artist}/{title}', { artists: ['../..'], title: '../x' }, 'Unknown Artist/__x.flac'],
    ['x.{artist}/{title}', { artists: ['a/b'] }, 'x.a_b/Hey You.flac'],
    ['[{isrc}]/{title}', { isrc: null }, 'Hey You.flac'],
    ['{album}./{title}', { album: 'con' }, '_con/Hey You.flac'],
  ])('%s of %j names %s', (template, fields, path) => {
    expect(named(template, fields)).toBe(path);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['{album}', '{title}'],
    ['{title}/{album}', '{title}'],
    ['[{title}]', '{title}'],
    ['/{title}', 'no name'],
    ['{album}//{title}', 'no name'],
    ['{title}/', 'no name'],
    ['../{title}', 'cannot be called'],
    ['. /{title}', 'cannot be called'],
    ['{nothing}/{title}', 'no field {nothing}'],
    ['{__proto__}/{title}', 'no field'],
    ['{toString}/{title}', 'no field'],
    ['{album/{title}', 'no } after it'],
    ['{title}}', 'nothing before it'],
    ['[{album}/{title}]', 'no ] after it'],
    ['[x]{title}', 'must hold a field'],
    ['[{album}[{disc}]]{title}', 'brackets'],
    ['C:\\{title}', 'cannot stand in the name'],
    ['a\0{title}', 'cannot stand in the name'],
    ['{title}?', 'cannot stand in the name'],
    ['a/b/c/d/e/f/g/h/{title}', 'more than 7 folders'],
    [`${'x'.repeat(300)}{title}`, 'longer than 300'],
  ])('%j is refused with the reason', (text, why) => {
    const parsed = parseTemplate(text);
    expect(parsed.ok ? '' : parsed.why.toLowerCase()).toContain(why.toLowerCase());
  });

  it('never names anything that leads out, hides or is too long, whatever template and track say', () => {
    const piece = fc.oneof(
      fc.constantFrom('/', ' - ', '.', '..', ' ', 'CON', '[', ']', '{', '}'),
      fc.constantFrom(...Object.keys(namingFields)).map((name) => `{${name}}`),
      fc.constantFrom(...Object.keys(namingFields)).map((name) => `[${name} {${name}}]`),
    );
    const templates = fc.array(piece, { maxLength: 9 }).map((pieces) => `${pieces.join('')}{title}`);
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const property = fc.property(templates, text, text, text, (template, artist, album, title) => {
      const parsed = parseTemplate(template);
      if (!parsed.ok) return;
      const place = placeOf({ ...track, artists: [artist], album, title, releaseDate: album }, 'mp3', parsed.template);
      const { folders, file } = segmentsOf(place, 3, 20, 4095);
      for (const segment of [...folders, file]) {
        expect(segment).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(segment).not.toMatch(/^\.|^ |[. ]$/u);
        expect(segment).not.toBe('');
        expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(maxSegmentBytes);
        expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
