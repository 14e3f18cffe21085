import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const key = `musicbrainz:${mbid('artist', 1)}`;

beforeAll(async () => {
  house = await openWatchHouse({ world: releasesOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(() => house.empty());
afterAll(() => house.close());

const add = (body: object) => house.post('/watchlist', body);

describe('the calendar', () => {
  beforeEach(async () => {
    house.standIn.setWorld(
      releasesOf([
        { title: 'Out; now, "yes"\nreally', date: '2026-02-20' },
        { title: 'Soon '.repeat(20), date: '2026-03-20' },
        { title: 'Some day', date: '2026' },
        { title: 'Long ago', date: '1999-01-01' },
      ]),
    );
    await add({ artist_key: key });
    await house.drain();
  });

  test('shows recent and upcoming releases by day, and how exactly the day is known', async () => {
    const { body } = await house.get('/calendar/releases');
    expect(body.items.map((each) => [each.day, each.out, each.state])).toEqual([
      ['2026-02-20', true, 'known'],
      ['2026-03-20', false, 'upcoming'],
    ]);
    const year = await house.get('/calendar/releases?from=2026-01-01&to=2026-12-31');
    expect(year.body.items[0]).toMatchObject({ title: 'Some day', precision: 'year' });
    for (const query of ['from=2026-02-30', 'from=x', 'to=2026', 'from=2026-05-01&to=2026-04-01'])
      expect((await house.get(`/calendar/releases?${query}`)).status).toBe(400);
  });

  test('as iCalendar with a token of its own, until the token is taken back', async () => {
    expect((await house.get('/calendar/releases.ics')).status).toBe(401);
    expect((await house.get('/calendar/releases.ics?token=guess')).status).toBe(401);
    const token = (await house.post('/calendar/tokens', { name: 'phone' })).body;
    const { status, text } = await house.get(token.path);
    expect(status).toBe(200);
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(lines).toContain('DTSTART;VALUE=DATE:20260320');
    expect(lines).toContain('DTEND;VALUE=DATE:20260321');
    expect(text).toContain('SUMMARY:Mira Vantour – Out\\; now\\, "yes" really');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect((await house.get('/calendar/tokens')).text).not.toContain(token.token);
    expect((await house.delete(`/calendar/tokens/${token.id}`)).status).toBe(204);
    expect((await house.get(token.path)).status).toBe(401);
  });
});
