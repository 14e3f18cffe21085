import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fillLibraryKeys } from '#library';
import { openWatchHouse, type WatchHouse } from '#test/watch-house';
import { mbid } from '../../../stand-ins/worlds/musicbrainz.ts';
import { releasesOf } from '../../../stand-ins/worlds/releases.ts';

let house: WatchHouse;
const key = `musicbrainz:${mbid('artist', 1)}`;

beforeAll(async () => {
  house = await openWatchHouse({ world: releasesOf([]), at: '2026-03-01T09:00:00Z' });
});
beforeEach(async () => {
  await house.empty();
  await sql`truncate library_files restart identity cascade`.execute(house.db);
});
afterAll(() => house.close());

interface Album {
  readonly album: string;
  readonly tracks: readonly number[];
  readonly artist?: string;
  readonly date?: string;
}

/** Files of the library, as they are after their tags were read. */
async function own({ album, tracks, artist = 'Mira Vantour', date }: Album): Promise<void> {
  for (const track of tracks)
    await sql`
      insert into library_files (path, size_bytes, format, title, artists, album, track_number, release_date)
      values (${crypto.randomUUID()}, 1, 'flac', ${`Song ${track}`}, ${[artist]}, ${album}, ${track}, ${date ?? null})`.execute(
      house.db,
    );
  await fillLibraryKeys(house.db, new AbortController().signal);
}

/** What the artist's page says of each release, after these many tracks were told of it. */
async function page(totals: Readonly<Record<string, number>> = {}) {
  await house.post('/watchlist', { artist_key: key });
  await house.drain();
  for (const [title, total] of Object.entries(totals))
    await house.db.updateTable('artist_releases').set({ total_tracks: total }).where('title', '=', title).execute();
  const { body } = await house.get(`/artists/${key}`);
  return Object.fromEntries(
    body.releases.map((each) => [`${each.title} ${each.release_date}`, [each.completion, each.artwork_url]]),
  );
}

describe('what we own of a release from before watching', () => {
  test('is counted by the tags of that artist’s files, each track once, with a cover of our own', async () => {
    house.standIn.setWorld(
      releasesOf([
        { title: 'Keller', date: '2001-01-01' },
        { title: 'Untold', date: '2002-01-01' },
        { title: 'Missing', date: '2003-01-01' },
        { title: 'Nothing known', date: '2004-01-01' },
      ]),
    );
    await own({ album: 'KELLER', tracks: [1, 2, 3] });
    await own({ album: 'Keller', tracks: [3, 4], artist: 'Mira Vantour feat. Somebody' });
    await own({ album: 'Untold', tracks: [1, 2], artist: 'M. Vantour' });
    await own({ album: 'Missing', tracks: [1, 2], artist: 'Somebody Else' });
    expect(await page({ Keller: 10, Missing: 8 })).toEqual({
      'Keller 2001-01-01': [{ wished: 0, owned: 4, total: 10 }, '/library/files/1/artwork'],
      'Untold 2002-01-01': [{ wished: 0, owned: 2, total: null }, '/library/files/6/artwork'],
      'Missing 2003-01-01': [{ wished: 0, owned: 0, total: 8 }, null],
      'Nothing known 2004-01-01': [null, null],
    });
  });

  test('counts another edition where none has the very title, never more than there are, and tells albums of one name by their year', async () => {
    house.standIn.setWorld(
      releasesOf([
        { title: 'Harbour', date: '2001-01-01' },
        { title: 'Mira', date: '1994-05-10' },
        { title: 'Mira', date: '2001-05-15' },
        { title: 'Lamp', date: '2010-01-01', type: 'Single' },
        { title: 'Lamp', date: '2010-03-01' },
      ]),
    );
    await own({ album: 'Harbour (Deluxe Edition)', tracks: [1, 2, 3, 4] });
    await own({ album: 'Mira', tracks: [1, 2], date: '2001' });
    await own({ album: 'Lamp', tracks: [1, 2, 3], date: '2010-03-01' });
    const counts = Object.entries(await page({ Harbour: 3, Mira: 10, Lamp: 5 })).map(([name, [completion]]) => [
      name,
      (completion as { owned: number } | null)?.owned,
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      'Harbour 2001-01-01': 3,
      'Mira 1994-05-10': 0,
      'Mira 2001-05-15': 2,
      'Lamp 2010-01-01': 0,
      'Lamp 2010-03-01': 3,
    });
  });
});

test('among 60,000 files only those of the artist are read', async () => {
  await sql`
    insert into library_files (path, size_bytes, format, title, artists, album, track_number, recording_key)
    select n::text, 1, 'flac', 'Song', array['Artist ' || n % 3000], 'Album ' || n % 7, n, 'artist' || n % 3000 || '|song' || n
    from generate_series(1, 60000) n`.execute(house.db);
  await sql`analyze library_files`.execute(house.db);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain (analyze, timing off) select album from library_files where split_part(recording_key, '|', 1) = any(${['artist77', 'artist78']}::text[])
      and recording_key is not null and album is not null`.execute(house.db);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('library_files_artist');
  expect(plan).toMatch(/actual rows=40(?:\.00)? /);
});
