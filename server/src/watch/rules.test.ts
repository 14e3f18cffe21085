import { describe, expect, test } from 'vitest';
import { dayIn, nextDue, readDate, startOfDay } from './dates.ts';
import { groupKey } from './editions.ts';
import { readReference } from './keys.ts';

describe('days', () => {
  test.each([
    ['2026-02-28', '2026-02-28', '2026-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('%s may mean %s to %s', (text, from, to) => {
    expect(readDate(text)).toMatchObject({ from, to });
  });

  test.each([
    '',
    '0000',
    '2026-00',
    '2026-13',
    '2026-02-29',
    '26-01-01',
    '2026-1-1',
    '????-05',
    '2026-01-01T00:00',
    null,
  ])('%s is no date', (text) => {
    expect(readDate(text)).toBeNull();
  });

  test.each([
    ['Pacific/Kiritimati', '2026-03-05T10:00:00Z', '2026-03-06'],
    ['Pacific/Pago_Pago', '2026-03-06T10:59:00Z', '2026-03-05'],
    ['Asia/Kathmandu', '2026-03-05T18:15:00Z', '2026-03-06'],
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29'],
  ])('in %s it is at %s the day %s', (zone, at, day) => {
    expect(dayIn(zone, new Date(at))).toBe(day);
  });

  test('a day begins at its midnight, also when clocks change on it or the day before', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']) {
      for (let day = 0; day < 366; day += 1) {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        const start = startOfDay(zone, date);
        expect([zone, dayIn(zone, start)]).toEqual([zone, date]);
        expect([zone, dayIn(zone, new Date(start.getTime() - 1))]).not.toEqual([zone, date]);
      }
    }
  });

  test('intervals of whole days are due at the start of a day, shorter ones keep their rhythm without drift', () => {
    const due = (from: string, now: string, interval: number) =>
      nextDue('UTC', new Date(from), new Date(now), interval).toISOString();
    expect(due('2026-03-01T09:00:00Z', '2026-03-01T23:59:00Z', 86_400)).toBe('2026-03-02T00:00:00.000Z');
    expect(due('2026-03-01T00:00:00Z', '2026-03-04T05:00:00Z', 7 * 86_400)).toBe('2026-03-11T00:00:00.000Z');
    expect(due('2026-03-01T09:00:00Z', '2026-03-01T09:07:00Z', 3600)).toBe('2026-03-01T10:00:00.000Z');
    expect(due('2026-03-01T09:00:00Z', '2026-03-01T12:30:00Z', 3600)).toBe('2026-03-01T13:00:00.000Z');
  });
});

describe('editions', () => {
  test.each([
    ['Keller (Deluxe Edition)', 'Keller'],
    ['Keller [Remastered]', 'Keller'],
    ['Keller (25th Anniversary Super Deluxe)', 'Keller'],
    ['Keller - 2011 Remaster', 'Keller'],
  ])('%s is an edition of %s', (edition, title) => {
    expect(groupKey(edition, 'album')).toBe(groupKey(title, 'album'));
  });
  test.each([
    ['Keller (Ina’s Version)', 'Keller'],
    ['Keller II', 'Keller'],
    ['Keller (Black Album)', 'Keller'],
    ['Keller - Live in Berlin', 'Keller'],
    ['Special', 'Keller'],
    ['(Deluxe)', ''],
  ])('%s is not one of %s', (edition, title) => {
    expect(groupKey(edition, 'album')).not.toBe(groupKey(title, 'album'));
  });
  test('a single is not an edition of the album of its name', () => {
    expect(groupKey('Keller', 'single')).not.toBe(groupKey('Keller', 'album'));
  });
});

test.each([
  ['spotify:artist:1Xyo4u8uXC1ZmMpatF05PJ', 'spotify:1Xyo4u8uXC1ZmMpatF05PJ'],
  ['open.spotify.com/artist/1Xyo4u8uXC1ZmMpatF05PJ', 'spotify:1Xyo4u8uXC1ZmMpatF05PJ'],
  ['https://open.spotify.com/intl-de/artist/1Xyo4u8uXC1ZmMpatF05PJ?si=x', 'spotify:1Xyo4u8uXC1ZmMpatF05PJ'],
  ['C7A605D4-5569-46B4-8968-B4FD7E209709', 'musicbrainz:c7a605d4-5569-46b4-8968-b4fd7e209709'],
  ['https://open.spotify.com/album/1Xyo4u8uXC1ZmMpatF05PJ', undefined],
  ['Mira Vantour', undefined],
])('%s means %s', (text, key) => {
  expect(readReference(text)?.key).toBe(key);
});
