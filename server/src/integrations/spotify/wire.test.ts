import { describe, expect, test } from 'vitest';
import { readRefusal, retryAfterOf } from './refusal.ts';
import { readAlbum, readArtist, readPlaylist, readRelease, readRow, readTrack } from './wire.ts';

const track = { type: 'track', id: 'a'.repeat(22), name: 'Song', artists: [{ id: 'b', name: 'Band' }] };

describe('rows of playlists', () => {
  test.each([
    ['the new name', { item: track }, 'track'],
    ['the old name', { track }, 'track'],
    ['both names, the new one counts', { item: track, track: null }, 'track'],
    ['null in place of the track', { item: null, track: null }, 'unavailable'],
    ['no row at all', null, 'unavailable'],
    ['an episode', { item: { type: 'episode', id: 'e', name: 'Talk' } }, 'episode'],
    ['a track without id', { item: { ...track, id: null } }, 'unavailable'],
    ['a local file', { is_local: true, item: { ...track, id: null, uri: 'spotify:local:A:B:C:90' } }, 'local'],
    ['text in place of an object', 'row', 'unavailable'],
  ])('%s', (_what, row, kind) => {
    expect(readRow(row, 7)).toMatchObject({ kind, position: 7 });
  });

  test('local files are read from their address: plus signs, percent codes, colons, empty parts', () => {
    const local = (uri: string, more: object = {}) =>
      readRow({ is_local: true, track: { uri, name: '', artists: [], ...more } }, 0).track;
    expect(local('spotify:local:Beyonc%C3%A9:B%27Day:D%C3%A9j%C3%A0+Vu%3A+Live:241')).toMatchObject({
      id: null,
      title: 'Déjà Vu: Live',
      artists: [{ id: null, name: 'Beyoncé' }],
      album: { title: "B'Day" },
      durationMs: 241_000,
    });
    expect(local('spotify:local:::Untitled:61')).toMatchObject({ title: 'Untitled', artists: [], album: null });
    expect(local('spotify:local:A:B:One:Two:61')?.title).toBe('One:Two');
    expect(local('spotify:local:%E0%A4%A:B:Name:x', { name: 'Named' })).toMatchObject({
      title: 'Named',
      durationMs: null,
    });
    expect(local('')).toBeNull();
  });

  test('moments that stand for "unknown" are unknown', () => {
    expect(readRow({ added_at: '1970-01-01T00:00:00Z', item: track }, 0).addedAt).toBeNull();
    expect(readRow({ added_at: 'yesterday', item: track }, 0).addedAt).toBeNull();
    expect(readRow({ added_at: '2024-05-01T10:00:00Z', added_by: { id: '' }, item: track }, 0)).toMatchObject({
      addedAt: new Date('2024-05-01T10:00:00Z'),
      addedBy: null,
    });
  });
});

describe('tracks and releases', () => {
  test.each([
    ['usrc17607839', 'USRC17607839'],
    ['US-RC1-76-07839', 'USRC17607839'],
    ['', null],
    ['NOTANISRC', null],
    [42, null],
  ])('the ISRC %s is %s', (isrc, expected) => {
    expect(readTrack({ ...track, external_ids: { isrc } })?.isrc).toBe(expected);
  });

  test.each([
    ['1997-05-21', 'day', '1997-05-21', 'day'],
    ['1997-01-01', 'year', '1997', 'year'],
    ['1997-05-01', 'month', '1997-05', 'month'],
    ['1997', 'year', '1997', 'year'],
    ['1997-05', 'month', '1997-05', 'month'],
    ['1997-13-01', 'day', '1997', 'year'],
    ['0000', 'year', null, null],
    [null, null, null, null],
  ])('a release of %s, said to be known to the %s, is of %s', (date, precision, expected, known) => {
    expect(readRelease({ id: 'x', name: 'A', release_date: date, release_date_precision: precision })).toMatchObject({
      releaseDate: expected,
      precision: known,
    });
  });

  test('what is missing, null or of another type is unknown, and nothing throws', () => {
    const values = [
      undefined,
      null,
      0,
      '',
      'x',
      [],
      {},
      { id: null, name: null },
      { id: 5, name: {}, artists: 'no', images: [null] },
    ];
    for (const value of values) {
      expect(readTrack(value)).toBeNull();
      expect(readRelease(value)).toBeNull();
      expect(readAlbum(value)).toBeNull();
      expect(readArtist(value)).toBeNull();
      expect(readPlaylist(value)).toBeNull();
    }
    const bare = readTrack({
      id: 'a',
      name: 'T\0i\uD800tle',
      images: null,
      album: null,
      duration_ms: -5,
      explicit: 'no',
    });
    expect(bare).toMatchObject({ title: 'Ti\uFFFDtle', durationMs: null, explicit: null, album: null, artists: [] });
  });

  test('images keep their order, and only addresses count', () => {
    const images = [{ url: 'https://i.scdn.co/a', width: 640 }, { url: null }, { url: 'javascript:alert(1)' }, null];
    expect(readRelease({ id: 'x', name: 'A', images })?.images).toEqual(['https://i.scdn.co/a']);
  });
});

describe('playlists', () => {
  test('contents may come under both names; without either they are withheld, not empty', () => {
    const list = { id: 'p', name: 'L', description: 'Rock &amp; Roll &#x27;n&#39; more &unknown;' };
    expect(readPlaylist({ ...list, items: { total: 3 } })).toMatchObject({ total: 3, isWithheld: false });
    expect(readPlaylist({ ...list, tracks: { total: 0 } })).toMatchObject({ total: 0, isWithheld: false });
    expect(readPlaylist(list)).toMatchObject({ total: null, isWithheld: true });
    expect(readPlaylist(list)?.description).toBe("Rock & Roll 'n' more &unknown;");
  });
});

describe('refusals', () => {
  test.each([
    [{ error: { status: 403, message: 'Forbidden', reason: 'X' } }, 'Forbidden', 'X'],
    [{ error: 'invalid_grant', error_description: 'Refresh token revoked' }, 'Refresh token revoked', null],
    ['User not registered', 'User not registered', null],
    [undefined, 'no reason given', null],
  ])('%j', (body, message, reason) => {
    expect(readRefusal(body)).toEqual({ message, reason });
  });

  test('the time to wait is given in seconds or as a date of the clock of the server', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    expect(retryAfterOf({ 'retry-after': '30' }, now)).toBe(30_000);
    expect(retryAfterOf({ 'retry-after': '999999999' }, now)).toBe(7 * 86_400_000);
    const date = { 'retry-after': 'Thu, 01 Jan 2026 05:01:00 GMT', date: 'Thu, 01 Jan 2026 05:00:00 GMT' };
    expect(retryAfterOf(date, now)).toBe(60_000);
    expect(retryAfterOf({ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, now)).toBe(0);
    expect(retryAfterOf({ 'retry-after': 'soon' }, now)).toBeNull();
    expect(retryAfterOf({}, now)).toBeNull();
  });
});
