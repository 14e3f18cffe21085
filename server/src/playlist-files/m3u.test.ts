import { describe, expect, it } from 'vitest';
import { headOf, linesOf, type PathStyle, pathOf } from './m3u.ts';
import { fileNameOf } from './names.ts';

const style: PathStyle = { kind: 'relative', musicDir: '/srv/music', prefix: null, from: '/srv/music' };
const track = { title: 'Song', artists: ['Ann', 'Bob'], durationMs: 61_400, path: 'Ann/Song.flac', reason: null };

describe('a list for players', () => {
  it('names artist, title, length in seconds and file', () => {
    expect(linesOf(track, style)).toBe('#EXTINF:61,Ann, Bob - Song\nAnn/Song.flac\n');
    expect(linesOf({ ...track, durationMs: null }, style)).toContain('#EXTINF:-1,');
  });

  it('keeps a track without a file as a comment with its reason', () => {
    expect(linesOf({ ...track, path: null, reason: 'All peers failed.' }, style)).toBe(
      '# missing: Ann, Bob - Song (All peers failed.)\n',
    );
  });

  it.each(['a\nb', 'a\r\nb', 'a\u2028b', 'a\u0085b', 'a\0b'])('lets no title add a line or hide one: %j', (title) => {
    expect(linesOf({ ...track, title }, style).split(/\r\n|[\n\r\u2028\u0085]/)).toHaveLength(3);
    expect(linesOf({ ...track, title, path: null, reason: title }, style).split('\n')).toHaveLength(2);
    expect(headOf(title, title).split('\n')).toHaveLength(5);
  });

  it('turns no text around', () => {
    expect(linesOf({ ...track, title: 'a\u202egpj' }, style)).toContain('a gpj');
  });

  it('says that a file is missing whose name cannot stand in a line', () => {
    expect(linesOf({ ...track, path: 'Ann/So\nng.flac' }, style)).toMatch(/^# missing: .*cannot stand/);
  });

  it.each<[string, Partial<PathStyle>, string]>([
    ['relative to the music folder', {}, 'Ann/Song.flac'],
    ['relative to another folder', { from: '/srv/lists' }, '../music/Ann/Song.flac'],
    ['absolute', { kind: 'absolute' }, '/srv/music/Ann/Song.flac'],
    ['below another root', { prefix: '/mnt/nas/' }, '/mnt/nas/Ann/Song.flac'],
    ['on a drive of Windows', { prefix: 'M:\\Music' }, 'M:\\Music\\Ann\\Song.flac'],
    ['on a share of Windows', { prefix: '\\\\nas\\music\\' }, '\\\\nas\\music\\Ann\\Song.flac'],
    ['on a bare drive', { prefix: 'M:' }, 'M:\\Ann\\Song.flac'],
  ])('names files %s', (_how, more, expected) => {
    expect(pathOf(track.path, { ...style, ...more })).toBe(expected);
  });

  it('does not let a path look like a comment', () => {
    expect(pathOf('#1/Song.flac', style)).toBe('./#1/Song.flac');
  });
});

describe('the name of a list as a file', () => {
  it.each([
    ['Road / Trip: 2026?', 'Road _ Trip_ 2026_.m3u8'],
    ['../../etc/passwd', '_.._etc_passwd.m3u8'],
    ['...', 'Playlist.m3u8'],
    ['CON', 'Playlist CON.m3u8'],
    ['a\n\0b', 'a__b.m3u8'],
  ])('%j is safe as %j', (name, expected) => {
    expect(fileNameOf(name)).toBe(expected);
  });

  it('fits a file system whatever its script', () => {
    expect(Buffer.byteLength(fileNameOf('漢'.repeat(300), ` (${'x'.repeat(22)})`))).toBeLessThanOrEqual(255);
  });
});
